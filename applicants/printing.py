"""The whole application on paper: the binding language, and the reader's beside it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from applicants.models import Draft
from applicants.needs import needs_of
from cases.actions.reporting import late_sentence
from cases.models import Case, CaseDocument, ChangeReport
from cases.translated import Known, translated_of, with_translations
from i18n import formats
from i18n.formats import END_OF_ISOLATE, left_to_right
from i18n.languages import direction, using
from permits import schema
from permits.models import DocumentType
from permits.packs import Pack, load_pack

FIRST_STRONG_ISOLATE = "\u2068"


@dataclass(frozen=True)
class Paper:
    """One kind of document with the names of its files. ``kind`` reads in the active language."""

    kind: object
    files: list[str]
    missing: bool = False


@dataclass(frozen=True)
class Application:
    """What is printed, of a draft or of a case. ``facts`` gives them in the active language."""

    form: schema.Schema
    answers: Mapping[str, Any]
    answered_in: str
    pack: Pack
    number: str
    facts: Callable[[], list[list[str]]]
    papers: list[Paper]
    translate: Callable[[list[schema.ReviewSection]], list[schema.ReviewSection]] = list
    """Puts translations beside the answers, their notes in the active language."""


def application_pdf(draft: Draft, language: str = "") -> bytes:
    """A draft as it stands now. ``language`` is the reader's (default: the active one)."""
    return _pdf(
        Application(
            form=draft.schema,
            answers=draft.answers,
            answered_in=draft.answered_in,
            pack=draft.permit_type.country,
            number="",
            facts=lambda: [
                [_("State"), _("Draft, not sent yet")],
                [_("Printed on"), formats.moment(timezone.now())],
            ],
            papers=[
                Paper(card.requirement.document_type, card.file_names, card.missing)
                for card in needs_of(draft).cards
            ],
        ),
        language,
    )


def case_pdf(case: Case, language: str = "") -> bytes:
    """An application as it was filed; final once nothing in it waits for a translation."""
    pack = load_pack(case.pack)
    known = translated_of(case)
    return _pdf(
        Application(
            form=schema.load(case.permit_type.code, case.schema_version, case.pack),
            answers=case.answers,
            answered_in=case.answered_in,
            pack=pack,
            number=case.number,
            facts=lambda: [
                [_("Case number"), case.number],
                [_("State"), _state(case, known)],
                [_("Sent on"), formats.moment(case.filed_at)],
                [_("Printed on"), formats.moment(timezone.now())],
            ],
            papers=_papers_of(case),
            translate=lambda parts: with_translations(parts, case, known),
        ),
        language,
    )


def change_pdf(report: ChangeReport, language: str = "") -> bytes:
    """The report of a change as it was sent."""
    case = report.case
    return _pdf(
        Application(
            form=report.form,
            answers=report.answers,
            answered_in=report.language,
            pack=load_pack(case.pack),
            number=case.number,
            facts=lambda: [
                [_("Case number"), case.number],
                [_("Applicant"), case.filed_name],
                [_("Reported on"), formats.moment(report.at)],
                [_("Printed on"), formats.moment(timezone.now())],
                *([[_("Period"), late_sentence(report)]] if report.is_late else []),
            ],
            papers=_papers_in(case, report.documents.select_related("document")),
        ),
        language,
    )


def _state(case: Case, known: Known) -> str:
    waiting = sum(
        1
        for (about, _name), found in known.items()
        if about == case.pk and found.translation is None
    )
    if not waiting:
        return _("Final")
    return ngettext(
        "Not final: %(number)s answer still has to be translated.",
        "Not final: %(number)s answers still have to be translated.",
        waiting,
    ) % {"number": formats.number(waiting)}


def _papers_of(case: Case) -> list[Paper]:
    return _papers_in(
        case, case.documents.filter(answer=None, report=None).select_related("document")
    )


def _papers_in(case: Case, rows: Iterable[CaseDocument]) -> list[Paper]:
    kinds = {kind.code: kind for kind in DocumentType.objects.filter(pack=case.pack)}
    files: dict[str, list[str]] = {}
    for row in rows:
        files.setdefault(row.requirement, []).append(row.document.file_name or "")
    return [
        Paper(kinds.get(code, code or _("Another file")), names) for code, names in files.items()
    ]


def _pdf(application: Application, language: str) -> bytes:
    pack = application.pack
    reader = language or get_language() or application.answered_in
    data = {
        "number": application.number,
        "office": {"name": pack.authority.term, "lines": [pack.authority.address]},
        "binding": _side(application, pack.binding_language),
        "reader": None,
    }
    with using(pack.binding_language):
        data["demonstration"] = (
            _("This is a demonstration. It is not a public office.")
            if settings.DEMONSTRATION
            else ""
        )
    if reader != pack.binding_language:
        data["reader"] = _side(application, reader)
    # Typst and the fonts weigh 10 MB: only a process that prints loads them.
    from documents.typeset import typeset  # noqa: PLC0415

    return typeset("application", data)


def _side(application: Application, language: str) -> dict[str, Any]:
    """Everything in one language; both sides have the same sections and rows."""
    form = application.form
    is_binding = language == application.pack.binding_language
    with using(language):
        answered = schema.review(
            form,
            application.answers,
            language,
            answered_in=application.answered_in,
            for_office=True,
        )
        sections = application.translate(answered)
        untranslated = [row for part in sections for row in part.rows if row.untranslated]
        declared = form.declaration.binding if is_binding else _(form.declaration.text)
        return {
            "language": language,
            "direction": direction(language),
            "note": column_note(language, is_binding),
            "page": _("page {page} of {pages}"),
            "title": _(form.title),
            "facts": application.facts(),
            "sections": [
                *(_section(part, is_binding) for part in sections),
                _papers(application.papers),
            ],
            "to_translate": _to_translate(untranslated, bool(application.number)),
            "declaration": {"heading": _(form.declaration.label), "paragraphs": [declared]},
        }


def column_note(language: str, is_binding: bool) -> str:
    """What heads a column, in the active language."""
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
        label = f"{left_to_right(numbers)}  {label}"
    note, value = "", row.value
    if row.translation and is_binding:
        value, note = row.translation, row.translation_note
    elif row.untranslated:
        note = _("Still to be translated")
    elif row.error:
        note = _("An answer is missing here, or it is not complete.")
    return {"label": label, "value": isolated(value) or "–", "note": note}


def isolated(text: str) -> str:
    """Each line in an isolate of its own: an address keeps its order on a right-to-left page."""
    lines = text.splitlines()
    return "\n".join(f"{FIRST_STRONG_ISOLATE}{line}{END_OF_ISOLATE}" for line in lines)


def _papers(papers: list[Paper]) -> dict[str, Any]:
    return {
        "heading": _("Documents"),
        "rows": [
            {
                "label": str(paper.kind),
                "value": formats.listing(paper.files) if paper.files else "–",
                "note": _("Still missing") if paper.missing else "",
            }
            for paper in papers
        ],
    }


def _to_translate(rows: list[schema.ReviewRow], is_sent: bool) -> dict[str, Any] | None:
    if not rows:
        return None
    return {
        "heading": _("Still to be translated"),
        "paragraphs": [
            _(
                "These answers are not in the language of the proceedings yet. "
                "The office waits for their translation."
            )
            if is_sent
            else _(
                "These answers are not in the language of the proceedings yet. "
                "Have them translated before you file."
            )
        ],
        "items": [{"title": row.label, "text": row.value} for row in rows],
    }
