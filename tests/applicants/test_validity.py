"""How long a granted permit is still valid, as home says it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from applicants.following.validity import in_words

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2027, 9, 30), "10 months left"),
        (date(2027, 1, 25), "2 months left"),
        (date(2027, 1, 24), "60 days left"),
        (date(2026, 11, 26), "1 day left"),
        (TODAY, "0 days left"),
        (date(2026, 11, 24), "It was valid until"),
    ],
)
def test_what_is_left_is_said_in_months_then_in_days(last: date, words: str) -> None:
    with override("en"):
        assert words in in_words(last, TODAY).replace("\u00a0", " ")


@pytest.mark.django_db
def test_a_first_visit_begins_with_the_languages(client: Client) -> None:
    with override("en"):
        start = reverse("applicants:start")
    assert 'class="languages' in client.get(start).content.decode()
    client.post(reverse("i18n:switch"), {"language": "uk", "next": start})
    again = client.get(start.replace("/en/", "/uk/")).content.decode()
    assert 'class="languages' not in again, "chosen once, it is in the header"
