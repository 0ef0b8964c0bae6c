"""Practice: a sandbox desk, invented visitors, and all of it thrown away again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from accounts.models import Person
from applicants.actions import discard
from applicants.models import Draft
from audit import log
from documents.actions import remove
from documents.models import Document
from support_centre.actions.sealing import seal
from support_centre.actions.sessions import end
from support_centre.actions.visits import end_visit, open_visit
from support_centre.agreeing import shown_to
from support_centre.invented import Visitor
from support_centre.models import AssistedSession, Centre, Mandate, Visit
from vault import keys
from vault.models import SubjectKey

KEPT = timedelta(hours=12)
"""An invented person older than this is thrown away by the sweep: each night, in effect."""


NAME = {
    "en": "Practice desk",
    "cs": "Cvičná přepážka",
    "uk": "Навчальне місце",
    "vi": "Quầy thực hành",
    "ar": "مكتب التدريب",
}


@transaction.atomic
def practice_centre(pack: str, *, actor: Actor) -> Centre:
    """The sandbox of this country, made when somebody first practises."""
    centre, made = Centre.objects.get_or_create(
        code=f"PRACTICE-{pack}",
        defaults={
            "pack": pack,
            "practice": True,
            "name": NAME,
            "hours": "Mo,Tu,We,Th,Fr,Sa,Su 00:00-23:59",
        },
    )
    if made:
        log.append("support_centre.made_practice_centre", actor=actor)
    return centre


def let_in(centre: Centre, visitor: Visitor, *, actor: Actor) -> Visit:
    """An invented visitor comes to the practice desk. Raises ``ValueError`` at a real one."""
    if not centre.practice:
        raise ValueError("invented people come to the practice desk only")
    return open_visit(
        centre,
        language=visitor.language,
        reason=visitor.reason,
        actor=actor,
        serve_now=True,
    )


@transaction.atomic
def confirm_invented(mandate: Mandate, *, actor: Actor, now: datetime | None = None) -> Mandate:
    """The invented person agrees as a real one would on their telephone.

    Raises ``ValueError`` for a mandate of a real centre, and when nobody was identified.
    """
    rows = Mandate.objects.select_for_update(of=("self",)).select_related("centre", "person")
    row = rows.get(pk=mandate.pk)
    if not row.centre.practice or row.person is None:
        raise ValueError("only an invented person agrees at the press of a button")
    if row.given_at is None:
        shown = shown_to(row.person, row, person=row.person, language=row.printed_in)
        seal(row, shown, actor=actor, moment=now or timezone.now())
        row.save()
        log.append(
            "support_centre.practised_mandate",
            actor=actor,
            subjects=[row.person.pk],
            payload={"mandate": str(row.pk)},
        )
    return row


def left_over(now: datetime | None = None) -> QuerySet[Person]:
    """Invented people whose time is over and who are not thrown away yet."""
    key = SubjectKey.objects.filter(subject_id=OuterRef("pk"))
    people = Person.objects.filter(practice=True, created_at__lt=(now or timezone.now()) - KEPT)
    return people.filter(Exists(key))


def throw_away_mine(centre: Centre, *, actor: Actor) -> int:
    """Everybody whom this helper let in at the practice desk; returns how many people."""
    if not centre.practice:
        raise ValueError("only practice is thrown away")
    visits = Visit.objects.filter(centre=centre, opened_by_id=actor.by)
    for visit in visits.filter(ended_at=None, person=None):
        end_visit(visit, done=[], actor=actor)
    key = SubjectKey.objects.filter(subject_id=OuterRef("pk"))
    people = Person.objects.filter(practice=True, visits__in=visits).filter(Exists(key))
    found = list(people.distinct())
    for person in found:
        throw_away(person, actor=actor)
    return len(found)


@transaction.atomic
def throw_away(person: Person, *, actor: Actor = SYSTEM) -> None:
    """An invented person with drafts, papers, mandates and visits; what may not go loses its key.

    Rows that are never removed (the mandate, the session, the tie) keep their ids and nothing that
    can be read. Raises ``ValueError`` for a real person.
    """
    row = Person.objects.select_for_update().get(pk=person.pk)
    if not row.practice:
        raise ValueError("only invented people are thrown away")
    if not keys.exists(row.pk):
        return
    for session in AssistedSession.objects.open().filter(person=row):
        end(session, actor=actor)
    Mandate.objects.live().filter(person=row).update(revoked_at=timezone.now())
    for draft in Draft.objects.open().filter(person=row).select_related("permit_type", "person"):
        discard(draft, actor=SYSTEM)
    Draft.objects.practised().filter(person=row).delete()
    for document in Document.objects.filter(person=row):
        remove(document, actor=actor)
    for visit in Visit.objects.filter(person=row, ended_at=None):
        end_visit(visit, done=[], actor=actor)
    keys.erase(row.pk)
    log.append("support_centre.threw_away_visitor", actor=actor)
