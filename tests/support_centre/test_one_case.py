"""A mandate may be for one case: typed at the desk, found by the server, said in its words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from postbox.models import Message
from support_centre import actions, backoff, consent
from support_centre.actions import Asked
from support_centre.models import Mandate, Visit
from tests.cases.test_guards import refused
from tests.support_centre.visitor import Visitor, identified, signed
from tests.world import World

ASKED = {"services": ["explain"], "scope": "one", "days": "7", "language": "uk", "giver": "self"}


@pytest.fixture
def again(visitor: Visitor, world: World, helper: Actor) -> Visit:
    """She comes once more, with her passport."""
    return identified(world, helper)


def offer(desk: Client, visit: Visit, **asked: object) -> str:
    url = reverse("support_centre:mandate_new", args=[visit.pk])
    return desk.post(url, {**ASKED, **asked}, follow=True).content.decode()


def test_the_case_is_found_and_said(
    visitor: Visitor, again: Visit, desk: Client, helper: Actor
) -> None:
    page = offer(desk, again, case_number=visitor.case.number.lower())
    mandate = Mandate.objects.latest("offered_at")
    assert mandate.case == visitor.case
    assert "The mandate is for case" in page
    assert visitor.case.number in page
    whole = consent.words_of(visitor.mandate)
    assert whole.scope == "The mandate is for all applications and cases."


@pytest.mark.parametrize("whose", ["nobody's", "another's", ""])
def test_no_case_of_the_person(
    visitor: Visitor, again: Visit, desk: Client, world: World, whose: str
) -> None:
    before = Mandate.objects.count()
    number = {"nobody's": "OAM-99999/ZM-2020", "another's": world.case.number, "": ""}[whose]
    page = offer(desk, again, case_number=number)
    assert ("This person has no case with this number" in page) == bool(whose)
    assert ("Write the number of the case" in page) == (not whose)
    assert Mandate.objects.count() == before


def test_tries_are_counted(visitor: Visitor, again: Visit, desk: Client) -> None:
    for _try in range(backoff.FREE + 1):
        offer(desk, again, case_number="OAM-99999/ZM-2020")
    assert "too many attempts" in offer(desk, again, case_number=visitor.case.number)


def test_what_no_case_is_about(visitor: Visitor, again: Visit, desk: Client) -> None:
    page = offer(desk, again, case_number=visitor.case.number, services=["file"])
    assert "Choose all" in page


def test_before_anybody_is_known_there_is_no_choice(
    world: World, desk: Client, helper: Actor
) -> None:
    visit = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    url = reverse("support_centre:mandate_new", args=[visit.pk])
    assert "case_number" not in desk.get(url).content.decode()


def test_the_banner_and_the_notice_say_it(
    visitor: Visitor, again: Visit, desk: Client, helper: Actor
) -> None:
    actions.end(visitor.session, actor=helper)
    asked = Asked(("explain",), 7, "uk", case=visitor.case)
    offered, _code = actions.offer(again, asked, actor=helper)
    mandate = signed(again, helper, offered=offered)
    told = Message.objects.filter(person=visitor.person).latest("sent_at")
    assert visitor.case.number in told.body
    desk.post(reverse("support_centre:session", args=[mandate.pk]))
    page = desk.get(reverse("applicants:home")).content.decode()
    assert f"only case <bdi>{visitor.case.number}</bdi>" in page


def test_nobody_elses_case_even_by_sql(world: World, visitor: Visitor, helper: Actor) -> None:
    with pytest.raises(ValueError, match="one case"):
        actions.offer(visitor.visit, Asked(("explain",), 7, "uk", case=world.case), actor=helper)
    given = visitor.mandate
    refused(
        lambda: Mandate.objects.create(
            centre=given.centre,
            person=given.person,
            sealed_for=given.person_id,
            case=world.case,
            text_version=given.text_version,
            offered_by=given.offered_by,
            until=given.until,
        )
    )
