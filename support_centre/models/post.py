"""Messages on paper: what the postbox holds for people who have nobody to open it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from postbox.models import Message
from support_centre.models.centres import Centre


class PaperMessage(models.Model):
    """A message that carries no letter was printed, and reached the person so. Append-only.

    No period hangs on it, so nothing more is kept than that it went.
    """

    class How(models.TextChoices):
        POSTED = "posted", _("Posted")
        DESK = "desk", _("Handed over at the desk")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="on_paper")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.pk)
