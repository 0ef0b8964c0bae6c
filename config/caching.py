"""What the shared cache learns of us: nothing by its names, and nothing that it could make us run.

Limits of attempts are counted under network addresses and under what somebody typed as their login;
whoever reads the cache would guess the latter from a plain hash. And Django keeps values as
pickles: whoever writes into the cache would run code in every web process.
"""

import hmac
import json
from typing import Any

from vault import keyring


def name(key: str, prefix: str, version: int) -> str:
    """The name of an entry: a keyed hash, for ``KEY_FUNCTION``."""
    digest = hmac.digest(keyring.derived("cache/1"), str(key).encode(), "sha256").hex()
    return f"{prefix}:{version}:{digest}"


class Serializer:
    """Values as JSON: counts, times and sealed sessions are all that is kept."""

    def dumps(self, value: Any) -> bytes | int:
        return value if type(value) is int else json.dumps(value).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)
