"""Letters to print and post: those of people without a login, at the centre that filed for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Guardianship
from cases.actions.delivery import FICTION
from cases.models import Case, Letter, PaperDelivery
from permits.packs import load_pack
from support_centre.models import AssistedSession, Centre

PLACES = (("stay", "delivery_address"), ("stay", "address_here"))
"""Where answers hold the address for letters; the first that is there."""

KINDS = {
    Letter.Kind.RECEIPT.value: _("Receipt of an application"),
    Letter.Kind.REQUEST.value: _("Request: a period to answer begins with its delivery"),
    Letter.Kind.DECISION.value: _("Decision: the period for an appeal begins with its delivery"),
    Letter.Kind.ENDING.value: _("End of the proceedings"),
}
"""What staff read of a letter: its own title is in the person's language."""


def letters_of(centre: Centre) -> QuerySet[PaperDelivery]:
    """Every letter on paper of the cases that were filed at this centre."""
    rows = PaperDelivery.objects.filter(letter__state=Letter.State.READY)
    found = rows.filter(letter__case__in=filed_at(centre))
    return found.select_related(
        "letter__case__permit_type", "letter__case__person", "letter__document"
    )


def filed_at(centre: Centre) -> QuerySet[Case]:
    """Cases that a helper of this centre filed: in the person's place, or in a parent's."""
    parent = Guardianship.objects.filter(
        ward=OuterRef(OuterRef("person_id")), guardian=OuterRef("person_id")
    )
    session = AssistedSession.objects.filter(
        Q(person=OuterRef("person_id")) | Exists(parent),
        Q(ended_at=None) | Q(ended_at__gte=OuterRef("filed_at")),
        started_at__lte=OuterRef("filed_at"),
        mandate__centre=centre,
    )
    return Case.objects.filter(Exists(session))


def waiting_for(people: list[UUID]) -> QuerySet[PaperDelivery]:
    """Letters that have not reached these people, wherever they were filed."""
    found = PaperDelivery.objects.waiting().filter(person__in=people)
    return found.select_related("letter__case__permit_type", "letter__case__person")


def address_of(answers: Mapping[str, Any]) -> list[str]:
    """The lines of the address for letters, as it was filed; none when the form asks for none."""
    for section, question in PLACES:
        given = (answers.get(section) or {}).get(question) or {}
        street = " ".join(filter(None, (given.get("street"), given.get("number"))))
        town = " ".join(filter(None, (given.get("postal_code"), given.get("city"))))
        lines = [line for line in (street, town) if line]
        if lines:
            return lines
    return []


def collectable_until(delivery: PaperDelivery) -> date | None:
    """Last day on which a letter at the post office is collected; then it is deemed delivered."""
    if delivery.deposited_on is None:
        return None
    return load_pack(delivery.letter.case.pack).last_day(FICTION, delivery.deposited_on)


def today_of(delivery: PaperDelivery) -> date:
    """The calendar day in the country whose law applies."""
    return load_pack(delivery.letter.case.pack).today()
