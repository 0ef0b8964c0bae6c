"""The blob store that the settings choose, and the file storage that refuses everything else.

``DOCUMENT_STORE = {"kind": "local", "root": …}`` or ``{"kind": "s3", "bucket_name": …, …}``.
"""

from functools import cache
from typing import Any, NoReturn
from uuid import uuid4

from django.conf import settings
from django.core.files.storage import Storage
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from documents.blobs.base import BlobMissing, BlobStore

KINDS = {"local": "documents.blobs.local.LocalStore", "s3": "documents.blobs.s3.S3Store"}
"""Loaded by name: the client of S3 costs each process 10 MB and a fifth of a second."""


@cache
def blobs() -> BlobStore:
    """The store of this process; raises KeyError for an unknown kind."""
    options: dict[str, Any] = dict(settings.DOCUMENT_STORE)
    store: BlobStore = import_string(KINDS[options.pop("kind")])(**options)
    return store


def reachable() -> bool:
    """Whether the store answers: a blob that cannot exist is looked for and not found."""
    try:
        blobs().size(uuid4())
    except BlobMissing:
        return True
    return False


def _forget(*, setting: str, **kwargs: Any) -> None:
    if setting == "DOCUMENT_STORE":
        blobs.cache_clear()


setting_changed.connect(_forget)


class PlaintextRefused(Exception):
    """Somebody tried to keep a file outside the vault."""


class SealedStorage(Storage):
    """Django's default storage here: a FileField or ``default_storage`` would write plaintext.

    Bytes come in through ``documents.actions`` and leave through a view that checks and audits,
    so every way around them raises.
    """

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise PlaintextRefused("use documents.actions: nothing is stored or served unsealed")

    _open = _save = url = path = delete = exists = listdir = size = _refuse
