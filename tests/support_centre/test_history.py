"""The history says of what a support centre did that a support centre did it, and which."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from cases.actions import deliver, dispatch
from cases.models import Case, CaseEvent, timeline
from cases.models.timeline import moments
from i18n.languages import using
from permits.catalogue import catalogue
from permits.packs import load_pack
from support_centre.models import AssistedSession, Centre
from tests.factories import signed_in
from tests.support_centre.reading import address, pressed
from tests.support_centre.test_post import asked_in, delivery_of
from tests.support_centre.test_readback_lighter import answered
from tests.support_centre.visitor import Visitor
from tests.world import World


def by(case: Case, audience: str, language: str = "en") -> dict[str, str]:
    """Who did each thing that happened."""
    with using(language):
        return {moment.name: str(moment.who) for moment in timeline(case, audience)}


@pytest.fixture
def helped(world: World, session: AssistedSession, desk: Client) -> Case:
    """Oksana's own application, in which the desk answered a request in her place."""
    row = answered(world, desk)
    pressed(desk, row)
    desk.post(address(row, "send/"))
    return world.request.case


def test_what_the_centre_sent_is_told_to_the_applicant_as_done_for_them(helped: Case) -> None:
    told = by(helped, "applicant")
    assert told["answered"] == "Centre on the Square, for you"
    assert told["filed"] == "You"
    assert told["begin"] == "The office"


def test_the_office_reads_which_centre_it_was(helped: Case) -> None:
    told = by(helped, "office")
    assert told["answered"] == "Centre on the Square"
    assert told["filed"] == "Applicant"


def test_both_read_it_in_their_language(helped: Case) -> None:
    assert by(helped, "applicant", "cs")["answered"] == "Centrum na náměstí, za vás"
    assert by(helped, "office", "cs")["answered"] == "Centrum na náměstí"


def test_it_stands_on_the_pages_of_both(world: World, helped: Case, phone: Client) -> None:
    own = phone.get(reverse("applicants:case", args=[helped.pk])).content.decode()
    assert "Centre on the Square, for you" in own
    office = signed_in(world.novotna).get(reverse("cases:case", args=[helped.pk]))
    assert "· Centre on the Square</span>" in office.content.decode()


def test_a_letter_that_the_centre_posted_and_handed_over_was_not_the_office(
    world: World, visitor: Visitor, helper: Actor
) -> None:
    """The letter is the office's; who brought it is not, and needs no word of the person."""
    asked = asked_in(world, visitor.case)
    today = load_pack("cz").today()
    dispatch(delivery_of(asked), on=today, registered_number="RR1CZ", actor=helper)
    deliver(delivery_of(asked), on=today, how="receipt", actor=helper)
    for audience in ("applicant", "office"):
        told = by(visitor.case, audience)
        assert told["letter_posted"] == told["letter_delivered"] == "Centre on the Square"
        assert told["requested_on_paper"] == "The office"


def test_it_is_called_as_it_was_called_then(helped: Case, world: World) -> None:
    Centre.objects.update(name={"en": "Another name"})
    assert by(helped, "office")["answered"] == "Centre on the Square"


def test_without_a_known_name_it_is_a_support_centre(db: None) -> None:
    event = CaseEvent(name="withdraw", role="helper", data={})
    known = catalogue("cz")
    with using("en"):
        assert moments([event], known, "applicant")[0].who == "A support centre, for you"
        assert moments([event], known, "office")[0].who == "A support centre"


def test_naming_the_centre_costs_nothing_to_read(helped: Case, django_assert_num_queries) -> None:
    timeline(helped, "office")
    with django_assert_num_queries(2):
        timeline(helped, "office")
