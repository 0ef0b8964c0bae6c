"""The notice of what was done, on paper: the binding language beside the person's."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from i18n import formats
from i18n.languages import direction, using
from permits.packs import load_pack
from support_centre import notices
from support_centre.models import AssistedSession


def notice_pdf(session: AssistedSession) -> bytes:
    """What was done in ``session`` until now, and how to object."""
    centre = session.mandate.centre
    binding = load_pack(centre.pack).binding_language
    with using(binding):
        data: dict[str, Any] = {
            "number": "",
            "office": {
                "name": centre.name_in(binding),
                "lines": [line for line in (centre.address, centre.phone) if line],
            },
            "recipient": {"name": session.person.display_name, "lines": []},
            "place_and_date": formats.day_short(timezone.localtime(session.started_at)),
            "demonstration": _("This is a demonstration. It is not a public office.")
            if settings.DEMONSTRATION
            else "",
            "binding": _side(session, binding, is_binding=True),
            "reader": None,
        }
    language = session.mandate.language
    if language != binding:
        with using(language):
            data["reader"] = _side(session, language, is_binding=False)
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset("letter", data, moment=session.ended_at or timezone.now())


def _side(session: AssistedSession, language: str, *, is_binding: bool) -> dict[str, Any]:
    words = notices.words_of_session(session, notices.done_in(session))
    name = formats.language_name(language)
    note = _("%(language)s, the binding text") if is_binding else _("%(language)s, for information")
    return {
        "language": language,
        "direction": direction(language),
        "note": note % {"language": name[:1].upper() + name[1:]},
        "page": _("page {page} of {pages}"),
        "title": words.title,
        "facts": [],
        "parts": [
            {"heading": words.opening, "items": [{"title": line} for line in words.lines]},
            {"heading": _("If you disagree"), "paragraphs": words.objection},
        ],
    }
