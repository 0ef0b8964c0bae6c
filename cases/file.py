"""The whole file of a case, read once for the officer's page: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accounts.actor import Actor
from accounts.models import IdentityCheck, Person
from cases.actions.ledger import reading_of
from cases.actions.possible import Offer, offers_of
from cases.changed import Reported, reported
from cases.clock import Reading
from cases.models import (
    Answer,
    Case,
    CaseDocument,
    CaseEvent,
    ChangeReport,
    ClockEntry,
    Confirmation,
    Decision,
    DocumentJudgement,
    FeeOwed,
    FeePayment,
    FreeSentence,
    Letter,
    Moment,
    Note,
    OriginalSeen,
    PaperDelivery,
    Request,
    RequestItem,
    SentenceTranslation,
)
from cases.models.rows import Part, Rows, Staff
from cases.models.scoped import file_reader
from cases.models.standing import STANDING, facts_of, live_decision
from cases.models.timeline import LATEST, moments
from cases.posted import POSTED, Lost, WrongLapse, lost, wrong_lapses
from cases.translated import Known, Translated, translated, with_translations
from documents.models import Document
from i18n.languages import current
from permits import schema
from permits.catalogue import Catalogue, PaperName, catalogue, is_required
from permits.models import PhraseKind
from permits.packs import load_pack

SHOWN = ("id", "person_id", "file_name", "size", "pages")
PARTS = (
    *STANDING,
    Part(CaseDocument),
    Part(CaseDocument, to="document", only=SHOWN),
    Part(DocumentJudgement, case="case_document__case"),
    Part(OriginalSeen, case="case_document__case"),
    Part(RequestItem, case="request__case"),
    Part(Answer, case="request__case"),
    Part(Note),
    Part(Letter),
    Part(Letter, to="document", only=SHOWN),
    *POSTED,
    Part(CaseEvent, newest=LATEST),
    Part(
        IdentityCheck,
        case="person__cases",
        only=("id", "person_id", "level", "method", "office", "checked_at"),
    ),
    Part(Confirmation),
    Part(ChangeReport),
    Part(FreeSentence),
    Part(SentenceTranslation, case="sentence__case"),
    Staff(
        (
            (Case, "pk", "assigned_to"),
            (Note, "case", "by"),
            (ChangeReport, "case", "noted_by"),
            (SentenceTranslation, "sentence__case", "by"),
        )
    ),
)
"""Everything of a case that its page shows."""

_READ = file_reader(PARTS)


@dataclass
class Filed:
    """A document of the file, and what officers found about it."""

    pk: UUID
    requirement: str
    document: Document
    added_at: datetime
    verdict: str
    original_seen: OriginalSeen | None


@dataclass
class Paper:
    """A requirement with the documents that are to meet it."""

    code: str
    name: str
    term: str = ""
    rows: list[Filed] = field(default_factory=list)


@dataclass(frozen=True)
class Said:
    """An answer, and its translation once there is one."""

    answer: Answer
    translation: Translated | None


@dataclass
class Asked:
    """A request with what its items ask for, in words, and what came back.

    ``text`` is what the officer added in their own words, in the binding language.
    """

    request: Request
    items: list[str] = field(default_factory=list)
    answers: list[Said] = field(default_factory=list)
    text: str = ""


@dataclass
class CaseFile:
    """What the officer sees. ``offers`` are lawful now, ``barred`` are not and say why."""

    case: Case
    clock: Reading
    offers: list[Offer]
    barred: list[Offer]
    answers: list[schema.ReviewSection]
    papers: list[Paper]
    requests: list[Asked]
    notes: list[tuple[Note, str]]
    letters: list[Letter]
    history: list[Moment]
    decision: Decision | None
    officer: str
    fee: FeeOwed | None
    payment: FeePayment | None
    identity: IdentityCheck | None
    """The check of who the person is that counts most."""
    defects: list[tuple[str, str]]
    confirmations: list[Confirmation]
    changes: list[Reported]
    wrong_lapses: list[WrongLapse]

    @property
    def fee_is_paid(self) -> bool:
        return self.fee is None or self.fee.amount == 0 or self.payment is not None

    @property
    def lost(self) -> list[Lost]:
        return lost(self.letters, load_pack(self.case.pack))


def read_file(pk: UUID, *, actor: Actor) -> CaseFile:
    """Read the file, in one statement. Raises ``Case.DoesNotExist`` outside the actor's scope."""
    case, rows = _READ(actor, pk)
    known, pack = catalogue(case.pack, case.edition), load_pack(case.pack)
    case.permit_type, today = known.permits[case.permit_type_id], pack.today()
    staff = {person.user_id: person for person in rows.of(Person)}
    case.standing = facts_of(case, rows, today)
    offers = offers_of(case, actor)
    known_words = translated(rows.of(FreeSentence), rows.of(SentenceTranslation), staff)
    return CaseFile(
        case=case,
        clock=reading_of(rows.of(ClockEntry), today, pack),
        offers=sorted((offer for offer in offers if offer.is_possible), key=_rank),
        barred=[offer for offer in offers if not offer.is_possible],
        answers=with_translations(_answers(case), case, known_words),
        papers=_papers(case, _filed(rows), known),
        requests=_asked(rows, known, known_words),
        notes=[(note, staff[note.by_id].display_name) for note in rows.of(Note)],
        letters=_letters(rows),
        history=moments(rows.of(CaseEvent), known, "office"),
        decision=live_decision(rows),
        officer=staff[case.assigned_to_id].display_name if case.assigned_to_id else "",
        fee=next(iter(rows.of(FeeOwed)), None),
        payment=next(iter(rows.of(FeePayment)), None),
        identity=next(iter(rows.of(IdentityCheck)), None),
        defects=known.of_kind(PhraseKind.DEFECT),
        confirmations=rows.of(Confirmation),
        changes=_changes(case, rows, known_words, staff),
        wrong_lapses=wrong_lapses(rows, pack.calendar),
    )


