"""Every component, light and dark, in English and Arabic, on a phone and on a desk."""

import pytest

from tests.browser.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def gallery_is_served(settings):
    settings.ROOT_URLCONF = "tests.browser.gallery.urls"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("size", ["phone", "desktop"])
def test_the_gallery(open_context, axe, screenshot, sideways, language, scheme, size):
    viewport = PHONE if size == "phone" else DESKTOP
    page = open_context(viewport=viewport, color_scheme=scheme).new_page()
    page.goto(f"/{language}/components/")
    screenshot(page, f"components-{language}-{scheme}-{size}")
    assert sideways(page) == []
    axe(page)
