"""Who may not decide about whom: append-only, so that nobody can forget a tie."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models.people import Person


class Conflict(models.Model):
    """``user`` assisted, or is kin to, ``person``: never assigned to and never deciding their case.

    Upper rooms write rows; the guards of assignment and decision read them.
    """

    ASSISTED = "assisted"
    KIN = "kin"
    DECLARED = "declared"
    KINDS = [ASSISTED, KIN, DECLARED]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts"
    )
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user", "kind"], name="accounts_conflict_once"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
