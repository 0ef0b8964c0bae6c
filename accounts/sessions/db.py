"""Sessions in the database, sealed: whoever steals it learns no code and enters as nobody.

A session holds secrets until they are used: one-time codes of e-mails, the key of a second factor
that is not confirmed yet. The table names a session by a keyed hash of its key, which is in the
browser's cookie and nowhere else, and holds what it says sealed, bound to that key. A row that was
changed, or moved to another name, does not open: there is no session.
"""

import base64
import hmac
from binascii import Error as NotBase64
from datetime import datetime
from typing import Any, cast

from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DjangoStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from statements.compiled import compiled
from statements.updating import update
from vault import cipher, keyring
from vault.errors import Damaged

NAME_LENGTH = 40
"""Characters of the table's column: 160 bits of the hash."""


def name_of(session_key: str) -> str:
    """What the table and the cache call the session with this key."""
    key = keyring.derived("session/name/1")
    return hmac.digest(key, session_key.encode(), "sha256").hex()[:NAME_LENGTH]


@compiled
def _living(*, pk: str, now: datetime) -> Any:
    return Session.objects.filter(pk=pk, expire_date__gt=now).values_list("session_data")


class SessionStore(DjangoStore):
    """Django's own store, with hashed names and sealed content."""

    # Django's asynchronous twins reach for the table themselves; these use the methods below.
    aload = SessionBase.aload
    aexists = SessionBase.aexists
    acreate = SessionBase.acreate
    asave = SessionBase.asave
    adelete = SessionBase.adelete

    def load(self) -> dict[str, Any]:
        content = self.fetch(name_of(self.session_key)) if self.session_key else None
        data = self.decode(content) if content is not None else None
        if data is None:
            self._session_key = None
        return data or {}

    def fetch(self, name: str) -> str | None:
        """The sealed content of a session that has not ended."""
        found = _living(pk=name, now=timezone.now())
        return found[0][0] if found else None

    def save(self, must_create: bool = False) -> None:
        """One statement where the session is there; ``UpdateError`` when it has ended meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        row = self.create_model_instance(cast(Any, self)._get_session())
        try:
            update(row, "session_data", "expire_date")
        except Session.DoesNotExist:
            raise UpdateError from None

    def exists(self, session_key: str) -> bool:
        return super().exists(name_of(session_key))

    def delete(self, session_key: str | None = None) -> None:
        if key := session_key or self.session_key:
            super().delete(name_of(key))

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.session_key = name_of(row.session_key)
        return row

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Sealed for the session's own key, as text."""
        plain = self.serializer().dumps(session_dict)
        sealed = cipher.encrypt(keyring.derived("session/1"), self._context(), plain)
        return base64.b64encode(sealed).decode()

    def decode(self, session_data: str) -> dict[str, Any] | None:  # type: ignore[override]
        """What was sealed for the session's own key; None for anything else."""
        try:
            sealed = base64.b64decode(session_data, validate=True)
            plain = cipher.decrypt(keyring.derived("session/1"), self._context(), sealed)
        except (NotBase64, Damaged, ValueError):
            return None
        return self.serializer().loads(plain)

    def _context(self) -> list[str | bytes]:
        return ["session/1", (self.session_key or "").encode()]
