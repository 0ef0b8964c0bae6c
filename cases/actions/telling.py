"""Messages to the applicant: in their language, and beside it in the binding one.

The texts stand in ``cases.actions.texts``; nothing is translated on the fly. What an officer typed
is never part of a message, only approved phrases of the pack are.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from cases.actions.act import Act
from cases.actions.texts import TEXTS
from cases.models import Case, Letter, PaperDelivery
from documents.models import Document
from i18n import formats
from i18n.languages import using
from jobs.nudge import nudge
from postbox import actions as postbox
from statements.inserting import insert

Value = str | int | date | tuple[Decimal, str] | Callable[[], str]


def tell(doing: Act, text: str, *, document: Document | None = None, **values: Value) -> UUID:
    """Put a message into the person's postbox; returns its id.

    A value may be a day, an amount with its currency, or a function called once per language.
    """
    case, binding = doing.case, doing.pack.binding_language
    subject, body = written(case, text, case.language, values)
    binding_subject, binding_body = written(case, text, binding, values)
    message = postbox.send(
        person=case.person,
        language=case.language,
        subject=subject,
        body=body,
        actor=doing.actor,
        binding_language=binding,
        binding_subject=binding_subject,
        binding_body=binding_body,
        document=document,
        case_id=case.pk,
        now=doing.at,
    )
    return message.pk


def written(case: Case, text: str, language: str, values: dict[str, Any]) -> tuple[str, str]:
    """Subject and body of a text in one language; paragraphs are parted by an empty line."""
    with using(language):
        shown = {name: _shown(value, language) for name, value in values.items()}
        shown |= {"number": case.number, "permit": case.permit_type.name}
        subject = str(TEXTS[text].subject) % shown
        paragraphs = [str(paragraph) % shown for paragraph in TEXTS[text].body]
    return subject, "\n\n".join(paragraph for paragraph in paragraphs if paragraph.strip())


def _shown(value: Any, language: str) -> str:
    if callable(value):
        return str(value())
    if isinstance(value, date):
        return formats.day_long(value, language)
    if isinstance(value, tuple):
        return formats.money(value[0], value[1], language)
    if isinstance(value, int):
        return formats.number(value, language)
    return str(value)


def order_letter(doing: Act, kind: str, about: UUID) -> Letter:
    """A pending row: the letter is rendered by a worker and put into the postbox then."""
    letter = insert(
        Letter(
            case=doing.case,
            person=doing.case.person,
            kind=kind,
            about=about,
            language=doing.case.language,
            created_at=doing.at,
        )
    )
    if not doing.case.person.reads_online:
        PaperDelivery.objects.create(letter=letter, person=doing.case.person)
    nudge("cases.render_letter", letter.pk)
    return letter
