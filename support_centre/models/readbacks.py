"""Read-back: what is to be sent is read to the person, who confirms exactly that."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person
from applicants.models import Draft
from cases.models import Case, ConfirmedAct, ConfirmedHow
from documents.models import Document
from support_centre.models.sessions import AssistedSession
from vault.fields import SealedJSONField

LENT = {
    ConfirmedAct.FILED: "draft.write",
    ConfirmedAct.ANSWERED: "case.answer",
    ConfirmedAct.WITHDRAWN: "case.withdraw",
    ConfirmedAct.REPORTED: "case.report",
}
"""The person's right that a helper needs to read such a thing back, and to send it."""


class ReadBackQuerySet(models.QuerySet["ReadBack"]):
    def visible_to(self, actor: Actor) -> ReadBackQuerySet:
        """Those of the person in whose place the actor acts now, of what the mandate allows."""
        if actor.acting_for is None:
            return self.none()
        acts = [act for act, permission in LENT.items() if actor.can(permission)]
        found = self.filter(person__in=Person.objects.visible_to(actor), act__in=acts)
        return found.filter(case_id=actor.only_case) if actor.only_case else found

    def of(self, act: str, about: uuid.UUID) -> ReadBackQuerySet:
        """Of one draft, reply or case; the newest first."""
        return self.filter(act=act, about=about).order_by("-made_at", "-id")

    def forgettable(self) -> ReadBackQuerySet:
        """Of drafts that were thrown away: what was read goes with them."""
        rows = self.filter(act=ConfirmedAct.FILED, shown__isnull=False)
        return rows.filter(~models.Exists(Draft.objects.filter(pk=models.OuterRef("about"))))


class ReadBack(models.Model):
    """``about`` is the draft, the reply, the case, or the report of a change while it is written.

    ``shown`` is what was read, with its salt;
    ``content`` is the salted digest of ``shown``; what is sent must have the same. ``document`` is
    the print-out in both languages (of an application), ``digest`` the SHA-256 of its bytes; where
    there is none, it is that of the content, and ``shown`` is printed anew when that is asked for.
    ``language`` is the one it is read in.
    """

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField(max_length=10, choices=ConfirmedAct)
    about = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(
        AssistedSession, on_delete=models.PROTECT, related_name="read_backs"
    )
    language = models.CharField(max_length=12)
    shown = SealedJSONField(null=True)
    content = models.BinaryField(max_length=32)
    digest = models.BinaryField(max_length=32)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=6, choices=ConfirmedHow, blank=True, default="")
    signature = models.OneToOneField(
        Document, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ReadBackQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at=None, how="")
                | (Q(confirmed_at__isnull=False) & ~Q(how="")),
                name="readback_confirmed_somehow",
            ),
            models.CheckConstraint(
                condition=Q(how__in=["", "screen"]) | Q(signature__isnull=False),
                name="readback_signed_on_something",
            ),
            models.CheckConstraint(
                condition=~Q(act="filed") | Q(document__isnull=False),
                name="readback_of_application_is_printed",
            ),
        ]
        indexes = [models.Index(fields=["act", "about", "-made_at"], name="readback_by_what")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def salt(self) -> str:
        return str((self.shown or {}).get("salt", ""))

    @property
    def read(self) -> dict[str, Any]:
        """What was read, without the salt."""
        return {name: value for name, value in (self.shown or {}).items() if name != "salt"}

    @property
    def file_digests(self) -> dict[str, str]:
        """By id of the document: the SHA-256 of its bytes as they were read back."""
        return {each["id"]: each["sha256"] for each in self.read.get("files", [])}
