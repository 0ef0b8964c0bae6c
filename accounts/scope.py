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
from typing import Any, NamedTuple
from uuid import UUID

from accounts.actor import Actor
from statements.compiled import Given, Read, keeping

WHO = ("user_id", "person_id", "office", "acting_for")
"""What tells actors of one role apart; ``purpose`` has no place in a scope."""

IDS = frozenset({"actor.user_id", "actor.person_id"})
"""One of which every scope asks for."""


class Kind(NamedTuple):
    """What actors have in common for whom one statement will do; ``known`` is not None of them."""

    role: str
    permissions: frozenset[str]
    known: tuple[str, ...]

    def actor(self) -> Actor:
        """One of them, nobody in particular."""
        who: dict[str, Any] = {
            name: Given(f"actor.{name}") if name in self.known else None for name in WHO
        }
        return Actor(role=self.role, permissions=self.permissions, **who)


def kind_of(actor: Actor) -> Kind:
    known = tuple([name for name in WHO if getattr(actor, name) is not None])
    return Kind(actor.role, actor.permissions, known)


def who(actor: Actor) -> dict[str, UUID | str]:
    """What a statement for the actor's kind asks for."""
    return {f"actor.{name}": getattr(actor, name) for name in WHO}


def scoped(build: Read) -> Callable[..., list[Any]]:
    """Rows in scope; see above. Raises ``ValueError`` when who acts makes no difference."""

    @wraps(build)
    def of_kind(kind: Kind, *shape: Any, **given: Any) -> Any:
        return build(kind.actor(), *shape, **given)

    kept = keeping(of_kind, asks=IDS)

    @wraps(build)
    def rows(actor: Actor, *shape: Any, **given: Any) -> list[Any]:
        if not actor.is_staff:
            return list(build(actor, *shape, **given))
        return kept((kind_of(actor), *shape), tuple(given)).ask(who(actor) | given)

    return rows
