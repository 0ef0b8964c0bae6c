"""Whether somebody may still act in a person's place, asked again when the act is done.

The actor of a request is fixed when it begins, and an upload takes minutes: the right may end
meanwhile. Who gave it is known above this room.
"""

from collections.abc import Callable
from datetime import datetime

from accounts.actor import Actor

Asked = Callable[[Actor, datetime | None], bool]
_asked: list[Asked] = []


def when_acting(asked: Asked) -> None:
    """Let an upper room say whether an actor may still act for another, under its own locks.

    From ``ready`` only.
    """
    if asked not in _asked:
        _asked.append(asked)


def may_still_act(actor: Actor, now: datetime | None = None) -> bool:
    """Within the transaction of the act, before its own rows are locked."""
    return actor.acting_for is None or all(asked(actor, now) for asked in _asked)
