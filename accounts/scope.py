"""Reads in an actor's scope whose statement is built once for each kind of actor.

``@scoped`` is ``statements.compiled`` for functions whose first argument is the actor::

    @scoped
    def _open(actor: Actor, *, pk: UUID) -> QuerySet[Case]:
        return Case.objects.visible_to(actor).filter(pk=pk)

The statement is built with an actor of the same role of whom nothing else is known, and who it is
is filled in each time. A statement that would not ask who acts is refused: the scope cannot be
forgotten. Scopes of applicants hang on the moment, which is given by name as well: ``now``.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import wraps
from typing import Any, NamedTuple
from uuid import UUID

from accounts.actor import Actor
from statements.compiled import Beside, Given, Read, keeping

SHARED = ("role", "permissions")
WHO = tuple(field.name for field in fields(Actor) if field.name not in (*SHARED, "purpose"))
"""All else that an actor has and a scope may ask for, also what is added to it one day."""

IDS = frozenset({"actor.user_id", "actor.person_id", "actor.acting_for"})
"""One of which every scope asks for."""


class Kind(NamedTuple):
    """What actors have in common for whom one statement will do; ``known`` is not empty in them."""

    role: str
    permissions: frozenset[str]
    known: tuple[str, ...]

    def actor(self) -> Actor:
        """One of them, nobody in particular."""
        nobody: dict[str, Any] = {"user_id": None, "person_id": None}
        who = nobody | {name: Given(f"actor.{name}") for name in self.known}
        return Actor(role=self.role, permissions=self.permissions, **who)


def kind_of(actor: Actor) -> Kind:
    known = tuple([name for name in WHO if getattr(actor, name)])
    return Kind(actor.role, actor.permissions, known)


def who(actor: Actor) -> dict[str, UUID | str]:
    """What a statement for the actor's kind asks for."""
    return {f"actor.{name}": getattr(actor, name) for name in WHO}


def scoped(build: Read, *, beside: Beside | None = None) -> Callable[..., list[Any]]:
    """Rows in scope; see above. Raises ``ValueError`` when who acts makes no difference.

    ``beside``: what is read with each row, and with none that is out of scope.
    """

    @wraps(build)
    def of_kind(kind: Kind, *shape: Any, **given: Any) -> Any:
        return build(kind.actor(), *shape, **given)

    of_somebody = keeping(of_kind, asks=IDS, beside=beside)
    of_nobody = keeping(of_kind, beside=beside)

    @wraps(build)
    def rows(actor: Actor, *shape: Any, **given: Any) -> list[Any]:
        kept = of_somebody if actor.is_signed_in else of_nobody
        return kept((kind_of(actor), *shape), tuple(given)).ask(who(actor) | given)

    return rows
