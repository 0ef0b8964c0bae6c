"""From a pending row to a sealed PDF in the person's postbox."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM
from audit import log
from cases.letters import decision, ending, receipt, request
from cases.letters.parts import Part, Text
from cases.letters.source import Source
from cases.models import Case, Letter
from documents.actions import store_bytes
from documents.models import Kind
from i18n import formats
from i18n.languages import direction, using
from postbox.actions import send

Writer = Callable[[Case, UUID, Source], Text]

WRITERS: dict[str, Writer] = {
    Letter.Kind.DECISION: decision.text,
    Letter.Kind.REQUEST: request.text,
    Letter.Kind.RECEIPT: receipt.text,
    Letter.Kind.ENDING: ending.text,
}


def render_letter(letter_id: UUID, *, now: datetime | None = None) -> None:
    """Set the letter, seal it, put it into the postbox. Doing it again does nothing."""
    with transaction.atomic():
        letter = (
            Letter.objects.pending()
            .select_for_update(of=("self",))
            .select_related("case__permit_type", "case__person__user")
            .filter(pk=letter_id)
            .first()
        )
        if letter is None:
            return
        case = letter.case
        binding_source = Source(case, Source(case, letter.language).pack.binding_language)
        reader, binding = (
            write(letter, letter.language),
            write(letter, binding_source.language),
        )
        pdf = set_letter(letter, binding=binding, reader=reader, moment=letter.created_at)
        # Setting takes a while: it is ready when it is there, not when that was begun.
        now = now or timezone.now()
        letter.document = store_bytes(
            pdf,
            owner=case.person,
            name=f"{reader.title}.pdf",
            media_type="application/pdf",
            actor=SYSTEM,
            kind=Kind.RECEIPT if letter.kind == Letter.Kind.RECEIPT else Kind.LETTER,
        )
        letter.state, letter.ready_at = Letter.State.READY, now
        letter.save(update_fields=["document", "state", "ready_at"])
        send(
            person=case.person,
            language=letter.language,
            subject=reader.title,
            body=reader.summary,
            binding_language=binding_source.language,
            binding_subject=binding.title,
            binding_body=binding.summary,
            document=letter.document,
            case_id=case.pk,
            actor=SYSTEM,
            now=now,
        )
        log.append(
            "cases.letter_sent",
            actor=SYSTEM,
            subjects=[case.person_id],
            case=case.pk,
            payload={"letter": str(letter.pk), "kind": letter.kind},
            now=now,
        )
        # The case is not locked here: an act may have come first, and a version never comes twice.
        Case.objects.filter(pk=case.pk).update(version=F("version") + 1)


def write(letter: Letter, language: str) -> Text:
    """The letter's text in one language."""
    with using(language):
        return WRITERS[letter.kind](letter.case, letter.about, Source(letter.case, language))


def set_letter(letter: Letter, *, binding: Text, reader: Text, moment: datetime) -> bytes:
    """The PDF: the binding text, and beside it the reader's if that is another language."""
    case = letter.case
    binding_language = Source(case, letter.language).pack.binding_language
    beside = reader if letter.language != binding_language else None
    with using(binding_language):
        data = {
            **_frame(case, moment),
            "binding": _side(binding, binding_language, True),
        }
    data["reader"] = None
    if beside is not None:
        with using(letter.language):
            data["reader"] = _side(beside, letter.language, False)
    template = "receipt" if letter.kind == Letter.Kind.RECEIPT else "letter"
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset(template, data, moment=moment)


def _frame(case: Case, moment: datetime) -> dict[str, Any]:
    """What stands once on the sheet, in the binding language."""
    source = Source(case, "")
    authority = source.pack.authority
    return {
        "number": case.number,
        "office": {
            "name": authority.name.in_language(source.pack.binding_language),
            "lines": [line for line in (authority.address,) if line],
        },
        "recipient": {"name": case.filed_name, "lines": []},
        "place_and_date": formats.day_short(moment.astimezone(source.pack.time_zone)),
        "demonstration": _("Demonstration: a letter without any legal effect.")
        if settings.DEMONSTRATION
        else "",
    }


def _side(text: Text, language: str, is_binding: bool) -> dict[str, Any]:
    name = formats.language_name(language)
    side: dict[str, Any] = {
        "language": language,
        "direction": direction(language),
        "note": (
            _("%(language)s, the binding text")
            if is_binding
            else _("%(language)s, for information")
        )
        % {"language": name},
        "page": _("page {page} of {pages}"),
        "title": text.title,
        "facts": [list(fact) for fact in text.facts],
        "parts": [_part(part) for part in text.parts],
        "closing": list(text.closing),
        "signature": list(text.signature),
    }
    if text.remedy:
        side["remedy"] = _part(text.remedy)
    return side


def _part(part: Part) -> dict[str, Any]:
    data = asdict(part)
    for item in data["items"]:
        if item["only_in"]:
            name = formats.language_name(item["only_in"])
            item["only_in"] = _("Only in this language: %(language)s") % {"language": name}
    return data
