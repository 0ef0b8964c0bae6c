"""Centres: where help is given, when, by whom, in which languages. Public facts, nothing sealed."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts import contacts
from accounts.actor import Actor
from accounts.models import RoleGrant, User
from accounts.roles import HELPER
from i18n.languages import current
from permits.hours import Opening, parse, week
from permits.models import Verified
from permits.packs import Pack, load_pack


def _check_hours(text: str) -> None:
    try:
        parse(text)
    except ValueError as error:
        raise ValidationError({"hours": str(error)}) from None


class CentreQuerySet(models.QuerySet["Centre"]):
    def of(self, actor: Actor) -> CentreQuerySet:
        """The centre at whose desk the actor works today."""
        if not actor.can("desk.serve") or not actor.office:
            return self.none()
        return self.filter(code=actor.office)

    def practised_by(self, actor: Actor) -> CentreQuerySet:
        """The practice centre, while the actor stands at its desk."""
        return self.of(actor).filter(practice=True)

    def measured_by(self, actor: Actor) -> CentreQuerySet:
        """Whose figures the actor may see: the authority's supervisors all, those of a centre and
        its helpers their own."""
        real = self.filter(practice=False)
        if actor.can("quality.read") and actor.can("queue.view"):
            return real
        if actor.can("quality.read") or actor.can("desk.serve"):
            return real.filter(code=actor.office)
        return self.none()

    def public(self) -> CentreQuerySet:
        """Those that people can go to: not the practice one."""
        return self.filter(practice=False)

    def with_everything(self) -> CentreQuerySet:
        """With what its page says: exceptions, interpreters, rooms."""
        return self.prefetch_related("closed_days", "interpreters", "rooms")


class Named(models.Model):
    """What has a code, and a ``name`` for each language."""

    code: Any
    name: Any

    class Meta:
        abstract = True

    def name_in(self, language: str) -> str:
        names: dict[str, str] = self.name
        return names.get(language) or names.get("en") or str(self.code)

    @property
    def shown_name(self) -> str:
        return self.name_in(current())


class Centre(Named):
    """An integration or support centre (in Czechia: centrum na podporu integrace cizinců).

    ``hours`` are written as ``permits.hours`` reads them. ``services``: codes of
    ``support_centre.offered``. ``latitude`` and ``longitude`` in degrees place it on the drawn map;
    ``place_verified`` says how far they are known. ``practice``: a sandbox whose visitors are
    invented.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.CharField(max_length=8)
    code = models.CharField(max_length=40, unique=True)
    name = models.JSONField(default=dict, help_text="By language.")
    region = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)  # its parts divided by commas
    run_by = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    hours = models.CharField(max_length=200, blank=True)
    services = models.JSONField(default=list, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    place_verified = models.CharField(max_length=8, choices=Verified, blank=True)
    practice = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    verified = models.CharField(max_length=8, choices=Verified, blank=True)

    objects = CentreQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Its contacts become nobody's own. Raises ``ValidationError`` for one that is somebody's.

        ``bulk_create`` and ``update`` reserve the e-mail address alone, by the database.
        """
        with transaction.atomic():
            super().save(*args, **kwargs)
            phone = contacts.e164(self.phone, self.pack)
            contacts.reserve_place(
                self.code, emails=[self.email], phones=[phone], house=self.address
            )

    def clean(self) -> None:
        _check_hours(self.hours)
        if self.email and contacts.is_somebodys(self.email):
            raise ValidationError({"email": _("Somebody signs in with this address.")})

    def openings_on(self, day: date) -> list[Opening]:
        """When the centre is open on that day: the exception, else nothing on a holiday."""
        exception = next((each for each in self.closed_days.all() if each.day == day), None)
        if exception is None and self.country.calendar.is_holiday(day):
            return []
        return self.openings_of(self.hours if exception is None else exception.hours, day)

    @staticmethod
    def openings_of(hours: str, day: date) -> list[Opening]:
        """The spans of these hours that fall on that weekday."""
        return [opening for opening in parse(hours) if opening.day == day.weekday()]

    def week_openings(self) -> list[Opening]:
        """The usual week, in its order."""
        return parse(self.hours)

    @property
    def country(self) -> Pack:
        return load_pack(self.pack)

    @property
    def needs_check(self) -> bool:
        return self.verified not in ("", Verified.SEEN)

    def today(self, now: datetime | None = None) -> date:
        return self.country.today(now)

    def helpers(self) -> models.QuerySet[User]:
        """Staff who may serve at this desk today; at the practice desk that is every helper."""
        grants = RoleGrant.objects.live().filter(role=HELPER)
        if not self.practice:
            grants = grants.filter(office=self.code)
        found = User.objects.filter(pk__in=grants.values("user_id"), is_active=True)
        return found.select_related("person")


def centre_names(code: str) -> dict[str, str]:
    """The name of the centre of that code by language; empty where there is none."""
    return Centre.objects.filter(code=code).values_list("name", flat=True).first() or {}


class ClosedDay(models.Model):
    """A day with other hours than usual; closed when ``hours`` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField()
    hours = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["centre", "day"], name="centre_day_once")]

    def __str__(self) -> str:
        return str(self.day)

    def clean(self) -> None:
        _check_hours(self.hours)
        if self.day and any(each.day != self.day.weekday() for each in parse(self.hours)):
            raise ValidationError({"hours": _("These hours name another day of the week.")})


class StaffLanguage(models.Model):
    """A language that a member of staff speaks with visitors."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="spoken"
    )
    language = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "language"], name="staff_language_once")
        ]

    def __str__(self) -> str:
        return self.language


class Interpreter(models.Model):
    """A language that an interpreter brings to a centre, in the room or by telephone."""

    class How(models.TextChoices):
        ON_SITE = "on_site", _("In the room")
        PHONE = "phone", _("By telephone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="interpreters")
    language = models.CharField(max_length=12)
    how = models.CharField(max_length=8, choices=How)
    hours = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "language", "how"], name="interpreter_once_a_way"
            ),
            models.CheckConstraint(
                condition=Q(how__in=["on_site", "phone"]), name="interpreter_comes_somehow"
            ),
        ]

    def __str__(self) -> str:
        return self.language

    def clean(self) -> None:
        _check_hours(self.hours)

    @property
    def week(self) -> list[tuple[str, str]]:
        """Each day on which the interpreter comes, with the hours; none when not known."""
        return week(parse(self.hours))
