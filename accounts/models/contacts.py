"""Whose addresses nobody else may give as their own: those of centres and of their staff."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q


class ReservedContactQuerySet(models.QuerySet["ReservedContact"]):
    def of_email(self, value: str) -> ReservedContactQuerySet:
        """The rows that reserve this mailbox, whatever stands behind a plus sign in it."""
        return self.filter(kind=ReservedContact.EMAIL, value__in=spellings(value))

    def of_phone(self, value: str) -> ReservedContactQuerySet:
        """The rows that reserve this number, in E.164."""
        return self.filter(kind=ReservedContact.PHONE, value=value)

    def of_others(self, user_id: UUID | None) -> ReservedContactQuerySet:
        """Those that are not this user's own."""
        return self.exclude(user_id=user_id) if user_id else self


def spellings(email: str) -> set[str]:
    """An address in small letters, and the mailbox that it reaches."""
    lower = email.strip().lower()
    local, _at, domain = lower.rpartition("@")
    return {lower, f"{local.partition('+')[0]}@{domain}"}


class ReservedContact(models.Model):
    """A contact of a place (``place``: its code) or of a member of staff (``user``).

    ``value`` is in small letters, E.164, or the address of a house as its place wrote it. Addresses
    of staff stand in ``accounts_user`` in plain as well; their telephone numbers are kept as keyed
    tokens of the vault instead. The database itself adds the rows of staff, see
    ``accounts.contact_guards``.
    """

    EMAIL = "email"
    PHONE = "phone"
    HOUSE = "house"

    kind = models.CharField(max_length=5, choices=[(EMAIL, EMAIL), (PHONE, PHONE), (HOUSE, HOUSE)])
    value = models.CharField(max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="reserved"
    )
    place = models.CharField(max_length=40, blank=True, default="")

    objects = ReservedContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="accounts_reserved_once"),
            models.CheckConstraint(
                condition=(Q(user=None) & ~Q(place="")) | Q(user__isnull=False, place=""),
                name="accounts_reserved_for_one",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
