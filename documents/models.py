"""A file of a person: what is known about it in the open, and where its sealed bytes lie."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vault.fields import SealedTextField


class Kind(models.TextChoices):
    """Where a file came from. Uploads are inspected; the others are made by the product itself."""

    UPLOAD = "upload", _("Uploaded")
    LETTER = "letter", _("Letter")
    RECEIPT = "receipt", _("Receipt")
    PRINTOUT = "printout", _("Printed application")
    MANDATE = "mandate", _("Signed mandate")
    IDENTITY = "identity", _("Photograph of a passport")
    CONFIRMED = "confirmed", _("Signed confirmation")


class State(models.TextChoices):
    """``pending`` before the first byte, ``stored`` once whole and inspected, else ``removed``."""

    PENDING = "pending", _("Being saved")
    STORED = "stored", _("Saved")
    REMOVED = "removed", _("Removed")


class DocumentQuerySet(models.QuerySet["Document"]):
    """Reads. Which of a person's files an actor may see is decided by the link tables above."""

    def stored(self) -> DocumentQuerySet:
        return self.filter(state=State.STORED)

    def abandoned(self, before: object) -> DocumentQuerySet:
        """Rows whose upload began before the moment ``before`` and never ended."""
        return self.filter(state=State.PENDING, created_at__lt=before)


class Document(models.Model):
    """One sealed file. The row outlives its bytes: a removed file keeps state and reason alone."""

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.UPLOAD)
    file_name = SealedTextField(null=True)
    media_type = models.CharField(max_length=32, blank=True)
    size = models.BigIntegerField(default=0, help_text=_("Bytes of the file as it was sent."))
    pages = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    reason = models.CharField(max_length=32, blank=True)
    blob = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sealed_key = models.BinaryField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.UUIDField(null=True, editable=False)
    stored_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state="pending"),
                name="document_pending",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="document_stored_is_whole",
                condition=~Q(state="stored")
                | Q(
                    stored_at__isnull=False,
                    sealed_key__isnull=False,
                    size__gt=0,
                    pages__gt=0,
                ),
            ),
            models.CheckConstraint(
                name="document_removed_has_no_key",
                condition=~Q(state="removed")
                | Q(removed_at__isnull=False, sealed_key__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_stored(self) -> bool:
        return self.state == State.STORED

    @property
    def is_image(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def context(self) -> list[str]:
        """What the bytes are bound to: this person and this blob, never a path or a name."""
        return ["doc/1", str(self.person_id), str(self.blob)]


class PreviewQuerySet(models.QuerySet["Preview"]):
    def pending(self) -> PreviewQuerySet:
        return self.filter(state=Preview.State.PENDING)


class Preview(models.Model):
    """A page of a document as a picture, sealed like the document itself."""

    class Size(models.TextChoices):
        THUMBNAIL = "thumbnail", _("Thumbnail")
        PAGE = "page", _("Page")

    class State(models.TextChoices):
        PENDING = "pending", _("Being made")
        STORED = "stored", _("Ready")
        FAILED = "failed", _("Could not be made")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="previews")
    page = models.PositiveIntegerField()
    size = models.CharField(max_length=9, choices=Size.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PENDING)
    blob = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sealed_key = models.BinaryField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PreviewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state="pending"),
                name="preview_pending",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "page", "size"],
                name="preview_once_per_page_and_size",
            ),
            models.CheckConstraint(
                name="preview_stored_has_key",
                condition=~Q(state="stored") | Q(sealed_key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.page} {self.size}"

    @property
    def context(self) -> list[str]:
        return ["preview/1", str(self.document.person_id), str(self.blob)]
