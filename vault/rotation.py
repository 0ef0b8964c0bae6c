"""Exchange keys without touching what they seal: no file, no field and no token is rewritten."""

from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from vault import cipher, keyring, keys
from vault.models import RootKey, SubjectKey

BATCH = 1000


def rotate_kek() -> int:
    """Add a key-encryption key to the keyring and seal every root key under it again.

    Returns the number of root keys. The file is written before the rows: after a crash in between,
    the old key is still there and the rows still name it. ``prune`` removes it later, once no
    backup that names it is to be restored.
    """
    ring = keyring.loaded().with_new_kek()
    keyring.overwrite(Path(settings.VAULT_KEYRING), ring)
    with transaction.atomic():
        roots = list(RootKey.objects.select_for_update())
        for root in roots:
            key = keys.root_key(root)
            root.kek = ring.current
            root.sealed = keys.wrap_root(root, ring.keks[root.kek], key)
            root.save(update_fields=["kek", "sealed"])
    keyring.reload()
    return len(roots)


def rotate_root() -> int:
    """Make a new root key, seal every person's key under it again, and delete the old root keys.

    Returns the number of people. Runs in batches, each in its own transaction: a run that was cut
    off is finished by the next one, and people may be added or erased meanwhile.
    """
    with transaction.atomic():
        RootKey.objects.filter(retired_at=None).update(retired_at=timezone.now())
        root = keys.create_root()
    total = 0
    while done := _rewrap_batch(root):
        total += done
    RootKey.objects.exclude(pk=root.pk).exclude(
        pk__in=SubjectKey.objects.values("root_id")
    ).delete()
    return total


@transaction.atomic
def _rewrap_batch(root: RootKey) -> int:
    rows = SubjectKey.objects.select_for_update(of=("self",)).exclude(root=root)
    batch = list(rows.select_related("root")[:BATCH])
    for row in batch:
        row.sealed = keys.wrap_subject(root, row.subject_id, keys.unwrap_subject(row))
        row.root = root
    SubjectKey.objects.bulk_update(batch, ["root", "sealed"])
    return len(batch)


def rotate_index() -> int:
    """Add an index key. Values get a token of each version from now on; returns the new version."""
    ring = keyring.loaded().with_new_index()
    keyring.overwrite(Path(settings.VAULT_KEYRING), ring)
    keyring.reload()
    return max(ring.index)


def prune() -> int:
    """Drop key-encryption keys that no root key names; returns how many. Old backups need them."""
    ring = keyring.loaded()
    used = set(RootKey.objects.values_list("kek", flat=True)) | {ring.current}
    kept = {kek: key for kek, key in ring.keks.items() if kek in used}
    if len(kept) < len(ring.keks):
        keyring.overwrite(Path(settings.VAULT_KEYRING), keyring.Keyring(kept, ring.index))
        keyring.reload()
    return len(ring.keks) - len(kept)


def verify() -> int:
    """Unwrap every root key and every person's key; returns how many people.

    Raises ``KeyringError`` or ``Damaged`` at the first that does not open.
    """
    total = 0
    for row in SubjectKey.objects.select_related("root").iterator(chunk_size=BATCH):
        if len(keys.unwrap_subject(row)) != cipher.KEY_BYTES:
            raise AssertionError("a subject key has another length")
        total += 1
    return total
