"""Sessions in the database with a copy in the cache, both sealed as in ``accounts.sessions.db``."""

from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.utils import timezone

from accounts.sessions import db

PREFIX = "session:"
log = structlog.get_logger(__name__)


class SessionStore(db.SessionStore):
    """Asks the cache first. A cache that is down costs a query and stops nobody."""

    def __init__(self, session_key: str | None = None) -> None:
        self._cache = caches[settings.SESSION_CACHE_ALIAS]
        super().__init__(session_key)

    def fetch(self, name: str) -> str | None:
        kept = self._try(lambda: self._cache.get(PREFIX + name))
        if kept is not None:
            return kept
        row = Session.objects.filter(pk=name, expire_date__gt=timezone.now()).first()
        if row is None:
            return None
        self._keep(row)
        return row.session_data

    def save(self, must_create: bool = False) -> None:
        super().save(must_create)
        self._keep(self._written)

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        self._written = super().create_model_instance(data)
        return self._written

    def delete(self, session_key: str | None = None) -> None:
        super().delete(session_key)
        if key := session_key or self.session_key:
            self._try(lambda: self._cache.delete(PREFIX + db.name_of(key)))

    def _keep(self, row: Session) -> None:
        seconds = int((row.expire_date - timezone.now()).total_seconds())
        self._try(lambda: self._cache.set(PREFIX + row.session_key, row.session_data, seconds))

    def _try(self, ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except Exception as error:  # noqa: BLE001 - each cache raises errors of its own
            log.warning("session_cache_failed", error=type(error).__name__)
            return None
