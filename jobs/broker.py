"""The embedded broker: messages as files of one private folder, for a machine without a server.

Kombu's own transport lets a reader take a file that is still being written, and moves messages
through the system's temporary folder. This one publishes by an atomic rename and never leaves
its folder.
"""

import json
import os
import uuid
from pathlib import Path
from queue import Empty
from time import time_ns
from typing import Any

from kombu.transport import filesystem


def options(folder: Path) -> dict[str, Any]:
    """Transport options for a broker kept in ``folder``, which is made, readable by us alone."""
    for name in ("queue", "control"):
        (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return {
        "data_folder_in": str(folder / "queue"),
        "data_folder_out": str(folder / "queue"),
        "control_folder": str(folder / "control"),
        "polling_interval": 0.05,
    }


class Channel(filesystem.Channel):
    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]
        """Write beside, then rename: a reader sees a whole message or none."""
        name = f"{time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        final = Path(self.data_folder_out, name)
        draft = final.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(json.dumps(payload))
        draft.rename(final)

    def _get(self, queue: str, timeout: Any = None) -> Any:
        """Take the oldest message; raises Empty. Of several readers, one wins the rename."""
        ending = f".{queue}.msg"
        for name in sorted(os.listdir(self.data_folder_in)):
            if not name.endswith(ending):
                continue
            file = Path(self.data_folder_in, name)
            taken = file.with_suffix(".taken")
            try:
                file.rename(taken)
            except FileNotFoundError:
                continue
            text = taken.read_text()
            taken.unlink()
            return json.loads(text)
        raise Empty


class Transport(filesystem.Transport):
    Channel = Channel
