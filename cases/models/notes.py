"""What officers note for each other; never shown to the applicant by itself. Append-only."""

import uuid

from django.conf import settings
from django.db import models

from accounts.models import Person
from cases.models.case import Case
from vault.fields import SealedTextField


class Note(models.Model):
    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
