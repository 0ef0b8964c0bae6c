"""What the office asks for, what the applicant answers, and a suspension that may go with it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Person
from cases.models.case import Case
from vault.fields import SealedTextField


class RequestQuerySet(models.QuerySet["Request"]):
    def waiting(self) -> "RequestQuerySet":
        return self.filter(state=Request.State.OPEN)


class Request(models.Model):
    """A request of the office, with a due date. Asking does not stop the clock by itself.

    ``text`` is a free sentence in the binding language, empty as a rule: what is asked is built
    from the items, which are translated.
    """

    class State(models.TextChoices):
        OPEN = "open", "open"
        ANSWERED = "answered", "answered"
        LAPSED = "lapsed", "lapsed"
        CLOSED = "closed", "closed"

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    legal_basis = models.CharField(max_length=200)
    text = SealedTextField()
    issued_on = models.DateField()
    due_on = models.DateField(
        null=True, help_text="None while the letter on paper has not reached the person."
    )
    days = models.PositiveSmallIntegerField(
        null=True, help_text="The period of a request on paper, counted from its delivery."
    )
    closed_on = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state="open"), name="cases_request_due")
        ]
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="cases_request_once"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None)
                | (~Q(state="open") & Q(closed_on__isnull=False)),
                name="cases_request_closed_pair",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(days__isnull=False),
                name="cases_request_due_or_to_deliver",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("issued_on")),
                name="cases_request_due_after_issue",
            ),
        ]


class RequestItem(models.Model):
    """One thing asked for: a document that is missing or insufficient, or some information."""

    class Kind(models.TextChoices):
        MISSING = "missing", "missing"
        INSUFFICIENT = "insufficient", "insufficient"
        INFORMATION = "information", "information"

    PHRASE_KINDS = {"missing": "paper", "insufficient": "defect", "information": "request"}
    """Which kind of the pack's phrases words an item of each kind."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=12, choices=Kind)
    phrase = models.CharField(max_length=60)
    requirement = models.CharField(max_length=60, blank=True, default="")
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["request", "order"], name="cases_request_item_once"),
            models.CheckConstraint(
                condition=Q(kind="information", requirement="")
                | ~Q(kind="information") & ~Q(requirement=""),
                name="cases_request_item_names_a_document",
            ),
        ]


class RequestExtension(models.Model):
    """A longer period, given on request made before the old one ended. Append-only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="extensions")
    before = models.DateField()
    after = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(after__gt=F("before")), name="cases_extension_is_longer"
            )
        ]


class Answer(models.Model):
    """What the applicant sent in reply: a text, files, or both. Append-only."""

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    language = models.CharField(max_length=12)
    complete = models.BooleanField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    on = models.DateField()

    class Meta:
        ordering = ["at"]


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def running(self) -> "SuspensionQuerySet":
        return self.filter(ended_on=None)


class Suspension(models.Model):
    """Proceedings suspended on a ground of the pack; ended by the answer or by its period."""

    class End(models.TextChoices):
        ANSWERED = "answered", "answered"
        LAPSED = "lapsed", "lapsed"
        LIFTED = "lifted", "lifted"
        CASE_ENDED = "case_ended", "case_ended"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suspensions")
    request = models.ForeignKey(
        Request, on_delete=models.PROTECT, null=True, related_name="suspensions"
    )
    ground = models.CharField(max_length=60)
    legal_basis = models.CharField(max_length=200)
    started_on = models.DateField()
    lapses_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.CharField(max_length=12, choices=End, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["started_on", "at"]
        indexes = [
            models.Index(
                fields=["lapses_on"],
                condition=Q(ended_on=None),
                name="cases_suspension_lapse",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by="")
                | (Q(ended_on__isnull=False) & ~Q(ended_by="")),
                name="cases_suspension_ended_pair",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="cases_suspension_ends_after_start",
            ),
        ]
