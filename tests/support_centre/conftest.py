"""A desk, a visitor, a mandate; and browsers in which the helper and the person have signed in."""

import pytest
from django.test import Client

from accounts.actor import Actor
from applicants import actions as applying
from applicants.models import Draft
from applicants.needs import needs_of
from support_centre import acting, actions
from support_centre.models import AssistedSession, Mandate
from tests.factories import signed_in
from tests.support_centre.visitor import Visitor, filed_for
from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def mandate(world: World) -> Mandate:
    """File, answer, explain: given by Oksana on her telephone."""
    return world.mandate


@pytest.fixture
def helper(world: World) -> Actor:
    _ = world.centre
    return Actor.for_user(world.helper)


@pytest.fixture
def desk(world: World) -> Client:
    """The helper's browser."""
    _ = world.centre
    return signed_in(world.helper)


@pytest.fixture
def phone(world: World) -> Client:
    """Oksana's browser."""
    return signed_in(world.oksana)


@pytest.fixture
def session(desk: Client, mandate: Mandate) -> AssistedSession:
    """The helper acts for Oksana in the browser ``desk``."""
    assert desk.post(f"/en/centre/mandate/{mandate.pk}/session/").status_code == 302
    return AssistedSession.objects.select_related("mandate").get(ended_at=None)


@pytest.fixture
def other_helper(world: World) -> Actor:
    _ = world.centre
    return Actor.for_user(world.colleague)


@pytest.fixture
def visitor(world: World, helper: Actor) -> Visitor:
    """Without a login; the desk filed for her."""
    return filed_for(world, helper)


@pytest.fixture
def code(visitor: Visitor, helper: Actor) -> str:
    """On her hand-over slip."""
    return actions.hand_over(visitor.visit, actor=helper)[1]


@pytest.fixture
def draft(world: World) -> Draft:
    """Complete, with a file."""
    found = world.new_draft()
    code = needs_of(found).cards[0].code
    applying.attach(found, code, world.new_document(), actor=world.applicant)
    return found


@pytest.fixture
def assisting(session: AssistedSession, helper: Actor) -> Actor:
    return acting.assisting(helper, session)