def _changes(
    case: Case, rows: Rows, known: Known, staff: Mapping[UUID | None, Person]
) -> list[Reported]:
    """Reports of changes, each with the files that came with it."""
    found = rows.by_id(Document)
    files = [row for row in rows.of(CaseDocument) if row.report_id]
    for row in files:
        row.document = found[row.document_id]
    names = {user: person.display_name for user, person in staff.items()}
    return reported(case, rows.of(ChangeReport), files, known, names)


FIRST = (
    "record_appearance",
    "begin",
    "take",
    "hand_over_card",
    "card_is_ready",
    "take_biometrics",
    "propose",
    "ask",
    "record_fee",
    "lift",
    "suspend",
)
LAST = ("discontinue", "declare_inadmissible", "not_lodged", "not_collected")


def _rank(offer: Offer) -> int:
    """What usually comes next stands first; what ends a case without a decision stands last."""
    if offer.name in FIRST:
        return FIRST.index(offer.name)
    return len(FIRST) + (1 + LAST.index(offer.name) if offer.name in LAST else 0)


def _answers(case: Case) -> list[schema.ReviewSection]:
    form = schema.load(case.permit_type.code, case.schema_version, pack=case.pack)
    return schema.review(
        form,
        case.answers,
        current(),
        answered_in=case.answered_in,
        today=case.filed_on,
        check=False,
        for_office=True,
    )


def _filed(rows: Rows) -> list[Filed]:
    """The latest finding about a document is the one that counts."""
    found = rows.by_id(Document)
    verdicts = {row.case_document_id: row.verdict for row in rows.of(DocumentJudgement)}
    originals = {row.case_document_id: row for row in rows.of(OriginalSeen)}
    return [
        Filed(
            row.pk,
            row.requirement,
            found[row.document_id],
            row.added_at,
            verdicts.get(row.pk, DocumentJudgement.Verdict.NONE.value),
            originals.get(row.pk),
        )
        for row in rows.of(CaseDocument)
    ]


def _letters(rows: Rows) -> list[Letter]:
    """Those that are written, each with its document."""
    found = rows.by_id(Document)
    ready = [letter for letter in rows.of(Letter) if letter.state == Letter.State.READY]
    on_paper = {row.letter_id: row for row in rows.of(PaperDelivery)}
    for letter in ready:
        letter.on_paper = on_paper.get(letter.pk)
        letter.document = found[letter.document_id]
    return ready


def _papers(case: Case, filed: list[Filed], known: Catalogue) -> list[Paper]:
    """What is required or was given in the order of the catalogue, then what it no longer names."""
    by_code: dict[str, list[Filed]] = defaultdict(list)
    for row in filed:
        by_code[row.requirement].append(row)
    named = known.named_at(case.permit_type_id, case.place)
    answers = case.answers or {}
    asked = [
        row.code for row in named if row.code in by_code or is_required(row, answers, case.filed_on)
    ]
    return [
        Paper(code, *known.papers.get(code, PaperName(code, "")), by_code.get(code, []))
        for code in dict.fromkeys([*asked, *by_code])
    ]


def _asked(rows: Rows, known: Catalogue, words: Known) -> list[Asked]:
    asked = {row.pk: Asked(row, text=(row.text or "").strip()) for row in rows.of(Request)}
    for item in rows.of(RequestItem):
        phrase = (RequestItem.PHRASE_KINDS[item.kind], item.phrase)
        sentence = known.phrases.get(phrase, item.phrase)
        paper = known.papers.get(item.requirement)
        asked[item.request_id].items.append(f"{paper.name}: {sentence}" if paper else sentence)
    for answer in rows.of(Answer):
        said = Said(answer, words.get((answer.pk, "")))
        asked[answer.request_id].answers.append(said)
    return list(asked.values())
