"""Rows that hold keys, each sealed under the one above it, and the tokens to search by.

KEK (keyring, outside the database) → RootKey → SubjectKey → everything personal.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone


class RootKey(models.Model):
    """The key that seals subject keys; itself sealed under a KEK that the row names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    provider = models.CharField(max_length=20, default="local")
    kek = models.CharField(max_length=64)
    sealed = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider"], condition=Q(retired_at=None), name="vault_one_active_root"
            ),
        ]


class SubjectKey(models.Model):
    """One row per person. Deleting it turns everything of that person into noise."""

    subject_id = models.UUIDField(primary_key=True, editable=False)
    root = models.ForeignKey(RootKey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)


class Token(models.Model):
    """A keyed hash of a value to search for. Deletable, and never on a row that may not change."""

    subject_id = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    owner_id = models.UUIDField()
    value = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value", "owner_id"], name="vault_token_once"),
        ]
        indexes = [models.Index(fields=["owner_id", "kind"], name="vault_token_owner")]
