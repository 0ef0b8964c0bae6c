"""A letter on paper: printed and posted for somebody who has no login, and when it reached them."""

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


class PaperDelivery(models.Model):
    """Made with a letter whose person cannot read it online; no period of it starts before.

    ``registered_number`` names the addressee to the post, so it is sealed.
    """

    class How(models.TextChoices):
        RECEIPT = "receipt", _("Signed for, by the post's receipt")
        DESK = "desk", _("Handed over at the desk")
        ACCOUNT = "account", _("Read online, in the person's new account")

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="delivery")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    dispatched_on = models.DateField(null=True)
    registered_number = SealedTextField(null=True)
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
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
        ]

    def __str__(self) -> str:
        return str(self.pk)
