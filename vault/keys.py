"""Keys in use: the root key once per process, subject keys once per request or task."""

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery, UUIDField

from statements.compiled import compiled
from vault import cipher, keyring
from vault.context import Context, Frame, as_bytes
from vault.errors import Erased, KeyringError
from vault.models import RootKey, SubjectKey, Token

SYSTEM_SUBJECT = UUID("5f5e1000-0000-4000-8000-000000000000")
"""Whose key seals what concerns no person (an event about the catalogue, say)."""

Bytes = bytes | memoryview

OF_SUBJECT = Frame("subject/1", None)
"""What the key of a person is bound to."""

FEW = 8
_CACHE_LIMIT = 5000
_roots: dict[UUID, bytes] = {}
_subjects: ContextVar[dict[UUID, "SubjectKeys"] | None] = ContextVar("vault_subjects", default=None)


class SubjectKeys:
    """The keys of one person: a key of its own for each purpose, derived when first wanted."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._derived: dict[str, bytes] = {}

    def for_purpose(self, purpose: str) -> bytes:
        derived = self._derived.get(purpose)
        if derived is None:
            derived = self._derived[purpose] = cipher.derive(self._key, purpose)
        return derived


def create_subject(subject_id: UUID) -> None:
    """Give a person a key. A second call for the same person changes nothing."""
    root = active_root()
    key = cipher.new_key()
    row, created = SubjectKey.objects.get_or_create(
        subject_id=subject_id,
        defaults={"root": root, "sealed": wrap_subject(root, subject_id, key)},
    )
    _cache()[subject_id] = SubjectKeys(key if created else unwrap_subject(row))


def subject(subject_id: UUID) -> SubjectKeys:
    """The keys of one person; raises ``Erased`` when there are none."""
    found = _cache().get(subject_id)
    if found is None:
        preload([subject_id])
        found = _cache().get(subject_id)
    if found is None:
        raise Erased("there is no key for this subject")
    return found


def preload(subject_ids: Iterable[UUID]) -> None:
    """Fetch the keys of many people with one query; those that have none are passed over."""
    cache = _cache()
    wanted = {subject_id for subject_id in subject_ids if subject_id not in cache}
    if not wanted:
        return
    if len(cache) + len(wanted) > _CACHE_LIMIT:
        cache.clear()
    for subject_id, root_id, sealed in _rows_of(list(wanted)):
        remember(subject_id, root_id, sealed)


def _rows_of(wanted: list[UUID]) -> list[Any]:
    """Of a few, as most pages want them, by a statement that is kept for each number of them."""
    if len(wanted) > FEW:
        return list(_keys(*wanted))
    return _kept_keys(**{f"subject_{place}": pk for place, pk in enumerate(wanted)})


def _keys(*wanted: Any) -> Any:
    rows = SubjectKey.objects.filter(subject_id__in=wanted)
    return rows.values_list("subject_id", "root_id", "sealed")


@compiled
def _kept_keys(**wanted: Any) -> Any:
    return _keys(*wanted.values())


def beside(subject: str) -> tuple[Any, Any]:
    """What ``remember`` wants to know of the person whom a column names, read beside each row."""
    row = SubjectKey.objects.filter(subject_id=OuterRef(subject))
    root = Subquery(row.values("root_id"), output_field=UUIDField())
    return root, Subquery(row.values("sealed"))


def remember(subject_id: UUID, root_id: UUID | None, sealed: Bytes | None) -> None:
    """Take a key that was read beside a row, for this request or task; None where there is none."""
    cache = _cache()
    if root_id is None or sealed is None or subject_id in cache:
        return
    root = _roots.get(root_id) or root_key(RootKey.objects.get(pk=root_id))
    cache[subject_id] = SubjectKeys(_unwrapped(root, subject_id, sealed))


def system() -> SubjectKeys:
    """The keys for what concerns no person, made when first wanted.

    Read anew each time: a key whose row was rolled back must not seal anything.
    """
    _cache().pop(SYSTEM_SUBJECT, None)
    try:
        return subject(SYSTEM_SUBJECT)
    except Erased:
        create_subject(SYSTEM_SUBJECT)
        return subject(SYSTEM_SUBJECT)


def exists(subject_id: UUID) -> bool:
    """Whether this person still has a key."""
    try:
        subject(subject_id)
    except Erased:
        return False
    return True


@transaction.atomic
def erase(subject_id: UUID) -> None:
    """Crypto-shredding: delete the person's key and search tokens, for ever and nothing else."""
    SubjectKey.objects.filter(subject_id=subject_id).delete()
    Token.objects.filter(subject_id=subject_id).delete()
    _cache().pop(subject_id, None)


def forget() -> None:
    """Drop the subject keys of this request or task from memory."""
    _subjects.set(None)


def new_document_key(subject_id: UUID, context: Context) -> tuple[bytes, bytes]:
    """A new key for one document, and the same sealed under the person's key to be kept."""
    key = cipher.new_key()
    wrapping = subject(subject_id).for_purpose("document-key")
    return key, cipher.encrypt(wrapping, as_bytes(context), key)


def open_document_key(subject_id: UUID, context: Context, sealed_key: bytes) -> bytes:
    """The document's key again. Raises ``Erased`` or ``Damaged``."""
    wrapping = subject(subject_id).for_purpose("document-key")
    return cipher.decrypt(wrapping, as_bytes(context), bytes(sealed_key))


def active_root() -> RootKey:
    """The root key for new subjects, made when first wanted."""
    root = RootKey.objects.filter(retired_at=None).first()
    if root is not None:
        return root
    try:
        with transaction.atomic():
            return create_root()
    except IntegrityError:  # another process was faster
        return RootKey.objects.get(retired_at=None)


def create_root() -> RootKey:
    """A new root key, sealed under the current KEK and stored."""
    ring = keyring.loaded()
    root, key = RootKey(kek=ring.current), cipher.new_key()
    root.sealed = wrap_root(root, ring.keks[root.kek], key)
    root.save(force_insert=True)
    _roots[root.pk] = key
    return root


def root_key(root: RootKey) -> bytes:
    """The root key itself, unwrapped once per process."""
    if root.pk not in _roots:
        kek = keyring.loaded().keks.get(root.kek) or keyring.reload().keks.get(root.kek)
        if root.provider != "local" or kek is None:
            raise KeyringError("the keyring does not hold the key that sealed the root key")
        _roots[root.pk] = cipher.decrypt(kek, ["root/1", root.pk], bytes(root.sealed))
    return _roots[root.pk]


def wrap_root(root: RootKey, kek: bytes, key: bytes) -> bytes:
    return cipher.encrypt(kek, ["root/1", root.pk], key)


def wrap_subject(root: RootKey, subject_id: UUID, key: bytes) -> bytes:
    return cipher.encrypt(root_key(root), OF_SUBJECT.filled(subject_id), key)


def unwrap_subject(row: SubjectKey) -> bytes:
    return _unwrapped(root_key(row.root), row.subject_id, row.sealed)


def _unwrapped(root: bytes, subject_id: UUID, sealed: Bytes) -> bytes:
    return cipher.decrypt(root, OF_SUBJECT.filled(subject_id), bytes(sealed))


def _cache() -> dict[UUID, SubjectKeys]:
    cache = _subjects.get()
    if cache is None:
        cache = {}
        _subjects.set(cache)
    return cache
