"""The whole application on paper: the binding language, and the reader's beside it."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applicants.models import Draft
from applicants.needs import Card, needs_of
from documents.typeset import typeset
from i18n import formats
from i18n.formats import END_OF_ISOLATE, LEFT_TO_RIGHT_ISOLATE
from i18n.languages import direction, using
from permits import schema

FIRST_STRONG_ISOLATE = "\u2068"


def application_pdf(draft: Draft, language: str = "") -> bytes:
    """A draft as it stands now. ``language`` is the reader's (default: the active one)."""
    reader = language or get_language() or draft.language
    pack = draft.permit_type.country
    cards = needs_of(draft).cards
    data = {
        "number": "",
        "office": {"name": pack.authority.term, "lines": [pack.authority.address]},
        "binding": _side(draft, pack.binding_language, cards),
        "reader": None,
    }
    with using(pack.binding_language):
        data["demonstration"] = (
            _("This is a demonstration. It is not a public office.")
            if settings.DEMONSTRATION
            else ""
        )
    if reader != pack.binding_language:
        data["reader"] = _side(draft, reader, cards)
    return typeset("application", data)


def _side(draft: Draft, language: str, cards: list[Card]) -> dict[str, Any]:
    """Everything in one language; both sides have the same sections and rows."""
    form = draft.schema
    binding = draft.permit_type.country.binding_language
    is_binding = language == binding
    with using(language):
        sections = schema.review(form, draft.answers, language, answered_in=draft.language)
        untranslated = [row for part in sections for row in part.rows if row.untranslated]
        return {
            "language": language,
            "direction": direction(language),
            "note": _column_note(language, is_binding),
            "page": _("page {page} of {pages}"),
            "title": _(form.title),
            "facts": [
                [_("State"), _("Draft, not sent yet")],
                [_("Printed on"), formats.moment(timezone.now())],
            ],
            "sections": [
                *(_section(part, is_binding) for part in sections),
                _papers(cards),
            ],
            "to_translate": _to_translate(untranslated),
            "declaration": {
                "heading": _(form.declaration.label),
                "paragraphs": [
                    form.declaration.binding if is_binding else _(form.declaration.text)
                ],
            },
        }


def _column_note(language: str, is_binding: bool) -> str:
    name = formats.language_name(language)
    name = name[:1].upper() + name[1:]
    if is_binding:
        return _("%(language)s, the binding text") % {"language": name}
    return _("%(language)s, for information") % {"language": name}


def _section(part: schema.ReviewSection, is_binding: bool) -> dict[str, Any]:
    return {
        "heading": part.term if is_binding and part.term else part.title,
        "rows": [_row(row, is_binding) for row in part.rows],
    }


def _row(row: schema.ReviewRow, is_binding: bool) -> dict[str, str]:
    label = row.term if is_binding and row.term else row.label
    if row.entry:
        label = f"{row.entry_label} {formats.number(row.entry)} – {label}"
    if row.item:
        numbers = ", ".join(formats.number(item) for item in row.item)
        label = f"{LEFT_TO_RIGHT_ISOLATE}{numbers}{END_OF_ISOLATE}  {label}"
    note = ""
    if row.untranslated:
        note = _("Still to be translated")
    elif row.error:
        note = _("An answer is missing here, or it is not complete.")
    return {"label": label, "value": _apart(row.value) or "–", "note": note}


def _apart(text: str) -> str:
    """Each line in an isolate of its own: an address keeps its order on a right-to-left page."""
    lines = text.splitlines()
    return "\n".join(f"{FIRST_STRONG_ISOLATE}{line}{END_OF_ISOLATE}" for line in lines)


def _papers(cards: list[Card]) -> dict[str, Any]:
    return {
        "heading": _("Documents"),
        "rows": [
            {
                "label": str(card.requirement.document_type),
                "value": formats.listing(names) if (names := _names(card)) else "–",
                "note": _("Still missing") if card.missing else "",
            }
            for card in cards
        ],
    }


def _names(card: Card) -> list[str]:
    return [paper.document.file_name or "" for paper in card.papers if paper.document.is_stored]


def _to_translate(rows: list[schema.ReviewRow]) -> dict[str, Any] | None:
    if not rows:
        return None
    return {
        "heading": _("Still to be translated"),
        "paragraphs": [
            _(
                "These answers are not in the language of the proceedings yet. "
                "Have them translated before you file."
            )
        ],
        "items": [{"title": row.label, "text": row.value} for row in rows],
    }
