"""Sentences of a case beside what translators made of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.models import Person
from cases.models import OF_THE_OFFICE, Case, FreeKind, FreeSentence, SentenceTranslation
from i18n import formats
from i18n.languages import current
from permits import schema
from permits.models import Phrase, PhraseKind
from vault import keys


@dataclass(frozen=True)
class Translated:
    """A sentence, and its newest translation with the translator's name; None while it waits."""

    sentence: FreeSentence
    translation: SentenceTranslation | None = None
    translator: str = ""

    @property
    def text(self) -> str:
        return (self.translation.text or "") if self.translation else ""

    @property
    def at(self) -> datetime | None:
        return self.translation.at if self.translation else None

    @property
    def only_informs(self) -> bool:
        """A translation of what the office wrote: the original binds, and this does not."""
        return self.translation is not None and self.sentence.kind in OF_THE_OFFICE

    @property
    def note(self) -> str:
        """Who translated it and when, in the active language; empty while it waits."""
        if self.translation is None:
            return ""
        return _("Translated from %(language)s by %(name)s on %(day)s") % {
            "language": formats.language_name(self.sentence.language),
            "name": self.translator,
            "day": formats.day_short(self.translation.at),
        }


Known = Mapping[tuple[UUID, str], Translated]
"""By what the words are about, and the name of the question."""


def translated(
    sentences: Iterable[FreeSentence],
    translations: Iterable[SentenceTranslation],
    people: Mapping[UUID | None, Person],
) -> Known:
    """Sentences with the newest of their ``translations``. ``people`` by the id of their user."""
    newest = {row.sentence_id: row for row in sorted(translations, key=lambda row: row.seq)}
    return {(each.about, each.name): _one(each, newest.get(each.pk), people) for each in sentences}


def _one(
    sentence: FreeSentence,
    translation: SentenceTranslation | None,
    people: Mapping[UUID | None, Person],
) -> Translated:
    if translation is None:
        return Translated(sentence)
    return Translated(sentence, translation, people[translation.by_id].display_name)


def translated_of(case: Case) -> Known:
    """Those of one case, in two questions at most."""
    sentences = list(FreeSentence.objects.filter(case=case))
    if not sentences:
        return {}
    rows = SentenceTranslation.objects.filter(sentence__in=sentences).select_related("by__person")
    found = list(rows)
    people: dict[UUID | None, Person] = {row.by_id: row.by.person for row in found}
    keys.preload({case.person_id, *(person.pk for person in people.values())})
    return translated(sentences, found, people)


def questions_of(case: Case, *, for_office: bool) -> dict[str, str]:
    """What the free answers of an application answer, by name, in the active language.

    Those of reported changes too. ``for_office``: as whoever is not the person reads them.
    """
    form = schema.load(case.permit_type.code, case.schema_version, pack=case.pack)
    given = [(form, case.answers, case.filed_on)]
    for report in case.changes.order_by("at"):
        report.case = case
        given.append((report.form, report.answers, report.on))
    parts = [
        part
        for form, answers, day in given
        for part in schema.review(
            form, answers, current(), today=day, check=False, for_office=for_office
        )
    ]
    return {
        f"{part.id}.{row.name}": f"{part.title}: {row.label}" for part in parts for row in part.rows
    }


def fact_of(case: Case, name: str) -> str:
    """Which fact of a decision the words are about, in the active language; ``name`` as queued."""
    rows = Phrase.objects.of_kind(PhraseKind.FACT, case.pack)
    phrase = rows.filter(code=name.partition(".")[2]).first()
    words = str(FreeKind.DECISION.label)
    return f"{words}: {phrase.name_in(current())}" if phrase else words


def own_words(case: Case) -> list[tuple[str, Translated]]:
    """Every free sentence of the case after what it answers, for the applicant's own pages.

    Answers in the order of the form, then what was written since.
    """
    known = translated_of(case)
    questions = questions_of(case, for_office=False) if known else {}
    places = {name: place for place, name in enumerate(questions)}
    rows = sorted(known.items(), key=lambda row: places.get(row[0][1], len(places)))
    return [
        (questions.get(name) or _whose(found.sentence, case), found)
        for (_about, name), found in rows
    ]


def _whose(sentence: FreeSentence, case: Case) -> str:
    if sentence.kind == FreeKind.DECISION:
        return fact_of(case, sentence.name)
    return str(sentence.get_kind_display())


def with_translations(
    parts: Iterable[schema.ReviewSection], case: Case, known: Known
) -> list[schema.ReviewSection]:
    """The answers of ``case`` with what translators made of them beside the original."""
    if not known:
        return list(parts)
    return [
        replace(
            part,
            rows=[_row(row, known.get((case.pk, f"{part.id}.{row.name}"))) for row in part.rows],
        )
        for part in parts
    ]


def _row(row: schema.ReviewRow, found: Translated | None) -> schema.ReviewRow:
    if found is None or found.translation is None or not row.untranslated:
        return row
    return row._replace(untranslated=False, translation=found.text, translation_note=found.note)
