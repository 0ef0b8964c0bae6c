"""Reads in an actor's scope whose statement is built once for each kind of actor.

``@scoped`` is ``statements.compiled`` for functions whose first argument is the actor::

    @scoped
    def _open(actor: Actor, *, pk: UUID) -> QuerySet[Case]:
        return Case.objects.visible_to(actor).filter(pk=pk)

The statement is built with an actor of the same role of whom nothing else is known, and who it is
is filled in each time. A statement that would not ask who acts is refused: for staff the scope
cannot be forgotten. Scopes of applicants hang on the day, and are built each time.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from accounts.actor import Actor
from statements.compiled import Read, keeping

WHO = ("user_id", "person_id", "office", "acting_for")
"""What tells actors of one role apart; ``purpose`` has no place in a scope."""

PREFIX = "actor_"
IDS = frozenset({PREFIX + "user_id", PREFIX + "person_id"})


def scoped(build: Read) -> Callable[..., list[Any]]:
    """Rows in scope; see above. Raises ``ValueError`` when who acts makes no difference."""

    @wraps(build)
    def of_kind(role: str, permissions: frozenset[str], *shape: Any, **given: Any) -> Any:
        who: dict[str, Any] = {
            name: given.pop(PREFIX + name) if PREFIX + name in given else None for name in WHO
        }
        return build(Actor(role=role, permissions=permissions, **who), *shape, **given)

    kept = keeping(of_kind, asks=IDS)

    @wraps(build)
    def rows(actor: Actor, *shape: Any, **given: Any) -> list[Any]:
        if not actor.is_staff:
            return list(build(actor, *shape, **given))
        known = {PREFIX + name: getattr(actor, name) for name in WHO}
        known = {name: value for name, value in known.items() if value is not None}
        values = known | given
        return kept((actor.role, actor.permissions, *shape), tuple(values)).ask(values)

    return rows
