"""What Django does with files in forms: drop them, or seal them while they arrive; never keep them.

Its own handlers write everything over 2.5 MB to a temporary file, even for a request that is
refused a moment later, because the CSRF check parses the body before any view.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.http import HttpRequest

from accounts.actor import Actor
from accounts.models import Person
from documents.errors import Refused
from documents.intake import Intake


class DiscardUploadHandler(FileUploadHandler):
    """Reads the bytes off the wire and keeps none. Pages that take files set their own handler."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None


class SealingUploadHandler(FileUploadHandler):
    """Feeds each file of a form to an intake of its own; refused ones are read and dropped.

    Nothing is valid until somebody calls ``finish`` on what :meth:`outcomes` gives. ``abort`` must
    be called in the end, whatever happens: Django tells handlers nothing of most interruptions.
    """

    MOST_FILES = 10

    def __init__(self, request: HttpRequest, *, owner: Person, actor: Actor, kind: str) -> None:
        super().__init__(request)
        self._owner, self._actor, self._kind = owner, actor, kind
        self._outcomes: list[tuple[str, Intake | Refused]] = []
        self._intake: Intake | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._intake = None
        if len(self._outcomes) < self.MOST_FILES:
            self._intake = Intake(
                owner=self._owner,
                name=self.file_name or "",
                actor=self._actor,
                kind=self._kind,
                size=None,
            )
            self._outcomes.append((self.file_name or "", self._intake))
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._intake is None:
            return
        try:
            self._intake.feed(raw_data)
        except Refused as refused:
            self._outcomes[-1] = (self.file_name or "", refused)
            self._intake = None

    def file_complete(self, file_size: int) -> None:
        """Django announces no file: the form's own parsing must not hold one in memory."""
        self._intake = None

    def outcomes(self) -> Iterator[tuple[str, Intake | Refused]]:
        """Each file's name with its unfinished intake, or with the refusal."""
        yield from self._outcomes

    def abort(self) -> None:
        for _name, outcome in self._outcomes:
            if isinstance(outcome, Intake):
                outcome.abort()
