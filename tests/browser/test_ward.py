"""What a parent reads of a child who comes of age: until when they act, and afterwards."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import Guardianship
from applicants.actions import come_of_age, warn_of_age
from postbox.models import Message
from tests.browser.test_pages import LANGUAGES, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_parent_reads_when_it_ends_and_that_it_ended(
    open_context, enter, axe, screenshot, sideways, cast
) -> None:
    child = cast.yusuf
    page = open_context(viewport=PHONE).new_page()
    enter(page, cast.amira)

    def looked_at(name: str, *args: object) -> str:
        for language in LANGUAGES:
            with override(language):
                page.goto(reverse(name, args=args))
            screenshot(page, f"ward-{name.replace(':', '-')}-{len(seen)}-{language}-phone")
            assert sideways(page) == []
            axe(page)
        seen.append(name)
        return str(page.locator("main").inner_text())

    seen: list[str] = []
    rows = Guardianship.objects.filter(ward=child)
    rows.update(comes_of_age_at=timezone.now() + timedelta(days=30))
    warn_of_age(child)
    assert "Yusuf" in looked_at("accounts:settings")
    told = Message.objects.filter(person=cast.amira.person)
    assert "Yusuf" in looked_at("postbox:message", told.latest("sent_at").pk)
    rows.update(comes_of_age_at=timezone.now())
    come_of_age(child)
    assert "Yusuf" not in looked_at("accounts:settings")
    assert "Yusuf" in looked_at("postbox:message", told.latest("sent_at").pk)
