"""A file in a form whose owner is only known once the form is read: held in memory, never on disk.

For a photograph taken at a desk; what has an owner already is sealed while it arrives.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import Person
from documents import actions
from documents.errors import Refused
from documents.models import Document
from i18n.formats import filesize

MOST_BYTES = 20_000_000
"""A good camera's photograph has 12 million; a desk holds one at a time."""


@dataclass(frozen=True)
class Held:
    """``refused``: why the file cannot be taken, known before it has an owner.

    Printed, in a trace or a log, it shows neither the file nor its name.
    """

    name: str = field(repr=False)
    data: bytes = field(repr=False)
    refused: Refused | None = None

    def keep(self, *, owner: Person, actor: Actor, kind: str) -> Document:
        """Seal it, typed by its content. In memory: may run inside a transaction.

        Raises ``Refused``.
        """
        if self.refused is not None:
            raise self.refused
        stream, size = io.BytesIO(self.data), len(self.data)
        return actions.store(stream, owner=owner, name=self.name, size=size, actor=actor, kind=kind)


class HoldingUploadHandler(FileUploadHandler):
    """Keeps the first file of a form; what is too large is read and dropped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._pieces: list[bytes] = []
        self._name: str | None = None
        self._count = 0
        self._first = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._first = self._name is None
        if self._first:
            self._name = self.file_name or ""
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self._first:
            return
        self._count += len(raw_data)
        if self._count > MOST_BYTES:
            self._pieces.clear()
        else:
            self._pieces.append(raw_data)

    def file_complete(self, file_size: int) -> None:
        return None

    def held(self, *, whole: bool) -> Held | None:
        """``whole``: the form came to its end. None when no file was chosen."""
        if self._name is None:
            return None
        if self._count > MOST_BYTES:
            return Held(self._name, b"", Refused("too_large", _too_large()))
        refused = None if whole else Refused("cut_off")
        return Held(self._name, b"".join(self._pieces), refused)


def _too_large() -> Any:
    return format_lazy(
        _("This photograph is larger than {limit}. Take it again at a lower resolution."),
        limit=filesize(MOST_BYTES),
    )
