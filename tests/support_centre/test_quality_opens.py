"""The figures open on the centre that the viewer most likely wants to see."""

import pytest
from django.test import Client

from accounts.actions import grant_role
from accounts.actor import SYSTEM
from support_centre.models import Centre
from tests.factories import signed_in
from tests.world import World

PAGE = "/en/centre/quality/"


@pytest.fixture
def boss(world: World) -> Client:
    """Oversees every centre; the centre of the world is not the first of them."""
    _ = world.centre
    Centre.objects.create(pack="cz", code="AAA", name={"en": "First of all"})
    return signed_in(world.supervisor)


def opened(client: Client) -> str:
    return str(client.get(PAGE).context["centre"].code)


def test_on_the_first_for_who_works_at_none_and_has_seen_none(boss: Client) -> None:
    assert opened(boss) == "AAA"


def test_on_the_one_that_was_seen_last(boss: Client) -> None:
    boss.get(PAGE, {"centre": "KPC"})
    assert opened(boss) == "KPC"
    Centre.objects.filter(code="KPC").delete()
    assert opened(boss) == "AAA", "what is no longer the viewer's to see is not opened"


def test_on_the_one_where_the_viewer_works(boss: Client, world: World) -> None:
    grant_role(world.supervisor, "helper", actor=SYSTEM, office="KPC")
    assert opened(boss) == "KPC"
