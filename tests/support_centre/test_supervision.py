"""Who oversees a centre: its figures and sessions, no case, and nothing of their own."""

from accounts.actions import grant_role
from accounts.actor import SYSTEM
from tests.factories import signed_in
from tests.world import World


def test_nobody_looks_into_their_own_sessions(world: World):
    grant_role(world.helper, "centre_supervisor", office="KPC", actor=SYSTEM)
    address = f"/en/centre/quality/sessions/{world.past_session.pk}/"
    for user, status in ((world.lead, 200), (world.helper, 404)):
        client = signed_in(user, "centre_supervisor")
        assert client.get(address).status_code == status
        listed = address in client.get("/en/centre/quality/sessions/").text
        assert listed == (status == 200)


def test_a_supervisor_of_a_centre_sees_no_case(world: World):
    _ = world.centre
    client = signed_in(world.lead)
    for address in ("queue/", "search/", f"cases/{world.case.pk}/"):
        assert client.get(f"/en/office/{address}").status_code == 404, address
