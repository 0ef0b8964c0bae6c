"""What is printed at the desk: the mandate, the binding language beside the visitor's."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from i18n import formats
from i18n.languages import direction, using
from permits.packs import load_pack
from support_centre import consent
from support_centre.models import Giver, Mandate

LINE = "." * 46


def mandate_pdf(mandate: Mandate) -> bytes:
    """The mandate as it was offered, with places to sign."""
    pack = load_pack(mandate.centre.pack)
    binding = pack.binding_language
    with using(binding):
        data: dict[str, Any] = {
            **_frame(mandate),
            "binding": _side(mandate, binding, is_binding=True),
        }
    data["reader"] = None
    if mandate.language != binding:
        with using(mandate.language):
            data["reader"] = _side(mandate, mandate.language, is_binding=False)
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset("letter", data, moment=mandate.offered_at)


def _frame(mandate: Mandate) -> dict[str, Any]:
    """What stands once on the sheet, in the active language."""
    centre = mandate.centre
    return {
        "number": "",
        "office": {
            "name": centre.name_in(load_pack(centre.pack).binding_language),
            "lines": [line for line in (centre.address, centre.phone) if line],
        },
        "recipient": {"name": _named(mandate), "lines": []},
        "place_and_date": formats.day_short(timezone.localtime(mandate.offered_at)),
        "demonstration": _("This is a demonstration. It is not a public office.")
        if settings.DEMONSTRATION
        else "",
    }


def _named(mandate: Mandate) -> str:
    """The name that the paper in the helper's hand says; a line to write on when none was read."""
    facts = _read_off(mandate)
    return f"{facts.get('given_names', '')} {facts.get('family_name', '')}".strip() or LINE


def _read_off(mandate: Mandate) -> dict[str, str]:
    """What was read off the person's paper at this desk. What is kept of them is not opened here:
    the mandate that would open it is not given yet."""
    if mandate.person is None:
        return {}
    checks = mandate.person.identity_checks.filter(
        office=mandate.centre.code, checked_at__lte=mandate.offered_at
    )
    check = checks.order_by("-checked_at").first()
    return dict(check.facts) if check else {}


def _side(mandate: Mandate, language: str, *, is_binding: bool) -> dict[str, Any]:
    """The text in the active language."""
    words = consent.words_of(mandate)
    name = formats.language_name(language)
    note = _("%(language)s, the binding text") if is_binding else _("%(language)s, for information")
    return {
        "language": language,
        "direction": direction(language),
        "note": note % {"language": name[:1].upper() + name[1:]},
        "page": _("page {page} of {pages}"),
        "title": words.title,
        "facts": [list(fact) for fact in _facts(mandate)],
        "parts": [
            {
                "heading": words.opening,
                "items": [{"title": sentence[:1].upper() + sentence[1:]} for sentence in words.may],
            },
            {"heading": _("By whom and until when"), "paragraphs": [words.by_whom, words.until]},
            {"heading": _("My rights"), "paragraphs": words.rights},
        ],
        "signature": [_("Date and signature"), "", LINE],
    }


def _facts(mandate: Mandate) -> list[tuple[str, str]]:
    facts = [(_("Explained in"), formats.language_name(mandate.language))]
    if born := _read_off(mandate).get("birth_date"):
        facts.append((_("Date of birth"), formats.day_short(date.fromisoformat(born))))
    if mandate.interpreter:
        facts.append((_("Interpreter"), mandate.interpreter))
    if mandate.giver != Giver.SELF:
        facts.append((_("Who consents"), f"{mandate.giver_name} ({mandate.get_giver_display()})"))
        facts.append((_("Why they consent for the person"), mandate.giver_reason or ""))
    return facts
