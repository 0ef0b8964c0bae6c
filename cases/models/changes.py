"""A change that a person reported: what is new, from when, and that the office took note of it."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from cases.models.case import Case
from i18n.languages import current
from permits import changes, schema
from vault.fields import SealedJSONField


class ChangeReport(models.Model):
    """Written once; only the taking of note is added, once. The application stays as it was filed.

    ``origin`` is the id of the draft: sent twice it is one report. ``kind`` and ``schema_version``
    name what was asked (``permits.changes``). ``days`` are two days as ISO dates, sealed because a
    wedding is nobody's business: ``since`` from which the change holds, and ``last_day`` until
    which it was reported in time, None where no period is recorded. ``centre`` is the name by
    language of the centre whose staff sent it, empty when nobody helped.
    """

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    origin = models.UUIDField(unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="changes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    schema_version = models.PositiveSmallIntegerField()
    answers = SealedJSONField()
    language = models.CharField(max_length=12)
    days = SealedJSONField()
    centre = models.JSONField(default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    on = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    noted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(noted_by=None, noted_at=None)
                | Q(noted_by__isnull=False, noted_at__isnull=False),
                name="cases_change_noted_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["case", "-at"], name="cases_change_of_case")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def what(self) -> changes.ChangeKind:
        return changes.kinds(self.case.pack)[self.kind]

    @property
    def form(self) -> schema.Schema:
        """What was asked, in the version of then."""
        return self.what.form(self.schema_version)

    @property
    def since(self) -> date:
        return date.fromisoformat(self.days["since"])

    @property
    def last_day(self) -> date | None:
        last = self.days["last_day"]
        return date.fromisoformat(last) if last else None

    @property
    def is_late(self) -> bool:
        return self.last_day is not None and self.on > self.last_day

    @property
    def is_noted(self) -> bool:
        return self.noted_at is not None

    @property
    def centre_name(self) -> str:
        """In the active language, or in the portal's own; empty when nobody helped."""
        names: dict[str, str] = self.centre
        return names.get(current()) or names.get(settings.LANGUAGE_CODE) or ""
