"""The officer reads that a lapse rests on a day of delivery which was put right."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.actor import Actor
from cases.decisions import Proposal, propose
from tests.browser.conftest import SCHEME
from tests.browser.journeys.looking import Look
from tests.browser.journeys.pages import go, written_in
from tests.browser.test_public_notice import LANGUAGES
from tests.cases.conftest import at, make_permit, phrases
from tests.cases.posted import Posted
from tests.factories import Cast

__all__ = ["phrases"]
pytestmark = pytest.mark.django_db(transaction=True)
GRANT = Proposal(outcome="grant", valid_from=date(2026, 10, 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lapse_that_stands_on_a_corrected_day(
    phone: Page,
    cast: Cast,
    phrases: None,
    enter: Callable[..., None],
    look: Look,
    language: str,
) -> None:
    novotna = Actor.for_user(cast.novotna)
    posted = Posted(cast, make_permit(), novotna)
    posted.delivered(date(2026, 9, 3), at(9, 4))
    posted.lapsed(at(9, 19))
    propose(posted.case, GRANT, actor=novotna, now=at(9, 21))
    posted.corrected(date(2026, 9, 10), at(9, 22))
    enter(phone, cast.novotna)
    phone.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
    go(phone, "cases:case", posted.case.pk, language=language)
    written_in(phone, language)
    expect(phone.locator(f"#lapse-{posted.request.pk}")).to_be_visible()
    look(phone, f"wrong-lapse-{language}")
