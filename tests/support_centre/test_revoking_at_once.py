"""A mandate is taken back while the helper acts: the act stands before that in the log, or not."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from accounts.actor import Actor
from applicants import actions as applying
from applicants.actions.replying import ReplySent, attach_to_reply, reply_to
from applicants.needs import needs_of
from audit.models import Event
from support_centre import actions
from support_centre.acting import assisting
from support_centre.models import AssistedSession
from tests.races import at_once
from tests.world import World

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
STEP = 0.008
"""Seconds by which the one starts before the other: each round meets another moment of the act."""


def sending(world: World, session: AssistedSession, actor: Actor) -> Callable[[], Any]:
    draft = world.new_draft()
    paper = needs_of(draft).cards[0].code
    applying.attach(draft, paper, world.new_document(), actor=world.applicant)
    row = actions.read_back(draft, session=session, language="uk", actor=actor)
    actions.confirm(row, how="screen", actor=actor)
    return partial(actions.send, row, actor=actor)


def attaching(world: World, session: AssistedSession, actor: Actor) -> Callable[[], Any]:
    reply, code = reply_to(world.request), world.case_document.requirement
    return partial(attach_to_reply, reply, code, world.new_document(), actor=actor)


def answering(world: World, session: AssistedSession, actor: Actor) -> Callable[[], Any]:
    row = actions.read_reply_back(
        reply_to(world.request),
        "Ось відповідь.",
        written_in="uk",
        session=session,
        language="uk",
        actor=actor,
    )
    actions.confirm(row, how="screen", actor=actor)
    return partial(actions.send, row, actor=actor)


@pytest.mark.parametrize("round_", range(-3, 8))
@pytest.mark.parametrize(
    ("prepare", "name"),
    [
        (sending, "applicants.filed_draft"),
        (attaching, "applicants.attach_to_reply"),
        (answering, "cases.answered"),
    ],
)
def test_no_act_stands_after_the_revocation(
    world: World,
    helper: Actor,
    prepare: Callable[[World, AssistedSession, Actor], Callable[[], Any]],
    name: str,
    round_: int,
) -> None:
    session = world.session
    person = session.person_id
    act = prepare(world, session, assisting(helper, session))
    acted = Event.objects.filter(name=name, acting_for=person)
    assert not acted.exists()

    def acts() -> Any:
        time.sleep(max(0, -round_) * STEP)
        return act()

    def takes_back() -> Any:
        time.sleep(max(0, round_) * STEP)
        return actions.revoke(session.mandate, actor=world.applicant)

    done, _taken = at_once([acts, takes_back], actions.NoMandate, ReplySent)

    revoked = Event.objects.get(name="support_centre.revoked_mandate")
    assert acted.count() == (0 if isinstance(done, Exception) else 1)
    assert not Event.objects.filter(acting_for=person, pk__gt=revoked.pk).exists()
