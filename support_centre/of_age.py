"""Who may consent to a mandate: people of age for themselves, for a child a parent or guardian."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Person
from permits.packs import load_pack
from support_centre.models import Giver, Mandate


def givers_for(person: Person | None, pack: str, now: datetime | None = None) -> tuple[Giver, ...]:
    """By the age of majority of the pack; every way while the day of birth is not known.

    Who is not known at all is not there for others: they consent on their own device.
    """
    if person is None:
        return (Giver.SELF,)
    born = _born(person)
    if not born:
        return tuple(Giver)
    if load_pack(pack).is_minor(born, now):
        return (Giver.PARENT, Giver.GUARDIAN)
    return (Giver.SELF, Giver.GUARDIAN)


def last_moment(person: Person | None, pack: str, now: datetime | None = None) -> datetime | None:
    """When what another consents to for ``person`` ends: the person's full age, if still ahead."""
    born = _born(person) if person is not None else ""
    if not born or not load_pack(pack).is_minor(born, now):
        return None
    return load_pack(pack).of_age_at(born)


def may_give(mandate: Mandate, person: Person | None, now: datetime | None = None) -> bool:
    """Whether it can be given about ``person`` in the way it was offered, for so long."""
    pack = mandate.centre.pack
    if mandate.giver not in givers_for(person, pack, now):
        return False
    last = last_moment(person, pack, now)
    return last is None or mandate.until <= last


def _born(person: Person) -> str:
    """As it is kept, or as it was last read at a desk."""
    if person.birth_date:
        return person.birth_date
    check = person.identity_checks.order_by("-checked_at").first()
    return str(check.facts.get("birth_date", "")) if check else ""
