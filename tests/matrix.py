"""How to build the arguments of each address that takes some, for ``test_access_matrix.py``.

An address with arguments and without an entry here fails that test. An entry makes an object that
belongs to the person named by ``owner`` (a property of the cast) and gives the arguments of its
address::

    "applicants:case": Entry(lambda cast: {"case": CaseFactory(person=cast.oksana.person).pk}),

The test then asks every role: the owner must get in, a stranger and an id that does not exist must
get the same 404, staff must get in exactly when their role holds a permission that the view names.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.factories import Cast


@dataclass(frozen=True)
class Entry:
    """``build`` gives the keyword arguments of the address; ``owner`` may open it as applicant.

    ``hidden_from``: staff roles that hold the permission but for whom this object is out of scope.
    ``data``: what is posted (or asked) with it. ``by_word``: the arguments are words of the
    catalogue, not ids: they belong to nobody, and only a word that does not exist gives 404.
    """

    build: Callable[[Cast], dict[str, Any]]
    owner: str = "oksana"
    hidden_from: frozenset[str] = frozenset()
    data: dict[str, Any] = field(default_factory=dict)
    by_word: bool = False


def a_guardianship(cast: Cast) -> dict[str, Any]:
    _ = cast.yusuf
    return {"guardianship": cast.amira.person.guardianships.get().pk}


ARGUMENTS: dict[str, Entry] = {
    "accounts:end-child": Entry(a_guardianship, owner="amira"),
}


def of_nothing(arguments: dict[str, Any]) -> dict[str, Any]:
    """The same arguments with ids, or words, of something that does not exist."""
    return {
        name: uuid.uuid4() if isinstance(value, uuid.UUID) else _unlike(value)
        for name, value in arguments.items()
    }


def _unlike(value: Any) -> Any:
    return 999_999 if isinstance(value, int) else f"{value}-none"
