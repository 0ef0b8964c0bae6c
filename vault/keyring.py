"""The local keyring: key-encryption keys and index keys in one file of mode 0600.

It stands outside database, media and backups. A file that others may read is refused; so is, in
production (``VAULT_MAY_CREATE_KEYRING = False``), a file that would have to be created.
"""

import base64
import json
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from vault import cipher
from vault.errors import KeyringError


@dataclass(frozen=True)
class Keyring:
    """``keks`` by id (the last is the current one); ``index`` keys by version, all of them live."""

    keks: dict[str, bytes] = field(repr=False)
    index: dict[int, bytes] = field(repr=False)

    @property
    def current(self) -> str:
        """The id of the key-encryption key for new wraps."""
        return list(self.keks)[-1]

    def with_new_kek(self) -> "Keyring":
        return replace(self, keks={**self.keks, secrets.token_hex(8): secrets.token_bytes(32)})

    def with_new_index(self) -> "Keyring":
        version = max(self.index, default=0) + 1
        return replace(self, index={**self.index, version: secrets.token_bytes(32)})

    def dump(self) -> str:
        return json.dumps(
            {
                "format": "pobyt-keyring/1",
                "keks": {kek: _to_text(key) for kek, key in self.keks.items()},
                "index": {str(version): _to_text(key) for version, key in self.index.items()},
            },
            indent=1,
        )


def read(path: Path) -> Keyring:
    """The keyring at ``path``. Raises ``KeyringError`` if missing, open to others or broken."""
    check_mode(path)
    try:
        data = json.loads(path.read_text())
        return Keyring(
            keks={kek: base64.b64decode(key) for kek, key in data["keks"].items()},
            index={int(version): base64.b64decode(key) for version, key in data["index"].items()},
        )
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise KeyringError(f"the keyring {path} cannot be read: {type(error).__name__}") from None


def check_mode(path: Path) -> None:
    """Refuse a keyring that is missing, or that anyone but its owner may read or write."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        raise KeyringError(f"there is no keyring at {path}") from None
    if mode & 0o077:
        raise KeyringError(f"the keyring {path} has mode {mode:04o}; it must be 0600")


def create(path: Path) -> None:
    """Write a new keyring to ``path``, once: of two processes, the first one wins."""
    fresh = Keyring(keks={}, index={}).with_new_kek().with_new_index()
    temporary = _written_beside(path, fresh)
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    finally:
        temporary.unlink()
    _sync_folder(path.parent)


def overwrite(path: Path, keyring: Keyring) -> None:
    """Replace the keyring at ``path`` in one step that survives a crash."""
    os.replace(_written_beside(path, keyring), path)
    _sync_folder(path.parent)


_loaded: dict[Path | str, Keyring] = {}


def loaded() -> Keyring:
    """The keyring of this process: read once, created on first use where settings allow that."""
    where: Path | str = settings.VAULT_KEYRING
    if where not in _loaded:
        path = Path(where)
        if not path.exists() and settings.VAULT_MAY_CREATE_KEYRING:
            create(path)
        _loaded[where] = read(path)
    return _loaded[where]


def derived(purpose: str) -> bytes:
    """A key of the installation, for what belongs to no person (a session, say).

    It comes from the first index key: no rotation drops that one, and each process has it.
    """
    ring = loaded()
    return _derived(ring.index[min(ring.index)], purpose)


@lru_cache(maxsize=16)
def _derived(key: bytes, purpose: str) -> bytes:
    return cipher.derive(key, purpose)


def reload() -> Keyring:
    """Read the file again, after a rotation by another process."""
    _loaded.clear()
    return loaded()


def _written_beside(path: Path, keyring: Keyring) -> Path:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".keyring-")  # mode 0600
    with os.fdopen(descriptor, "w") as file:
        file.write(keyring.dump())
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _to_text(key: bytes) -> str:
    return base64.b64encode(key).decode()
