"""Reading cases: who may see which, and the views of the queue, paged by key and counted capped."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, models
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Conflict, Guardianship, Person
from accounts.roles import SYSTEM_ROLE
from cases.lifecycle import State
from statements.outside import NoneOf

COUNT_CAP = 100
"""Counts go no further: a badge says "100+". To count on costs more than to show the page."""
OWN_CAP = 1000
"""One's own cases are counted further."""

FAR = date.max
"""``queue_on`` of a case in which no day is awaited."""


class CaseQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor, now: datetime | None = None) -> CaseQuerySet:
        """Applicants, and who stands in for one: their own and their wards'.

        Staff: all but those that touch themselves. An officer with a conflict about the person or
        about who filed for them or ever was their guardian, or who is the person, filed for them or
        ever was their guardian, gets the same answer as for a case that does not exist.
        """
        if actor.role == SYSTEM_ROLE:
            return self.all()
        if actor.can("case.view") and actor.user_id is not None:
            # The few persons are read once and every row is held against them.
            tied = Conflict.objects.filter(user_id=actor.user_id)
            acted = Q(guardian_id=actor.person_id) | Q(guardian_id__in=tied.values("person_id"))
            wards = Guardianship.objects.filter(acted)  # ended ones too
            return self.filter(
                ~Q(person_id=actor.person_id),
                ~Q(filed_by_id=actor.person_id),
                NoneOf("person_id", tied.values("person_id")),
                NoneOf("filed_by_id", tied.values("person_id")),
                NoneOf("person_id", wards.values("ward_id")),
            )
        if actor.can("case.follow"):
            persons = Person.objects.visible_to(actor, now).values("pk")
            of_persons = self.filter(person_id__in=persons)
            return of_persons.filter(pk=actor.only_case) if actor.only_case else of_persons
        return self.none()

    def running(self) -> CaseQuerySet:
        return self.filter(ended_on=None)

    def ended(self) -> CaseQuerySet:
        return self.filter(ended_on__isnull=False)

    def due_before(self, day: date) -> CaseQuerySet:
        return self.running().filter(queue_on__lt=day)

    def due_this_week(self, today: date) -> CaseQuerySet:
        return self.due_before(today + timedelta(days=8))

    def answered(self) -> CaseQuerySet:
        return self.running().filter(answered=True)

    def reported(self) -> CaseQuerySet:
        """A change was reported of which nobody took note; also in a case that has ended."""
        return self.filter(reported=True)

    def new(self) -> CaseQuerySet:
        return self.running().filter(state=State.RECEIVED)

    def to_countersign(self, actor: Actor) -> CaseQuerySet:
        """Proposed by others, so that this officer may put the second signature."""
        mine = Q(decisions__versions__proposed_by_id=actor.user_id)
        waiting = self.running().filter(decisions__state="proposed")
        return waiting.exclude(pk__in=self.model._default_manager.filter(mine).values("pk"))

    def mine(self, actor: Actor) -> CaseQuerySet:
        return self.running().filter(assigned_to_id=actor.user_id)

    def in_queue_order(self) -> CaseQuerySet:
        return self.order_by("queue_on", "id")

    def after(self, queue_on: date, pk: uuid.UUID) -> CaseQuerySet:
        """The rows behind this key in queue order; one index range, however deep the page."""
        return self.in_queue_order().filter(
            Q(queue_on__gt=queue_on) | Q(queue_on=queue_on, pk__gt=pk),
            queue_on__gte=queue_on,
        )

    def before(self, queue_on: date, pk: uuid.UUID) -> CaseQuerySet:
        """The rows in front of this key, nearest first: reverse them to show the page."""
        return self.order_by("-queue_on", "-id").filter(
            Q(queue_on__lt=queue_on) | Q(queue_on=queue_on, pk__lt=pk),
            queue_on__lte=queue_on,
        )

    def capped_count(self, cap: int = COUNT_CAP) -> int:
        """How many, but never more than ``cap + 1`` (which reads as "more than ``cap``")."""
        numbers, values = counting([(self, cap)])
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {numbers}", values)
            return int(cursor.fetchone()[0])


def counting(several: Sequence[tuple[CaseQuerySet, int]]) -> tuple[str, list[Any]]:
    """``capped_count`` of each with its cap, in SQL with its values: numbers between commas."""
    parts: list[str] = []
    values: list[Any] = []
    for cases, cap in several:
        sql, params = cases.order_by().values("pk")[: cap + 1].query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS few)")  # noqa: S608 - compiled by the ORM
        values += params
    return " || ',' || ".join(parts), values
