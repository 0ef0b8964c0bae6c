"""Drafts: private, editable, thrown away when they are not filed."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from cases.models import Case, Request
from documents.models import Document
from permits import changes, schema
from permits.models import PermitType, Place
from permits.schema.model import Section
from vault.fields import SealedJSONField, SealedTextField

if TYPE_CHECKING:
    from accounts.actor import Actor


class State(models.TextChoices):
    """What has become of a draft. Once filed, only the link to its case is left."""

    OPEN = "open", _("Draft")
    FILED = "filed", _("Sent")


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, actor: Actor, now: datetime | None = None) -> DraftQuerySet:
        """Drafts about the person whom the actor stands for and about that person's children."""
        if not actor.can("draft.write") or actor.only_case:
            return self.none()
        return self.filter(person__in=Person.objects.visible_to(actor, now))

    def open(self) -> DraftQuerySet:
        return self.filter(state=State.OPEN)

    def practised(self) -> DraftQuerySet:
        """Sent by staff who practise: no case came of it."""
        found = self.filter(state=State.FILED, person__practice=True)
        return found.select_related("permit_type", "person")

    def expired(self, now: datetime | None = None) -> DraftQuerySet:
        """Open drafts whose time is over and whose person was warned before."""
        moment = now or timezone.now()
        return self.open().filter(expires_at__lte=moment, warned_at__isnull=False)

    def to_warn(self, now: datetime | None = None) -> DraftQuerySet:
        """Open drafts that end soon and whose person does not know it yet."""
        soon = (now or timezone.now()) + timedelta(days=settings.DRAFT_WARNING_DAYS)
        found = self.open().filter(filed_by__practice=False)
        return found.filter(expires_at__lte=soon, warned_at__isnull=True)


class Draft(models.Model):
    """An application while it is written. The id becomes the ``origin`` of its case.

    ``answers`` are ``{section: {question: value}}`` of the form named by permit type and
    ``schema_version``; ``language`` is the one in which the person last wrote. ``in_binding``: they
    say that their own words are in the language of the proceedings nevertheless.
    """

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="drafts")
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="drafts_written")
    permit_type = models.ForeignKey(PermitType, on_delete=models.PROTECT, related_name="+")
    schema_version = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=8, choices=Place.choices)
    language = models.CharField(max_length=12)
    in_binding = models.BooleanField(default=False)
    answers = SealedJSONField(default=dict)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    warned_at = models.DateTimeField(null=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="draft_expires_after_it_began",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(state="open"), name="draft_open_by_expiry"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def practice_number(self) -> str:
        """Stands where a case number would, and looks like none."""
        return f"PRACTICE-{self.pk.hex[:6].upper()}"

    @property
    def answered_in(self) -> str:
        """The language of the person's own words, as far as it is known."""
        return self.permit_type.country.binding_language if self.in_binding else self.language

    @property
    def schema(self) -> schema.Schema:
        """The form in the version that this draft was begun with."""
        return schema.load(self.permit_type.code, self.schema_version, self.permit_type.pack)


class DraftDocument(models.Model):
    """A file put to one of the documents that the permit wants; several may be put to one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="papers")
    requirement = models.CharField(max_length=20, help_text=_("Code of the document type."))
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["requirement", "order", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class ReplyQuerySet(models.QuerySet["Reply"]):
    def unsent(self) -> ReplyQuerySet:
        return self.filter(sent_at=None)

    def with_papers(self) -> ReplyQuerySet:
        """Each knows as ``has_papers`` whether a file was put to it."""
        papers = ReplyDocument.objects.filter(reply=models.OuterRef("pk"))
        return self.annotate(has_papers=models.Exists(papers))


class Reply(models.Model):
    """An answer to a request of the office while it is written: private until it is sent."""

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    has_papers: bool
    """Set by ``ReplyQuerySet.with_papers``."""

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(sent_at=None), name="reply_one_unsent_a_request"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ReplyDocument(models.Model):
    """A file put to one of the papers asked for (or to none in particular: an empty code)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="papers")
    requirement = models.CharField(max_length=60)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["requirement", "order", "id"]

    def __str__(self) -> str:
        return str(self.pk)


class ChangeDraftQuerySet(models.QuerySet["ChangeDraft"]):
    def unsent(self) -> ChangeDraftQuerySet:
        return self.filter(sent_at=None)


class ChangeDraft(models.Model):
    """The report of a change while it is written: private until it is sent.

    Its id becomes the ``origin`` of the report. ``kind`` and ``schema_version`` name what is asked
    (``permits.changes``); ``answers`` are ``{section: {question: value}}``.
    """

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    schema_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=12)
    answers = SealedJSONField(default=dict)
    saved_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    objects = ChangeDraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(sent_at=None),
                name="change_one_unsent_a_kind",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def what(self) -> changes.ChangeKind:
        return changes.kinds(self.case.pack)[self.kind]

    @property
    def schema(self) -> schema.Schema:
        """What is asked, in the version that this draft was begun with."""
        return self.what.form(self.schema_version)

    @property
    def section(self) -> Section:
        """The one page of it."""
        return self.schema.sections[0]


class ChangeDocument(models.Model):
    """A file put to one of the papers asked for (or to none in particular: an empty code)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(ChangeDraft, on_delete=models.CASCADE, related_name="papers")
    requirement = models.CharField(max_length=60)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["requirement", "order", "id"]

    def __str__(self) -> str:
        return str(self.pk)
