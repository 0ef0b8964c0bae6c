"""Whoever acts for a person reads of the person, and finds the next step of the desk."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from cases.actions import record_appearance
from cases.models import Case
from postbox.actions import send
from postbox.models import Message
from support_centre.models import AssistedSession, Mandate
from tests.support_centre.visitor import Visitor, signed
from tests.world import World

SLIP = "Make the hand-over slip"
HOME = "/en/home/"


@pytest.mark.parametrize(
    ("count", "theirs", "own"),
    [
        (1, "The person has 1 new message.", "You have 1 new message."),
        (2, "The person has 2 new messages.", "You have 2 new messages."),
    ],
)
def test_new_messages_are_the_persons(
    world: World,
    session: AssistedSession,
    desk: Client,
    phone: Client,
    count: int,
    theirs: str,
    own: str,
) -> None:
    Message.objects.unread().update(read_at=timezone.now())
    for _each in range(count):
        send(person=world.oksana.person, language="uk", subject="x", body="y", actor=SYSTEM)
    helped, alone = (client.get(HOME).content.decode() for client in (desk, phone))
    assert theirs in helped
    assert own not in helped
    assert own in alone
    assert theirs not in alone


def receipt(client: Client, case: Case) -> str:
    answer = client.get(f"/en/draft/{case.origin}/receipt/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def acting(desk: Client, mandate: Mandate) -> Client:
    assert desk.post(f"/en/centre/mandate/{mandate.pk}/session/").status_code == 302
    return desk


@pytest.mark.parametrize("lodged", [False, True], ids=["sent", "lodged"])
def test_the_receipt_leads_to_the_slip(
    world: World, desk: Client, visitor: Visitor, lodged: bool
) -> None:
    if lodged:
        record_appearance(visitor.case, actor=world.officer)
    page = receipt(acting(desk, visitor.mandate), visitor.case)
    address = reverse("support_centre:slip", args=[visitor.visit.pk])
    assert ("Sent, not yet lodged" in page) is not lodged
    assert f'href="{address}">{SLIP}<' in page
    assert "Make the slip" in desk.get(address).content.decode()
    assert "Open the case" in page
    assert "Follow my case" not in page


def test_whoever_has_an_account_needs_no_slip(
    world: World, desk: Client, phone: Client, session: AssistedSession
) -> None:
    case = world.case
    helped, alone = receipt(desk, case), receipt(phone, case)
    assert SLIP not in helped + alone
    assert "Open the case" in helped
    assert "Follow my case" in alone


def test_without_the_right_to_read_letters_the_postbox_is_not_offered(
    world: World, desk: Client, helper: Actor, visitor: Visitor
) -> None:
    assert "Open the postbox" in receipt(acting(desk, visitor.mandate), visitor.case)
    desk.post("/en/centre/session/end/")
    page = receipt(acting(desk, signed(visitor.visit, helper, "file")), visitor.case)
    assert "Open the postbox" not in page
    assert SLIP in page
