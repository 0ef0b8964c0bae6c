"""What is printed and posted for people without a login, at the centre that has them in hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.models import Guardianship, Person
from accounts.models.people import GuardianshipQuerySet
from cases.actions.delivery import FICTION
from cases.models import Case, Letter, PaperDelivery
from i18n.languages import current
from i18n.retold import retold
from permits.packs import load_pack
from postbox.models import Message
from support_centre.models import AssistedFiling, AssistedSession, Centre, Mandate, Slip

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
    """Letters on paper of the cases that were filed at this centre, and of those that were filed
    at none by people whom the centre has in hand.
    """
    rows = PaperDelivery.objects.filter(letter__state=Letter.State.READY)
    at_none = Case.objects.filter(~_filed_in_session(), person__in=in_hand_of(centre))
    found = rows.filter(Q(letter__case__in=filed_at(centre)) | Q(letter__case__in=at_none))
    return found.select_related(
        "letter__case__permit_type", "letter__case__person", "letter__document"
    )


def filed_at(centre: Centre) -> QuerySet[Case]:
    """Cases that a helper of this centre filed: in the person's place, or in a parent's."""
    return Case.objects.filter(_filed_in_session(mandate__centre=centre))


def _filed_in_session(**more: Any) -> Exists:
    session = AssistedSession.objects.filter(
        Q(person=OuterRef("person_id")) | Exists(_guardian_of(OuterRef("person_id"))),
        Q(ended_at=None) | Q(ended_at__gte=OuterRef("filed_at")),
        started_at__lte=OuterRef("filed_at"),
        **more,
    )
    return Exists(session)


def _guardian_of(ward: Any) -> GuardianshipQuerySet:
    """Within a statement about ``person_id``: who acts for the person of the outer statement."""
    return Guardianship.objects.filter(ward=OuterRef(ward), guardian=OuterRef("person_id"))


def in_hand_of(centre: Centre) -> QuerySet[Person]:
    """People without a login whose paper is this centre's: by the newest mandate that they (or who
    acts for them) gave and did not take back; else by the newest hand-over slip; else where a
    helper last filed for them.
    """
    signs_in = Guardianship.objects.live().filter(ward=OuterRef("pk"), guardian__user__isnull=False)
    return _at_home(centre).filter(~Exists(signs_in))


def _at_home(centre: Centre) -> QuerySet[Person]:
    """The same, and those for whom somebody signs in whose paper would be this centre's."""
    acted = _guardian_of(OuterRef("pk")).not_over(OuterRef("given_at"))
    mandates = Mandate.objects.filter(
        Q(person=OuterRef("pk")) | Exists(acted), given_at__isnull=False, revoked_at=None
    )
    slips = Slip.objects.filter(person=OuterRef("pk"))
    filings = AssistedFiling.objects.filter(case__person=OuterRef("pk"))
    newest = [
        Subquery(rows.order_by(f"-{when}").values("centre_id")[:1])
        for rows, when in ((mandates, "given_at"), (slips, "issued_at"), (filings, "filed_at"))
    ]
    alone = Person.objects.filter(user=None, practice=False)
    return alone.alias(home=Coalesce(*newest)).filter(home=centre.pk)


def messages_of(centre: Centre) -> QuerySet[Message]:
    """What stands in the postbox of people whom the centre has in hand and went to nobody yet.

    A message that carries a letter goes with the letter, and what a guardian opened while they
    acted is not sent again. What tells a child that it comes of age is for the child, though its
    guardian reads the postbox still.
    """
    warned = Guardianship.objects.filter(ward=OuterRef("person"), warned_at=OuterRef("sent_at"))
    told = Q(Exists(warned), person__in=_at_home(centre))
    unread = Q(read_at=None, person__in=in_hand_of(centre))
    rows = Message.objects.filter(told | unread, document=None, on_paper=None)
    return rows.select_related("person").order_by("sent_at", "id")


def subject_of(message: Message) -> tuple[str, str]:
    """What staff read of a message, and the language that it is in: theirs, where it can be."""
    if message.binding_subject:
        kept, language = message.binding_subject, message.binding_language
    else:
        kept, language = message.subject or "", message.language
    said = retold(kept, language)
    return (kept, language) if said is None else (said, current())


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
