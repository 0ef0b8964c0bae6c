"""How sure anybody may be of who a person is: recorded checks, only ever added."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Person
from vault.fields import SealedJSONField


class IdentityCheck(models.Model):
    """Somebody compared a person with a paper. ``facts``: number, issuer and last day of it."""

    class Method(models.TextChoices):
        TYPED = "typed", _("Passport read by a member of staff")
        MRZ = "mrz", _("Passport read by its machine-readable lines")
        PHOTO = "photo", _("Photograph of the passport")
        OTHER = "other", _("Another paper, the passport is lost or damaged")

    class Level(models.IntegerChoices):
        DECLARED = 0, _("As stated by the person")
        REDUCED = 1, _("Checked at a counter without a passport")
        COUNTER = 2, _("Checked at a counter by passport and face")

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identity_checks")
    method = models.CharField(max_length=8, choices=Method)
    level = models.PositiveSmallIntegerField(choices=Level)
    facts = SealedJSONField(default=dict)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    office = models.CharField(max_length=40, blank=True)
    checked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-level", "-checked_at"]
        indexes = [models.Index(fields=["person", "-level"], name="identity_of_person")]

    def __str__(self) -> str:
        return str(self.pk)
