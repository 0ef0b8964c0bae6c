"""How a person is called: what an application says of it, and what a desk read off a passport."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.db import transaction

from accounts.actor import Actor
from accounts.models import LONGEST_NAME, IdentityCheck, Person
from audit import log
from vault import tokens

OFFICIAL = ("family_name", "given_names")

Listener = Callable[[Person], None]
_listeners: list[Listener] = []


def when_renamed(listener: Listener) -> None:
    """Let an upper room follow a new name, in the same transaction. From ``ready`` only."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_renamed(person: Person) -> None:
    """Within the transaction in which the names of ``person`` were changed."""
    for told in _listeners:
        told(person)


@transaction.atomic
def take_names(
    person: Person,
    *,
    actor: Actor,
    family_name: str,
    given_names: str,
    native_name: str = "",
) -> bool:
    """An application gives the names of its person as in the passport: they are called so now.

    Once a desk has read the passport, what somebody types is only taken where it is the name that
    was read while another one is noted. The name in the own script stands in no passport's lines:
    it stays when none is given. What is longer than ``LONGEST_NAME`` is no name. True when one
    changed.
    """
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    said = {"family_name": family_name, "given_names": given_names, "native_name": native_name}
    taken = _taken(row, said)
    changed = {name: text for name, text in taken.items() if text != (getattr(row, name) or "")}
    for name, text in changed.items():
        setattr(row, name, text)
    if changed:
        row.save(update_fields=list(changed))
        tell_renamed(row)
        log.append(
            "accounts.took_names",
            actor=actor,
            subjects=[row.pk],
            payload={"fields": list(changed)},
        )
    for name in said:
        setattr(person, name, getattr(row, name))
    return bool(changed)


def _taken(person: Person, said: dict[str, str]) -> dict[str, str]:
    """Which of the names that were said the person has from now on."""
    if any(len(name) > LONGEST_NAME for name in said.values()):
        return {}
    official = {name: said[name] for name in OFFICIAL}
    own = {"native_name": said["native_name"]} if said["native_name"] else {}
    checks = person.identity_checks.filter(level__gte=IdentityCheck.Level.COUNTER)
    check = checks.order_by("-checked_at").first()
    if check is None:
        return (official if any(official.values()) else {}) | own
    read = _whole(check.facts)
    noted = person.display_name
    is_read = tokens.same_name(read, _whole(official)) and not tokens.same_name(read, noted)
    fills = own if is_read or not person.native_name else {}
    return (official if read and is_read else {}) | fills


def _whole(names: Mapping[str, str]) -> str:
    return " ".join(filter(None, (names.get("given_names"), names.get("family_name"))))
