"""Who is at which desk today, so that the public page can say what is spoken now."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone

from support_centre.models.centres import Centre


class PresenceQuerySet(models.QuerySet["Presence"]):
    def here(self, day: date) -> PresenceQuerySet:
        """Those who came on that day and have not left."""
        return self.filter(day=day, left_at=None)


class Presence(models.Model):
    """A member of staff is at a centre's desk on a day, until they say that they leave."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="presences")
    day = models.DateField()
    came_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "centre", "day"], name="presence_once_a_day")
        ]

    def __str__(self) -> str:
        return str(self.pk)
