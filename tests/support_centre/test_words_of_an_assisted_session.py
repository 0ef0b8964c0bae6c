"""Whoever acts for a person reads of the person, and finds the next step of the desk."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import SYSTEM
from postbox.actions import send
from postbox.models import Message
from support_centre.models import AssistedSession
from tests.world import World

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
