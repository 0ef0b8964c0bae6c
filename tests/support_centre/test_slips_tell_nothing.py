"""Whether anything is filed for a person is not told to a desk without the person's mandate."""

import re

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.models import Person
from support_centre import actions
from support_centre.actions import Passport
from support_centre.models import Mandate, Visit
from tests.factories import UserFactory
from tests.support_centre.visitor import BORN, Visitor, identified, signed
from tests.world import World

OTHER = Passport("UT0000001", "UTO", "Melnyk", "Halyna", BORN)


@pytest.fixture
def nothing_filed(world: World, helper: Actor) -> Visit:
    """Somebody for whom nothing was ever sent."""
    visit = identified(world, helper, OTHER)
    assert not visit.person.cases.exists()
    return visit


def read(browser: Client, visit: Visit) -> str:
    """The page with the slip, without what is another's in every visit."""
    page = browser.get(f"/en/centre/visit/{visit.pk}/slip/").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    return re.sub(r'value="[^"]*"|[0-9a-f-]{36}|nonce="[^"]*"', "", main)


def test_without_a_mandate_the_desk_reads_the_same_whether_anything_is_filed_or_not(
    visitor: Visitor, nothing_filed: Visit, helper: Actor, desk: Client
) -> None:
    for mandate in Mandate.objects.live():
        actions.revoke(mandate, actor=helper)
    assert read(desk, visitor.visit) == read(desk, nothing_filed)
    for visit in (visitor.visit, nothing_filed):
        assert desk.post(f"/en/centre/visit/{visit.pk}/slip/").status_code == 302
        page = read(desk, visit)
        assert visitor.case.number not in page
        assert "Nothing is filed" not in page


def test_a_mandate_that_shows_no_case_tells_nothing_either(
    nothing_filed: Visit, helper: Actor, desk: Client
) -> None:
    """As one that only gives a lost sign-in back."""
    signed(nothing_filed, helper, "restore")
    assert "Nothing is filed" not in read(desk, nothing_filed)


def test_with_one_it_says_that_the_application_comes_first(
    nothing_filed: Visit, helper: Actor, desk: Client
) -> None:
    signed(nothing_filed, helper, "file")
    assert "Nothing is filed yet" in read(desk, nothing_filed)
    assert actions.why_no_slip(nothing_filed, helper)


def test_a_slip_with_nothing_filed_gives_an_account_in_which_nothing_is(
    nothing_filed: Visit, helper: Actor
) -> None:
    _slip, code = actions.hand_over(nothing_filed, actor=helper)
    found = actions.check(code, birth_date=BORN, source="192.0.2.10")
    person = actions.claim(found, UserFactory(), source="192.0.2.10")
    assert person == Person.objects.get(pk=nothing_filed.person_id)
    assert not person.cases.exists()
