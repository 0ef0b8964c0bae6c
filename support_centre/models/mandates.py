"""The mandate (plná moc): a person lets a centre, through named staff, do named things for them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Person
from cases.models import Case
from documents.models import Document
from i18n import languages
from support_centre.models.centres import Centre
from support_centre.models.visits import Visit
from support_centre.services import named
from vault.fields import SealedTextField
from vault.keys import SYSTEM_SUBJECT

TOLD = timedelta(days=14)
"""So long a desk is told that a mandate of its was taken back elsewhere."""


class Given(models.TextChoices):
    """How consent was given."""

    DEVICE = "device", _("On the person's own device")
    PAPER = "paper", _("Signed on paper")
    PAD = "pad", _("Signed on the screen")


class Giver(models.TextChoices):
    """Who consents."""

    SELF = "self", _("The person")
    PARENT = "parent", _("A parent")
    GUARDIAN = "guardian", _("A guardian appointed by a court")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def live(self, now: datetime | None = None) -> MandateQuerySet:
        """Given, not revoked, not over."""
        moment = now or timezone.now()
        return self.filter(given_at__isnull=False, revoked_at=None, until__gt=moment)

    def of_person(self, person_id: uuid.UUID | None) -> MandateQuerySet:
        """Living ones of this person, given to whichever centre."""
        found = self.live().filter(person_id=person_id) if person_id else self.none()
        return found.select_related("centre")

    def to_tell(self, centre: Centre, now: datetime | None = None) -> MandateQuerySet:
        """What the desk of ``centre`` should know: taken back lately by whom it does not name."""
        named = MandateStaff.objects.filter(
            mandate=models.OuterRef("pk"), user=models.OuterRef("revoked_by")
        )
        found = self.filter(
            ~models.Exists(named),
            centre=centre,
            revoked_where__isnull=False,
            revoked_at__gt=(now or timezone.now()) - TOLD,
        )
        return found.select_related("visit", "revoked_where").order_by("-revoked_at")

    def offered(self) -> MandateQuerySet:
        return self.filter(given_at=None)

    def at_desk_of(self, actor: Actor) -> MandateQuerySet:
        """Of the actor's centre, and naming the actor."""
        return self.filter(centre__in=Centre.objects.of(actor), staff__user_id=actor.user_id)

    def given_by(self, actor: Actor) -> MandateQuerySet:
        """The actor's own, and those about the children whom the actor acts for."""
        if not actor.can("mandate.give"):
            return self.none()
        found = self.filter(given_at__isnull=False)
        return found.filter(person__in=Person.objects.visible_to(actor))


class Mandate(models.Model):
    """Offered at a desk, then given once; what was given never changes, it ends or is revoked.

    ``until`` is fixed when it is offered: a mandate is never prolonged, a new one is given. It
    comes nearer when the child for whom another gave it turns out to be of age sooner. Before it is
    given on the person's own device nobody knows whose it will be: ``person`` is empty then.
    """

    sealed_subject = "sealed_for"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_for = models.UUIDField(
        default=SYSTEM_SUBJECT,
        editable=False,
        help_text="The person, once it is known who that is.",
    )
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="mandates")
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="mandates")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    services = models.JSONField(default=list)
    language = models.CharField(max_length=12, help_text="In which it was explained.")
    interpreter = SealedTextField(null=True)
    giver = models.CharField(max_length=8, choices=Giver, default=Giver.SELF)
    giver_name = SealedTextField(null=True)
    giver_reason = SealedTextField(null=True)
    text_version = models.PositiveSmallIntegerField()
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    code = models.BinaryField(null=True, unique=True, max_length=32)
    code_until = models.DateTimeField(null=True)
    given_at = models.DateTimeField(null=True)
    given_how = models.CharField(max_length=6, choices=Given, blank=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    read_in = models.CharField(
        max_length=12,
        blank=True,
        default="",
        help_text="On a device: the language that stood beside the binding one.",
    )
    digest = models.BinaryField(
        null=True, max_length=32, help_text="On a device: SHA-256 of the sealed copy."
    )
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    revoked_where = models.ForeignKey(
        Centre,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="At whose desk; empty when the person did it online.",
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-offered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(given_at=None, given_how="")
                | (Q(given_at__isnull=False, person__isnull=False) & ~Q(given_how="")),
                name="mandate_given_by_somebody_somehow",
            ),
            models.CheckConstraint(
                condition=Q(given_how="") | Q(document__isnull=False),
                name="mandate_given_leaves_a_paper",
            ),
            models.CheckConstraint(
                condition=(Q(given_how="device", digest__isnull=False) & ~Q(read_in=""))
                | (~Q(given_how="device") & Q(digest=None, read_in="")),
                name="mandate_agreed_words_have_a_digest",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None) | Q(given_at__isnull=False),
                name="mandate_revoked_after_given",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(sealed_for=F("person_id")),
                name="mandate_sealed_for_its_person",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("offered_at")), name="mandate_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["person", "-offered_at"], name="mandate_by_person")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def printed_in(self) -> str:
        """The language of texts on paper and on the turned screen: the portal has few."""
        return languages.nearest(self.language)

    @property
    def digest_shown(self) -> str:
        """As ``sha256sum`` prints it; empty for what was signed by hand."""
        return bytes(self.digest).hex() if self.digest else ""

    @property
    def service_names(self) -> list[str]:
        return [str(service.name) for service in named(self.services)]

    def is_offered(self) -> bool:
        """Whether it can still be given: not yet, not thrown away, by who sits there now."""
        waits = self.given_at is None and self.code is not None
        return waits and (self.visit is None or self.visit.is_open)

    def is_live(self, now: datetime | None = None) -> bool:
        """As ``live()`` of the rows has it."""
        moment = now or timezone.now()
        return self.given_at is not None and self.revoked_at is None and self.until > moment


class MandateStaff(models.Model):
    """A member of staff whom the mandate names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mandate", "user"], name="mandate_names_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)
