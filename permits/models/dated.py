"""Amounts and limits of the law: dated, with their source and how far it was checked."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Verified(models.TextChoices):
    """How far a value was checked; anything but ``seen`` sends the reader to the office."""

    SEEN = "seen", _("Seen in a source")
    KNOWN = "known", _("Not checked against a source")
    DOUBTFUL = "doubtful", _("In doubt")
    DERIVED = "derived", _("Computed from other values")


@dataclass(frozen=True)
class Mark:
    """Where a value comes from and how far it was checked."""

    source: str
    verified: str

    @property
    def needs_check(self) -> bool:
        return self.verified != Verified.SEEN


class ApplicantKind(models.TextChoices):
    ADULT = "adult", _("Adult")
    CHILD = "child", _("Child")


class CaseKind(models.TextChoices):
    NORMAL = "normal", _("Ordinary case")
    COMPLEX = "complex", _("Especially complex case")


class Dated(models.Model):
    """A value in force from ``valid_from`` to ``valid_to`` (both included; empty: no end)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    place = models.CharField(
        max_length=8, choices=[("office", _("Office in the country")), ("embassy", _("Embassy"))]
    )
    kind = models.CharField(max_length=8)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    verified = models.CharField(max_length=8, choices=Verified.choices)
    conflict = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def needs_check(self) -> bool:
        """Whether the reader is told to check with the office."""
        return self.verified != Verified.SEEN or bool(self.conflict)

    def clean(self) -> None:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The last day is before the first one.")})
        if self.valid_from and any(self._overlaps(row) for row in self._beside()):
            raise ValidationError(_("Another value is in force on some of these days."))

    def _beside(self) -> Iterable["Dated"]:
        """Values of the same permit type, place and kind."""
        manager: Any = type(self)._default_manager
        owner = getattr(self, "permit_type_id", None)
        alike = manager.filter(permit_type=owner, place=self.place, kind=self.kind)
        rows: Iterable[Dated] = alike.exclude(pk=self.pk)
        return rows

    def _overlaps(self, other: "Dated") -> bool:
        return in_force(other, self.valid_from) or in_force(self, other.valid_from)


def in_force(row: Dated, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)


class Fee(Dated):
    """What filing costs. ``amount`` is in whole units of ``currency`` with two decimals."""

    permit_type = models.ForeignKey("PermitType", models.CASCADE, related_name="fees")
    kind = models.CharField(max_length=8, choices=ApplicantKind.choices)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        ordering = ["place", "kind", "-valid_from"]
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        constraints = [
            models.UniqueConstraint(
                fields=["permit_type", "kind", "place", "valid_from"], name="fee_once_a_day"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="fee_not_negative"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="fee_dates"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class Limit(Dated):
    """Within how many days the authority must decide."""

    permit_type = models.ForeignKey("PermitType", models.CASCADE, related_name="limits")
    kind = models.CharField(max_length=8, choices=CaseKind.choices)
    days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place", "kind", "-valid_from"]
        verbose_name = _("statutory time limit")
        verbose_name_plural = _("statutory time limits")
        constraints = [
            models.UniqueConstraint(
                fields=["permit_type", "kind", "place", "valid_from"], name="limit_once_a_day"
            ),
            models.CheckConstraint(condition=Q(days__gt=0), name="limit_positive"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="limit_dates"
            ),
        ]

    def __str__(self) -> str:
        return str(self.days)
