"""Practice, feedback and quality as people see them: phone and desk, English and Arabic."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import Actor
from support_centre import actions
from support_centre.models import Feedback, Visit
from support_centre.quality.periods import MONTH, Period, period
from tests.browser.conftest import DESKTOP, PHONE, SCHEME
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [("en", PHONE), ("en", DESKTOP), ("ar", PHONE), ("ar", DESKTOP)]
NAMES = [f"{language}-{size['width']}" for language, size in LOOKS]


def last_month(world: World) -> Period:
    """The latest period whose answers are shown."""
    return period(MONTH, world.centre.today()).before


def a_day(world: World) -> Visit:
    """Visits, answers of last month with words, and a session when the centre was closed."""
    helper = Actor.for_user(world.helper)
    now, shown = timezone.now() - timedelta(hours=1), last_month(world).last
    for number, language in enumerate(["uk", "uk", "vi", "ar", "uk", "cs", "uk"]):
        came = now - timedelta(hours=number % 3, minutes=4)
        visit = actions.open_visit(
            world.centre, language=language, reason="file", actor=helper, now=came
        )
        Visit.objects.filter(pk=visit.pk).update(person=world.oksana.person)
        begun = came + timedelta(minutes=3 * number + 1)
        actions.serve(visit, actor=helper, now=begun)
        visit = actions.end_visit(
            visit, done=["file"], actor=helper, now=begun + timedelta(minutes=20 + number)
        )
        words = "Більше стільців." if number == 1 else None
        Feedback.objects.create(
            day=shown, hour=10, channel="visit", centre=world.centre, language="uk",
            clear=4, manner=5, again=3 + number % 3, words=words,
        )  # fmt: skip
    assert world.past_session.pk
    return Visit.objects.select_related("centre").get(pk=visit.pk)


@pytest.mark.parametrize(("language", "size"), LOOKS, ids=NAMES)
def test_figures_sample_and_session(
    open_context, enter, axe, screenshot, sideways, world, language, size
):
    a_day(world)
    page = open_context(viewport=size, color_scheme=SCHEME[language]).new_page()
    enter(page, world.supervisor)
    for name, address in (
        ("quality", "quality/?centre=KPC"),
        ("answers", f"quality/?centre=KPC&day={last_month(world).start}"),
        ("sessions", "quality/sessions/"),
        ("session", f"quality/sessions/{world.past_session.pk}/"),
    ):
        page.goto(f"/{language}/centre/{address}")
        screenshot(page, f"centre-{name}-{language}-{size['width']}")
        assert sideways(page) == []
        axe(page)


@pytest.mark.parametrize(("language", "size"), LOOKS, ids=NAMES)
def test_the_three_questions(open_context, axe, screenshot, sideways, world, language, size):
    invitation = actions.after_visit(a_day(world))
    assert invitation is not None
    page = open_context(viewport=size, color_scheme=SCHEME[language]).new_page()
    page.goto(f"/{language}/centre/feedback/{invitation.token}/")
    look = f"{language}-{size['width']}"
    screenshot(page, f"centre-feedback-{look}")
    assert sideways(page) == []
    axe(page)
    page.locator("button[type=submit]").click()
    page.locator(".scale [id$=_error]").first.wait_for()
    screenshot(page, f"centre-feedback-wrong-{look}")
    axe(page)
    for question in ("clear", "manner", "again"):
        page.locator(f"input[name={question}]").nth(3).check()
    page.locator("textarea").fill("…")
    page.locator("button[type=submit]").click()
    page.locator(".large__calm").wait_for()
    screenshot(page, f"centre-feedback-thanks-{look}")
    axe(page)
    assert Feedback.objects.filter(clear=4, manner=4, again=4).exists()


@pytest.mark.parametrize(("language", "size"), LOOKS, ids=NAMES)
def test_practice(open_context, enter, axe, screenshot, sideways, world, language, size):
    _ = world.centre
    page = open_context(viewport=size, color_scheme=SCHEME[language]).new_page()
    enter(page, world.helper)
    look = f"{language}-{size['width']}"
    page.goto(f"/{language}/centre/practice/")
    screenshot(page, f"centre-practise-{look}")
    axe(page)
    page.locator("main form button").click()
    page.locator(".specimen").first.wait_for()
    screenshot(page, f"centre-practice-{look}")
    assert sideways(page) == []
    axe(page)
    page.locator("main form button").first.click()
    page.locator(".todo").wait_for()
    screenshot(page, f"centre-practice-visit-{look}")
    assert page.locator(".practice").is_visible()
    axe(page)
