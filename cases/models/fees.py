"""The administrative fee: what is owed, from the catalogue of the day, and what was paid."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import Person
from cases.models.case import Case
from vault.fields import SealedTextField


class FeeOwed(models.Model):
    """As the catalogue said on the day of filing, with where it says so. Append-only.

    ``amount`` is in units of ``currency``; ``verified`` repeats the catalogue's mark.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="fee")
    kind = models.CharField(max_length=10)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)
    source = models.CharField(max_length=300, blank=True, default="")
    verified = models.CharField(max_length=10, blank=True, default="")
    owed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="cases_fee_not_negative")
        ]

    @property
    def is_paid(self) -> bool:
        return self.amount == 0 or hasattr(self, "payment")


class FeePayment(models.Model):
    """Entered by hand: method (a code of the pack), day and reference. Append-only."""

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fee = models.OneToOneField(FeeOwed, on_delete=models.PROTECT, related_name="payment")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    method = models.CharField(max_length=30)
    reference = SealedTextField()
    paid_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
