"""The catalogue of Czechia, people with drafts, and browsers in which they have signed in."""

import pytest
from django.test import Client

from accounts.actor import Actor
from applicants import actions
from applicants.models import Draft
from cases.models import Case
from permits.models import PermitType
from tests import catalogue
from tests.applicants.filling import complete_answers
from tests.factories import Cast, signed_in
from tests.world import World


@pytest.fixture(name="catalogue")
def loaded(db: None) -> None:
    catalogue.load()


@pytest.fixture
def permit(catalogue: None) -> PermitType:
    return PermitType.objects.get(pack="cz", code="EMP")


@pytest.fixture
def oksana(cast: Cast) -> Actor:
    return Actor.for_user(cast.oksana)


@pytest.fixture
def draft(permit: PermitType, cast: Cast, oksana: Actor) -> Draft:
    return actions.begin(
        permit, person=cast.oksana.person, actor=oksana, place="office", language="uk"
    )


@pytest.fixture
def finished(draft: Draft) -> Draft:
    """A draft in which everything is answered."""
    draft.answers = complete_answers("EMP")
    draft.save()
    return draft


@pytest.fixture
def browser_of_oksana(cast: Cast) -> Client:
    return signed_in(cast.oksana)


@pytest.fixture
def stranger(cast: Cast) -> Client:
    return signed_in(cast.stranger)


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def case(world: World) -> Case:
    return world.case
