"""Whom it is about: a Person, with or without a login, and who acts for a child."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from vault.fields import Sealed, SealedJSONField, SealedTextField

if TYPE_CHECKING:
    from accounts.actor import Actor

LONGEST_NAME = 200
"""Characters of a name; no passport has as many."""

WARNED_BEFORE = timedelta(days=60)
"""So long before a ward comes of age both sides are told."""


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor, now: datetime | None = None) -> PersonQuerySet:
        """The person whom the actor stands for, and the children whom they act for today."""
        if actor.subject_id is None:
            return self.none()
        wards = Guardianship.objects.live(now).filter(guardian_id=actor.subject_id)
        return self.filter(Q(pk=actor.subject_id) | Q(pk__in=wards.values("ward_id")))


class Person(models.Model):
    """A human being. The id is also the subject of the vault key that seals what is about them.

    Make one with ``accounts.actions.create_person``, which creates that key first.
    ``birth_date`` is ISO 8601 text (``YYYY-MM-DD``), empty when not known yet;
    ``other_birth_dates``: further such days that were said of a ward, until a desk reads one off a
    passport. ``practice``: invented for staff to practise with; such a person never has a login, a
    case or post.
    """

    sealed_subject = "id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )
    language = models.CharField(max_length=8)
    family_name = SealedTextField()
    given_names = SealedTextField()
    native_name = SealedTextField()
    birth_date = SealedTextField()
    other_birth_dates = SealedJSONField(null=True)
    practice = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(practice=False) | Q(user=None), name="accounts_practice_has_no_login"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], condition=Q(practice=True), name="accounts_practice_by_age"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def display_name(self) -> str:
        """Given names, then the family name, as they were written; empty when neither is known."""
        return _in_order(self.given_names, self.family_name)

    def may_be_born(self, day: str) -> bool:
        """Whether ``day`` (``YYYY-MM-DD``) is the noted one, or was said too, or none is noted."""
        return not self.birth_date or day in (self.birth_date, *(self.other_birth_dates or ()))

    @property
    def reads_online(self) -> bool:
        """Whether somebody signs in for this person: themselves, or who acts for them today."""
        if self.user_id is not None:
            return True
        guardians = Guardianship.objects.live().filter(ward_id=self.pk)
        return guardians.filter(guardian__user__isnull=False).exists()

    @classmethod
    def name_of(cls, pk: uuid.UUID, given_names: Sealed, family_name: Sealed) -> str:
        """The same of two columns read without their row. Raises ``vault.errors.Erased``."""
        return _in_order(
            _GIVEN_NAMES.open_value(given_names, subject_id=pk, pk=pk),
            _FAMILY_NAME.open_value(family_name, subject_id=pk, pk=pk),
        )


def _in_order(given_names: str | None, family_name: str | None) -> str:
    return f"{given_names or ''} {family_name or ''}".strip()


_GIVEN_NAMES: Any = Person._meta.get_field("given_names")
_FAMILY_NAME: Any = Person._meta.get_field("family_name")


class GuardianshipQuerySet(models.QuerySet["Guardianship"]):
    def live(self, now: datetime | None = None) -> GuardianshipQuerySet:
        """In which the guardian may act: begun, ended by nobody, the ward not of age."""
        now = now or timezone.now()
        return self.filter(_lasts(now), since__lte=now)

    def not_over(self, moment: Any) -> GuardianshipQuerySet:
        """Those that were not over at ``moment``, a time or an expression, begun by then or not."""
        return self.filter(_lasts(moment))

    def held_or_new(self) -> GuardianshipQuerySet:
        """Those that last, and those of the last day: adding and ending again counts as well."""
        now = timezone.now()
        return self.filter(_lasts(now) | Q(since__gt=now - timedelta(days=1)))

    def to_warn(self, now: datetime | None = None) -> GuardianshipQuerySet:
        """Those of which the end is near and nobody was told yet."""
        moment = now or timezone.now()
        near = Q(comes_of_age_at__gt=moment, comes_of_age_at__lte=moment + WARNED_BEFORE)
        return self.filter(near, ended_at=None, warned_at=None)

    def come_of_age(self, now: datetime | None = None) -> GuardianshipQuerySet:
        """Those whose ward is of age, and of which nobody wrote yet that they ended."""
        return self.filter(ended_at=None, comes_of_age_at__lte=now or timezone.now())


def _lasts(moment: Any) -> Q:
    by_hand = Q(ended_at=None) | Q(ended_at__gt=moment)
    return by_hand & (Q(comes_of_age_at=None) | Q(comes_of_age_at__gt=moment))


class Guardianship(models.Model):
    """A parent (or guardian) files for a child who has no login.

    ``comes_of_age_at``: the first moment of the ward's full age, as far as the day of birth is
    known; access ends then by itself. Emptied when the guardianship ends before: of who came of age
    it stays, so that nobody is their guardian again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardianships")
    ward = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guarded_by")
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    comes_of_age_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(guardian=F("ward")),
                name="accounts_guardian_is_another_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("since")),
                name="accounts_guardianship_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None)
                | Q(comes_of_age_at=None)
                | Q(comes_of_age_at__lte=F("ended_at")),
                name="accounts_guardianship_over_awaits_no_age",
            ),
            models.UniqueConstraint(
                fields=["guardian", "ward"],
                condition=Q(ended_at=None),
                name="accounts_guardianship_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["comes_of_age_at"],
                condition=Q(ended_at=None),
                name="accounts_ward_by_majority",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
