"""Error pages in a browser: readable by everybody, and what was typed comes back with one press."""

import os

import pytest

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["en", "ar", "cs", "uk", "vi"] if os.environ.get("POBYT_CI") else ["en", "ar"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", [400, 403, 404, 500, 503])
def test_an_error_page_is_for_everybody(
    open_context, axe, sideways, screenshot, settings, language: str, code: int
):
    settings.ROOT_URLCONF = "tests.config.test_errors"
    page = open_context(viewport=PHONE).new_page()
    # The answer is fetched and shown at its address: a 5xx of a visit would count as a complaint.
    answer = page.request.get(f"/{language}/fails/{code}/")
    assert answer.status == code
    body = answer.text()
    page.route(
        f"**/{language}/fails/**", lambda route: route.fulfill(body=body, content_type="text/html")
    )
    page.goto(f"/{language}/fails/{code}/")
    screenshot(page, f"error-{code}-{language}")
    assert sideways(page) == []
    axe(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_with_an_old_token_is_sent_again_with_one_press(
    open_context, axe, screenshot, language: str
):
    page = open_context(viewport=PHONE).new_page()
    page.goto(f"/{language}/account/sign-up/")
    page.locator("input[name=username]").fill("oksana.k")
    page.evaluate(
        "for (const token of document.getElementsByName('csrfmiddlewaretoken')) token.value = 'old'"
    )
    page.context.clear_cookies()  # while the cookie is there the page renews the token by itself
    with page.expect_navigation():
        page.locator("main form").evaluate(
            "(form) => { form.noValidate = true; form.requestSubmit() }"
        )
    page.locator("main details summary").click()
    page.locator("main details li", has_text="oksana.k").wait_for()
    screenshot(page, f"error-csrf-{language}")
    axe(page)
    page.locator("main form button[type=submit]").click()
    assert page.locator("input[name=username]").input_value() == "oksana.k"
