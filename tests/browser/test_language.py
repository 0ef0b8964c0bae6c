"""Switching the language keeps the page and what was typed, also what was not saved yet."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_typed_is_there_in_the_new_language(phone):
    phone.goto("/en/account/sign-up/")
    phone.locator("input[name=username]").fill("oksana.k")
    phone.locator("input[name=password1]").fill("a secret")
    phone.locator("[data-menu] summary", has_text="English").first.click()
    phone.locator("[data-language-form] button[lang=ar]").first.click()
    phone.wait_for_url("**/ar/account/sign-up/")
    assert phone.locator("html").get_attribute("dir") == "rtl"
    phone.wait_for_function("document.querySelector('input[name=username]').value === 'oksana.k'")
    assert phone.locator("input[name=password1]").input_value() == ""
    assert (
        phone.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('typed:'))")
        == []
    )
    phone.reload()
    assert phone.locator("input[name=username]").input_value() == ""
