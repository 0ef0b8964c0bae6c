"""A letterbox belongs to a person: messages, and the notices that tell of them."""

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Person
from documents.models import Document
from vault.fields import SealedTextField


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> "MessageQuerySet":
        """The actor's own post and that of the people whom the actor stands in for."""
        found = self.filter(person__in=Person.objects.visible_to(actor))
        return found.filter(case_id=actor.only_case) if actor.only_case else found

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at=None)

    def newest_first(self) -> "MessageQuerySet":
        return self.order_by("-sent_at", "-id")


class Message(models.Model):
    """What was said to a person, in their language and in the binding one; never edited.

    ``case_id`` is a plain identifier: the postbox knows no case.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    case_id = models.UUIDField(null=True, db_index=True)
    language = models.CharField(max_length=12)
    subject = SealedTextField()
    body = SealedTextField()
    binding_language = models.CharField(max_length=12, blank=True)
    binding_subject = SealedTextField()
    binding_body = SealedTextField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()
    sealed_subject = "person_id"

    class Meta:
        indexes = [models.Index(fields=["person", "-sent_at"])]


class NoticeQuerySet(models.QuerySet["Notice"]):
    def pending(self, now: datetime) -> "NoticeQuerySet":
        """Waiting, and not put off to later after a failed try."""
        return self.filter(state=Notice.State.PENDING).filter(
            Q(try_after=None) | Q(try_after__lte=now)
        )


class Notice(models.Model):
    """A pending row: tell the person by e-mail that a message is there, without saying what."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        SENT = "sent", _("Sent")
        GIVEN_UP = "given_up", _("Given up")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="notice")
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    tries = models.PositiveSmallIntegerField(default=0)
    try_after = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_done_at_when_done",
                condition=Q(state="pending", done_at=None)
                | (~Q(state="pending") & Q(done_at__isnull=False)),
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], name="notice_pending", condition=Q(state="pending"))
        ]
