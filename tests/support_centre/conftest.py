"""A desk, a visitor, a mandate; and browsers in which the helper and the person have signed in."""

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.models import Person
from applicants import actions as applying
from applicants.models import Draft
from applicants.needs import needs_of
from support_centre import acting, actions, invented
from support_centre.models import AssistedSession, Mandate, Visit
from tests.applicants.filling import complete_answers
from tests.factories import signed_in
from tests.support_centre.visitor import Visitor, filed_for, identified
from tests.world import PERMIT, World


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
def known(world: World, helper: Actor) -> Visit:
    """Somebody sits there whose passport was read, and who allowed nothing yet."""
    return identified(world, helper)


@pytest.fixture
def done(world: World, helper: Actor) -> Visit:
    """Oksana's visit is over."""
    return actions.end_visit(world.visit, done=["file"], actor=helper)


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


@pytest.fixture
def sandbox(world: World, desk: Client) -> Client:
    """The helper's browser at the practice desk."""
    assert desk.post("/en/centre/practice/enter/").status_code == 302
    return desk


@pytest.fixture
def halyna(sandbox: Client) -> Person:
    """Invented, identified by her specimen passport, assisted now."""
    sandbox.post("/en/centre/practice/visitor/", {"visitor": "halyna"})
    visit = Visit.objects.get(centre__practice=True)
    lines = "\n".join(invented.BY_CODE["halyna"].mrz)
    sent = {"mrz": lines, "method": "mrz", "compared": "on"}
    assert sandbox.post(f"/en/centre/visit/{visit.pk}/person/", sent).status_code == 302
    wanted = {"services": ["file", "explain"], "days": "1"}
    wanted |= {"scope": "all", "language": "uk", "giver": "self"}
    sandbox.post(f"/en/centre/visit/{visit.pk}/mandate/", wanted)
    mandate = Mandate.objects.get(centre__practice=True)
    sandbox.post(f"/en/centre/practice/mandate/{mandate.pk}/")
    assert sandbox.post(f"/en/centre/mandate/{mandate.pk}/session/").status_code == 302
    return Person.objects.get(practice=True)


@pytest.fixture
def rehearsed(world: World, sandbox: Client, halyna: Person) -> Draft:
    """Everything is answered; only sending it is left."""
    sandbox.post(f"/en/apply/{PERMIT}/", {"who": "me", "place": "office"})
    row = Draft.objects.get(person=halyna)
    row.answers = complete_answers(PERMIT)
    row.save()
    return row
