"""Which sentences a member of staff may translate, and what is shown of each: never whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.models import Conflict, Guardianship
from cases.models import FreeKind, FreeSentence, Request
from cases.models.translating import FreeSentenceQuerySet
from cases.translated import fact_of, questions_of
from support_centre.models import Centre, StaffLanguage

MOST = 50
"""Groups that a page shows."""


@dataclass(frozen=True)
class Groups:
    """What waits, by case and pair of languages: of each group the sentence that waits longest,
    with ``waiting``, how many there are. ``more``: cases of which no group is among them."""

    rows: Sequence[FreeSentence]
    more: int


def spoken_by(actor: Actor) -> set[str]:
    """The languages that the actor has."""
    rows = StaffLanguage.objects.filter(user_id=actor.by)
    return set(rows.values_list("language", flat=True))


def sentences_for(actor: Actor) -> FreeSentenceQuerySet:
    """Those between two languages of the actor, but nothing of the actor's own, of their kin, or
    of whom they said that they are tied to.

    They are words of real people: at a practice desk there are none.
    """
    if not actor.can("desk.serve") or Centre.objects.practised_by(actor).exists():
        return FreeSentence.objects.none()
    spoken = spoken_by(actor)
    wards = Guardianship.objects.filter(guardian__user_id=actor.by).values("ward_id")
    rows = FreeSentence.objects.filter(language__in=spoken, into__in=spoken)
    ties = Conflict.objects.filter(user_id=actor.by).exclude(kind=Conflict.ASSISTED)
    tied = Q(person__in=wards) | Q(person__in=ties.values("person_id"))
    return rows.exclude(Q(person__user_id=actor.by) | tied)


def groups_for(actor: Actor) -> Groups:
    """Open sentences that the actor may translate, the longest waiting group first."""
    rows = sentences_for(actor).open()
    group = [F("case"), F("language"), F("into")]
    oldest = rows.annotate(
        waiting=Window(Count("pk"), partition_by=group),
        place=Window(RowNumber(), partition_by=group, order_by=["at", "id"]),
    ).filter(place=1)
    found = list(oldest.select_related("case").defer("text")[: MOST + 1])
    shown, more = found[:MOST], 0
    if len(found) > MOST:
        others = rows.exclude(case__in=[row.case_id for row in shown])
        more = others.order_by().values("case").distinct().count()
    return Groups(shown, more)


def others_of(sentence: FreeSentence, actor: Actor) -> list[UUID]:
    """The other sentences of its case that wait for the actor, those that follow it first."""
    rows = sentences_for(actor).open().filter(case=sentence.case_id).exclude(pk=sentence.pk)
    here, placed = (sentence.at, sentence.pk), list(rows.values_list("at", "pk"))
    after = [place for place in placed if place > here]
    return [pk for _at, pk in after + [place for place in placed if place < here]]


def open_in(actor: Actor) -> list[tuple[str, str, int]]:
    """Languages that the actor does not have, from and into, with how many sentences wait."""
    if Centre.objects.practised_by(actor).exists():
        return []
    spoken = spoken_by(actor)
    waiting = FreeSentence.objects.open().exclude(language__in=spoken, into__in=spoken)
    counted = waiting.order_by().values_list("language", "into").annotate(count=Count("pk"))
    return sorted(counted)


def question_of(sentence: FreeSentence) -> str:
    """What the words answer, in the active language."""
    if sentence.kind in (FreeKind.APPLICATION, FreeKind.CHANGE):
        return questions_of(sentence.case, for_office=True).get(sentence.name, sentence.name)
    if sentence.kind == FreeKind.ANSWER:
        return _("What the person answers to a request of the office")
    if sentence.kind == FreeKind.DECISION:
        return fact_of(sentence.case, sentence.name)
    number = Request.objects.filter(pk=sentence.about).values_list("seq", flat=True).first()
    return _("What the office adds to its request number %(number)s") % {"number": number}
