"""What the person and the office see of help at a desk: nothing wrong, nothing wide."""

import pytest

from accounts.actions import record_conflict
from accounts.actor import SYSTEM, Actor
from support_centre import actions
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from tests.browser.journeys.pages import go

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ("en", "ar")


def test_a_page_is_for_everybody(open_context, enter, look, world):
    actions.end(world.session, actor=Actor.for_user(world.helper))
    record_conflict(world.case.person, world.dvorak, kind="assisted", actor=SYSTEM)
    asked = [
        (world.oksana, "accounts:settings", []),
        (world.supervisor, "cases:act", [world.case.pk, "assign"]),
        (world.novotna, "cases:case", [world.case.pk]),
    ]
    for user, name, arguments in asked:
        page = open_context().new_page()
        enter(page, user)
        for language in LANGUAGES:
            page.emulate_media(color_scheme=SCHEME[language], reduced_motion="reduce")
            go(page, name, *arguments, language=language)
            for size in (PHONE, DESKTOP):
                page.set_viewport_size(size)
                look(page, f"{name.replace(':', '-')}-{language}-{size['width']}")
