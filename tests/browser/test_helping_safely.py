"""Identity, notices, a lost sign-in and who is excluded: nothing wrong, nothing wide."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from accounts.actions import record_conflict
from accounts.actor import SYSTEM, Actor
from support_centre import actions
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from vault import tokens

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ("en", "ar")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_page_is_for_everybody(open_context, enter, axe, screenshot, sideways, world, size):
    """What the helper sees, what the colleague confirms, what the person and the office see."""
    row = world.restoration
    helper = Actor.for_user(world.helper)
    oksana = world.oksana.person.pk
    tokens.add(oksana, oksana, {"passport": ["FE123456"]})
    passport = actions.Passport("FE123456", "UKR", "Kovalenko", "Oksana", "1994-03-12")
    actions.identify(world.visit, passport, method="typed", actor=helper)
    actions.end(world.session, actor=helper)
    record_conflict(world.case.person, world.dvorak, kind="assisted", actor=SYSTEM)
    asked = [
        (world.helper, "support_centre:visit", [world.visit.pk]),
        (world.helper, "support_centre:person", [world.visit.pk]),
        (world.helper, "support_centre:telephones", []),
        (world.helper, "support_centre:restoration", [row.pk]),
        (world.colleague, "support_centre:restoration", [row.pk]),
        (world.colleague, "support_centre:desk", []),
        (None, "support_centre:new_password", []),
        (world.oksana, "accounts:settings", []),
        (world.supervisor, "cases:act", [world.case.pk, "assign"]),
        (world.novotna, "cases:case", [world.case.pk]),
    ]
    for user, name, arguments in asked:
        page = open_context(viewport=size).new_page()
        if user is not None:
            enter(page, user)
        for language in LANGUAGES:
            with override(language):
                address = reverse(name, args=arguments)
            page.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
            answer = page.goto(address)
            assert getattr(answer, "status", None) == 200, address
            who = user.username if user else "nobody"
            file = f"safely-{name.replace(':', '-')}-{who}-{language}-{size['width']}"
            screenshot(page, file)
            assert sideways(page) == [], file
            axe(page)
        page.context.close()
