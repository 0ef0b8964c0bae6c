"""A letter on paper: printed and posted for somebody who has no login, and what became of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from cases.models.letters import Letter
from vault.fields import SealedTextField


class PaperDeliveryQuerySet(models.QuerySet["PaperDelivery"]):
    def waiting(self) -> PaperDeliveryQuerySet:
        """Not known to have reached the person."""
        return self.filter(delivered_on=None)

    def lost(self) -> PaperDeliveryQuerySet:
        """Came back, and has not reached the person since."""
        return self.waiting().filter(returned_on__isnull=False)


class PaperDelivery(models.Model):
    """Made with a letter whose person cannot read it online; no period of it starts before.

    What stands here is what its last ``PostalEntry`` of each kind says; the database holds it to
    that. A new posting begins anew: ``deposited_on`` and ``returned_on`` are of the last one.
    ``registered_number`` names the addressee to the post, so it is sealed.
    """

    class How(models.TextChoices):
        RECEIPT = "receipt", _("Signed for, by the post's receipt")
        DESK = "desk", _("Handed over at the desk")
        ACCOUNT = "account", _("Read online, in the person's new account")
        FICTION = "fiction", _("Deemed delivered: it was not collected from the post office")
        NOTICE = "notice", _("Deemed delivered: by public notice on the official board")

    class Why(models.TextChoices):
        """Why a letter came back."""

        NOT_COLLECTED = "not_collected", _("Not collected from the post office in time")
        UNKNOWN = "unknown", _("The addressee is unknown at this address")
        MOVED = "moved", _("The addressee has moved away")
        REFUSED = "refused", _("The addressee refused to take it")

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="delivery")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    dispatched_on = models.DateField(null=True)
    registered_number = SealedTextField(null=True)
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    deposited_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)
    returned_why = models.CharField(max_length=16, choices=Why, blank=True, default="")
    noticed_on = models.DateField(null=True, help_text="Put on the official board.")
    taken_down_on = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    how = models.CharField(max_length=8, choices=How, blank=True, default="")
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = PaperDeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(dispatched_on=None, dispatched_by=None)
                | Q(dispatched_on__isnull=False, dispatched_by__isnull=False),
                name="cases_delivery_dispatched_pair",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None, delivered_by=None, how="")
                | (Q(delivered_on__isnull=False, delivered_by__isnull=False) & ~Q(how="")),
                name="cases_delivery_delivered_somehow",
            ),
            models.CheckConstraint(
                condition=~Q(how="receipt")
                | Q(dispatched_on__isnull=False, dispatched_on__lte=F("delivered_on")),
                name="cases_delivery_after_dispatch",
            ),
            models.CheckConstraint(
                condition=Q(deposited_on=None)
                | Q(dispatched_on__isnull=False, deposited_on__gte=F("dispatched_on")),
                name="cases_delivery_deposited_after",
            ),
            models.CheckConstraint(
                condition=Q(returned_on=None, returned_why="")
                | (Q(dispatched_on__isnull=False, returned_on__gte=F("dispatched_on")))
                & ~Q(returned_why=""),
                name="cases_delivery_returned_why",
            ),
            models.CheckConstraint(
                condition=~Q(how="fiction")
                | Q(returned_why="not_collected", deposited_on__lt=F("delivered_on")),
                name="cases_delivery_fiction_deposited",
            ),
            models.CheckConstraint(
                condition=Q(noticed_on=None, taken_down_on=None)
                | Q(
                    returned_on__isnull=False,
                    noticed_on__gte=F("returned_on"),
                    taken_down_on__gte=F("noticed_on"),
                ),
                name="cases_delivery_notice_after_return",
            ),
            models.CheckConstraint(
                condition=(~Q(how="notice") & Q(noticed_on=None))
                | Q(
                    how="notice",
                    returned_why__in=["unknown", "moved"],
                    noticed_on__isnull=False,
                    taken_down_on__isnull=False,
                    noticed_on__lt=F("delivered_on"),
                    taken_down_on__gte=F("delivered_on"),
                ),
                name="cases_delivery_notice_hung",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_lost(self) -> bool:
        """It came back, and has not reached the person since."""
        return self.returned_on is not None and self.delivered_on is None


class PostalEntry(models.Model):
    """A line of what became of a letter on paper. A mistake is put right by the next line.

    ``detail``: of ``PaperDelivery.How`` when delivered, of ``Why`` when returned, ``ONLINE`` when
    noticed. ``number``: of the registered letter, when posted.
    """

    ONLINE = "online"
    """The text of the notice could also be read by remote access, for the whole time."""

    class Kind(models.TextChoices):
        POSTED = "posted", "posted"
        DEPOSITED = "deposited", "deposited"
        RETURNED = "returned", "returned"
        NOTICED = "noticed", "noticed"
        TAKEN_DOWN = "taken_down", "taken down"
        DELIVERED = "delivered", "delivered"

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    delivery = models.ForeignKey(PaperDelivery, on_delete=models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    on = models.DateField()
    detail = models.CharField(max_length=16, blank=True, default="")
    number = SealedTextField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "seq"], name="cases_postal_entry_order"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
