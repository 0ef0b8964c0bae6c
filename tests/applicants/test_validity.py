"""How long a granted permit is still valid, as home says it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from applicants.following.validity import in_words
from cases.validity import Validity

FIRST, TODAY = date(2026, 10, 1), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2027, 9, 30), "10 months left"),
        (date(2027, 1, 25), "2 months left"),
        (date(2027, 1, 24), "60 days left"),
        (date(2026, 11, 26), "1 day left"),
        (TODAY, "0 days left"),
        (date(2026, 11, 24), "It was valid from 1 October 2026 to"),
    ],
)
def test_what_is_left_is_said_in_months_then_in_days(last: date, words: str) -> None:
    with override("en"):
        assert words in in_words(Validity(FIRST, last), TODAY).replace("\u00a0", " ")


def test_both_days_of_a_permit_are_said() -> None:
    with override("cs"):
        assert in_words(Validity(FIRST, date(2026, 12, 31)), TODAY).startswith(
            "Platí od 1.\u00a010.\u00a02026 do 31.\u00a012.\u00a02026"
        )
    with override("en"):
        assert "without an end" in in_words(Validity(FIRST, None), TODAY)


@pytest.mark.django_db
def test_a_first_visit_begins_with_the_languages(client: Client) -> None:
    with override("en"):
        start = reverse("applicants:start")
    assert 'class="languages' in client.get(start).content.decode()
    client.post(reverse("i18n:switch"), {"language": "uk", "next": start})
    again = client.get(start.replace("/en/", "/uk/")).content.decode()
    assert 'class="languages' not in again, "chosen once, it is in the header"
