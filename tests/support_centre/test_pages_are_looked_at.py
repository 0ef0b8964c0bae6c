"""No page of the room is missing from the table of those that a browser looks at."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.browser.centre.pages import GROUPS, NO_PAGES
from tests.factories import signed_in
from tests.matrix import ARGUMENTS
from tests.support_centre.test_matrix import begun
from tests.test_access_matrix import ADDRESSES, Made, made, world  # noqa: F401 - fixtures

LOOKED_AT = {shown.name for group in GROUPS.values() for shown in group}
REST = sorted(name for names in NO_PAGES.values() for name in names)
OF_THE_ROOM = {
    name.removeprefix("support_centre:")
    for name, (namespace, _pattern) in ADDRESSES.items()
    if namespace == "support_centre"
}


def test_every_address_is_a_page_or_said_to_be_none():
    assert LOOKED_AT | set(REST) == OF_THE_ROOM
    assert LOOKED_AT & set(REST) == set()
    assert len(set(REST)) == len(REST)


@pytest.mark.parametrize("name", REST)
def test_what_is_said_to_be_none_shows_none(name: str, world: Made):  # noqa: F811
    entry = ARGUMENTS.get(f"support_centre:{name}")
    address = reverse(f"support_centre:{name}", kwargs=entry.build(world) if entry else {})
    clients = [
        Client(),
        signed_in(world.oksana),
        signed_in(world.supervisor),
        signed_in(world.helper),
        begun(world, world.mandate),  # type: ignore[arg-type]
    ]
    for client in clients:
        answer = client.get(address)
        if answer.status_code == 200 and not answer.streaming:
            assert b"<html" not in answer.content
