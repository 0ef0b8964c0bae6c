"""The three questions after a visit, as a visitor meets them: unanswered, wrong, answered."""

import pytest

from support_centre.models import Feedback
from tests.browser.centre.stage import Stage
from tests.browser.conftest import DESKTOP, PHONE, SCHEME

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("language", "size"), [("en", PHONE), ("ar", DESKTOP)], ids=["en", "ar"])
def test_what_is_missing_is_said_and_the_answer_is_kept(open_context, look, language, size):
    page = open_context(viewport=size, color_scheme=SCHEME[language]).new_page()
    page.goto(f"/{language}/centre/feedback/{Stage().invitation().token}/")
    page.locator("button[type=submit]").click()
    page.locator(".scale [id$=_error]").first.wait_for()
    look(page, f"wrong-{language}")
    for question in ("clear", "manner", "again"):
        page.locator(f"input[name={question}]").nth(3).check()
    page.locator("textarea").fill("…")
    page.locator("button[type=submit]").click()
    page.locator(".large__calm").wait_for()
    look(page, f"thanks-{language}")
    assert Feedback.objects.filter(clear=4, manner=4, again=4).exists()
