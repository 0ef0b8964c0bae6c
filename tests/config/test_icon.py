"""The icon where browsers look for it beside what is no page."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_icon_is_found_and_kept_for_a_day(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer["Location"].endswith(".svg")
    assert answer["Cache-Control"] == "public, max-age=86400"
