"""How a letter that decides or ends a case names the person whom it is about."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Party:
    """How a person is named in what decides or ends a case, beside the name, and the law behind it.

    ``named_by``: ``birth_date``, ``citizenship``, ``stay``; each stands there where it is known.
    """

    named_by: Sequence[str]
    law: str
    source: str
    verified: str
