"""From approval to the card in the person's hand. Append-only."""

import uuid

from django.conf import settings
from django.db import models

from accounts.models import Person
from cases.models.case import Case
from vault.fields import SealedTextField


class CardStep(models.Model):
    """Each happens once, in this order. ``card_number`` is sealed and known from ``ready`` on."""

    class Kind(models.TextChoices):
        BIOMETRICS = "biometrics", "biometrics"
        READY = "ready", "ready"
        HANDED_OVER = "handed_over", "handed_over"

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="card_steps")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    on = models.DateField()
    card_number = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], name="cases_card_step_once")
        ]
