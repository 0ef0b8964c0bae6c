"""Sees every file that anybody creates in a folder, also one gone a moment later (inotify)."""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path

CREATED = 0x100
MOVED_IN = 0x80
NONBLOCKING = os.O_NONBLOCK


class Watch:
    """``names()`` gives the names created in ``folder`` since the watch began."""

    def __init__(self, folder: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self._queue = libc.inotify_init1(NONBLOCKING)
        if libc.inotify_add_watch(self._queue, str(folder).encode(), CREATED | MOVED_IN) < 0:
            raise OSError(ctypes.get_errno(), "inotify")

    def names(self) -> list[str]:
        try:
            events = os.read(self._queue, 1_000_000)
        except BlockingIOError:
            return []
        found, place = [], 0
        while place < len(events):
            (length,) = struct.unpack_from("I", events, place + 12)
            name = events[place + 16 : place + 16 + length]
            found.append(name.rstrip(b"\0").decode())
            place += 16 + length
        return found

    def close(self) -> None:
        os.close(self._queue)
