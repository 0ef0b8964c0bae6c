"""Contacts that nobody may give as their own: a helper must never become a person's contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

import phonenumbers
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.houses import same_house
from accounts.models import Person, ReservedContact, User
from audit import log
from vault import tokens

STAFF_PHONE = "staff_phone"

NOT_YOURS = _(
    "This address belongs to a support centre or to a member of staff. Give an address of your "
    "own, or none: you can also sign in with a login name."
)
NOT_THE_PERSONS = {
    "email": _(
        "This e-mail address belongs to a support centre or to a member of staff. Write the "
        "person's own address, or leave this empty: nobody needs an e-mail address to apply."
    ),
    "phone": _(
        "This telephone number belongs to a support centre or to a member of staff. Write the "
        "person's own number, or leave this empty: nobody needs a telephone to apply."
    ),
    "house": _(
        "This is the address of a support centre. If the person lives in this house, they can "
        "write it themselves when they are signed in."
    ),
}


def e164(text: str, region: str = "") -> str:
    """The number as it is dialled from anywhere; empty when it is none."""
    try:
        number = phonenumbers.parse(text, region.upper() or None)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def is_reserved(kind: str, value: str) -> bool:
    """Whether an answer of this kind is a contact of a centre or of staff."""
    if kind == ReservedContact.EMAIL:
        return ReservedContact.objects.of_email(value).exists()
    if ReservedContact.objects.of_phone(value).exists():
        return True
    return tokens.subjects_with(STAFF_PHONE, value).exists()


def is_house_of_a_centre(parts: Mapping[str, str]) -> bool:
    """Whether an address (by part, see ``accounts.houses``) is a centre's own."""
    rows = ReservedContact.objects.filter(kind=ReservedContact.HOUSE)
    return any(same_house(each, parts) for each in rows.values_list("value", flat=True))


def email_reserved(value: str, *, of: UUID | None = None) -> ReservedContact | None:
    """The row that keeps this address from being a login's (``of``: the login's own is fine)."""
    return ReservedContact.objects.of_email(value).of_others(of).first()


def is_somebodys(email: str) -> bool:
    """Whether somebody signs in with this address, so that no centre can have it."""
    proven = EmailAddress.objects.filter(email__iexact=email, verified=True)
    return proven.exists() or User.objects.filter(email__iexact=email).exists()


@transaction.atomic
def reserve_place(
    place: str, *, emails: Iterable[str], phones: Iterable[str], house: str = ""
) -> None:
    """What is public of a centre is nobody's own; its earlier contacts are free again.

    Raises ``ValidationError`` for an address with which somebody signs in.
    """
    wanted = {(ReservedContact.EMAIL, email.strip().lower()) for email in emails if email.strip()}
    wanted |= {(ReservedContact.PHONE, phone) for phone in phones if phone}
    wanted |= {(ReservedContact.HOUSE, house)} if house else set()
    held = ReservedContact.objects.filter(place=place)
    for row in held:
        if (row.kind, row.value) not in wanted:
            row.delete()
    for kind, value in sorted(wanted - set(held.values_list("kind", "value"))):
        if kind == ReservedContact.EMAIL:
            _free_of_claims(value)
        ReservedContact.objects.get_or_create(kind=kind, value=value, defaults={"place": place})


def _free_of_claims(email: str) -> None:
    """Whoever claimed the address and never proved it loses it; a proven one is refused."""
    addresses = EmailAddress.objects.filter(email__iexact=email)
    if addresses.filter(verified=True).exists():
        raise ValidationError(_("Somebody signs in with this address."))
    addresses.delete()
    User.objects.filter(email__iexact=email).update(email=None)


def has_reserved_phones(person: Person) -> bool:
    """Whether this member of staff named any; which, nobody can read."""
    return tokens.has_any(STAFF_PHONE, person.pk)


@transaction.atomic
def reserve_staff_phones(person: Person, numbers: Iterable[str], *, actor: Actor) -> None:
    """The telephone numbers of a member of staff, kept as keyed tokens only: nobody reads them."""
    tokens.replace(person.pk, STAFF_PHONE, person.pk, numbers)
    log.append("accounts.reserved_phones", actor=actor, subjects=[person.pk])
