"""Free sentences wait for a translator from the moment at which they reach the file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from cases.models import (
    Answer,
    Case,
    ChangeReport,
    Decision,
    FreeKind,
    FreeSentence,
    Request,
)
from i18n.scripts import language_of
from permits import schema
from permits.packs import load_pack

Words = list[tuple[str, str]]
"""Names of questions, and what was written there in the person's own words."""


def queue_application(case: Case) -> None:
    """The answers in the person's own words or script. ``case`` knows its permit type."""
    into = load_pack(case.pack).binding_language
    form = schema.load(case.permit_type.code, case.schema_version, pack=case.pack)
    parts = schema.review(
        form, case.answers, into, answered_in=case.answered_in, today=case.filed_on, check=False
    )
    for language, words in _own_words(parts, case.answered_in, into).items():
        _queue(case, FreeKind.APPLICATION, case.pk, words, case.filed_at, language, into)


def _own_words(parts: Iterable[schema.ReviewSection], language: str, into: str) -> dict[str, Words]:
    """By their language: who writes in the binding one is foreign in script alone."""
    found: dict[str, Words] = {}
    for part in parts:
        for row in part.rows:
            written = language if language != into else language_of(row.value, into)
            if row.untranslated and written:
                found.setdefault(written, []).append((f"{part.id}.{row.name}", row.value))
    return found


def queue_change(case: Case, report: ChangeReport) -> None:
    """What somebody wrote in their own words when they reported a change."""
    into = load_pack(case.pack).binding_language
    parts = schema.review(
        report.form,
        report.answers,
        into,
        answered_in=report.language,
        today=report.on,
        check=False,
    )
    for language, words in _own_words(parts, report.language, into).items():
        _queue(case, FreeKind.CHANGE, report.pk, words, report.at, language, into)


def queue_answer(case: Case, answer: Answer) -> None:
    """The text of an answer to the office."""
    into = load_pack(case.pack).binding_language
    words = [("", answer.text or "")]
    _queue(case, FreeKind.ANSWER, answer.pk, words, answer.at, answer.language, into)


def queue_request(case: Case, request: Request) -> None:
    """The office's own words to the applicant, who may not read its language."""
    language = load_pack(case.pack).binding_language
    words = [("", request.text or "")]
    _queue(case, FreeKind.REQUEST, request.pk, words, request.at, language, case.language)


def queue_decision(case: Case, decision: Decision, at: datetime) -> None:
    """What an officer wrote freely of the facts, once it is issued."""
    language = load_pack(case.pack).binding_language
    facts = enumerate(decision.version.facts)
    words = [(f"{number}.{fact['phrase']}", fact["text"]) for number, fact in facts]
    _queue(case, FreeKind.DECISION, decision.pk, words, at, language, case.language)


def _queue(
    case: Case,
    kind: str,
    about: UUID,
    words: Iterable[tuple[str, str]],
    at: datetime,
    language: str,
    into: str,
) -> None:
    """Part of the act that brought the words; the same sentence waits once."""
    if language == into:
        return
    FreeSentence.objects.bulk_create(
        FreeSentence(
            case=case,
            person_id=case.person_id,
            kind=kind,
            about=about,
            name=name,
            language=language,
            into=into,
            text=text,
            at=at,
        )
        for name, text in words
        if text.strip()
    )
