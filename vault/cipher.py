"""The one cipher of the house: Cobblestone-256 (C2SP chunked-encryption@v1), and derived keys."""

from functools import lru_cache

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from vault.context import Context, as_bytes, pae
from vault.errors import Damaged

KEY_BYTES = 32
OVERHEAD = 72
"""Bytes that sealing adds to a value of less than 16 KiB: salt 24, commitment 32, tag 16."""


def new_key() -> bytes:
    """32 random bytes."""
    return Cobblestone256Encryptor.generate_key()


def encrypt(key: bytes, context: Context, data: bytes) -> bytes:
    """Seal ``data`` under ``key``, bound to ``context``."""
    encryptor = Cobblestone256Encryptor(key, as_bytes(context))
    return encryptor.update(data) + encryptor.finalize()


def decrypt(key: bytes, context: Context, sealed: bytes) -> bytes:
    """Open what ``encrypt`` made with the same key and context; raises ``Damaged`` otherwise."""
    decryptor = Cobblestone256Decryptor(key, as_bytes(context))
    try:
        return decryptor.update(sealed) + decryptor.finalize()
    except InvalidTag:
        raise Damaged("the ciphertext does not open here") from None


def derive(key: bytes, purpose: str) -> bytes:
    """A key of its own for ``purpose``, by HKDF-Expand with SHA-256 (RFC 5869)."""
    return HKDFExpand(algorithm=hashes.SHA256(), length=32, info=_info(purpose)).derive(key)


@lru_cache(maxsize=64)
def _info(purpose: str) -> bytes:
    """Purposes are fixed words, and few."""
    return pae(["pobyt/derive/1", purpose])
