"""Every page of sign-in and account renders, in every language, within the policy."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.accounts.signing import sign_in, sign_up, turn_on_second_factor
from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db

OPEN = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_inactive",
    "account_password_reset_completed",
]
SIGNED_IN = [
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "accounts:settings",
    "accounts:role",
    "accounts:details",
    "accounts:add-child",
    "accounts:sign-out-everywhere",
]
FORBIDDEN = re.compile(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)|javascript:")


def html_of(client: Client, name: str) -> str:
    response = client.get(reverse(name))
    assert response.status_code == 200, f"{name}: {response.status_code}"
    html = response.content.decode()
    assert html.count("<h1") == 1, name
    assert not FORBIDDEN.search(html), name
    assert "unsafe" not in response["Content-Security-Policy"]
    origins = [str(template.origin) for template in response.templates]
    assert not [origin for origin in origins if "allauth" in origin], "a page not in our words"
    return html


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_pages_in_every_language(cast: Cast, language: str) -> None:
    member = Client()
    with translation.override(language):
        sign_in(member, cast.amira.username)
        _ = cast.yusuf
        for name in OPEN:
            assert f'lang="{language}"' in html_of(Client(), name)
        for name in SIGNED_IN:
            assert f'lang="{language}"' in html_of(member, name)
        turn_on_second_factor(member)
        for name in (
            "mfa_index",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
            "mfa_deactivate_totp",
            "mfa_reauthenticate",
        ):
            html_of(member, name)
        waiting = Client()
        sign_in(waiting, cast.amira.username)
        html_of(waiting, "mfa_authenticate")


def test_pages_that_wait_for_a_code(cast: Cast) -> None:
    client = Client()
    sign_up(client, email="oksana@example.org")
    html_of(client, "account_email_verification_sent")
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "oksana@example.org"})
    html_of(client, "account_confirm_password_reset_code")


def test_an_error_stands_at_the_field_and_at_the_top() -> None:
    html = sign_up(Client(), username="an").content.decode()
    assert "data-takes-focus" in html
    assert 'href="#id_username"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_username_error"' in html
    assert "aria-describedby=" in html


def test_a_password_is_never_sent_back() -> None:
    html = sign_up(Client(), username="an").content.decode()
    assert "river" not in html


def test_too_many_attempts_get_a_page(cast: Cast) -> None:
    client = Client()
    for _ in range(21):
        response = client.post(reverse("account_signup"), {"username": "an"})
    assert response.status_code == 429
    assert response.content.decode().count("<h1") == 1


def test_details_are_sealed_and_shown_again(cast: Cast) -> None:
    client = signed_in(cast.stranger)
    data = {"given_names": "Jeanne", "family_name": "D'Arc", "native_name": "", "language": "cs"}
    assert client.post(reverse("accounts:details"), data).status_code == 302
    html = html_of(client, "accounts:settings")
    assert "Jeanne D&#x27;Arc" in html
    cast.stranger.refresh_from_db()
    assert cast.stranger.language == "cs"


def test_a_child_is_added_and_removed(cast: Cast) -> None:
    client = signed_in(cast.amira)
    client.post(
        reverse("accounts:add-child"),
        {"given_names": "Layla", "family_name": "Haddad", "birth_date": "2020-02-29"},
    )
    row = cast.amira.person.guardianships.get()
    assert row.ward.display_name == "Layla Haddad"
    assert row.ward.user is None
    assert "Layla Haddad" in html_of(client, "accounts:settings")
    client.post(reverse("accounts:end-child", args=[row.pk]))
    assert "Layla Haddad" not in html_of(client, "accounts:settings")


@pytest.mark.parametrize("day", ["1980-01-01", "2999-01-01", "29. 2. 2019", ""])
def test_a_child_has_a_birth_date_of_a_child(cast: Cast, day: str) -> None:
    response = signed_in(cast.amira).post(
        reverse("accounts:add-child"), {"given_names": "Layla", "birth_date": day}
    )
    assert "birth_date" in response.context["form"].errors


def test_the_account_page_costs_the_same_for_one_child_and_three(cast: Cast) -> None:
    client, counts = signed_in(cast.amira), []
    for children in (1, 2):
        for name in ("Yara", "Sami")[:children]:
            born = {"given_names": name, "birth_date": "2020-02-29"}
            assert client.post(reverse("accounts:add-child"), born).status_code == 302
        with CaptureQueriesContext(connection) as queries:
            html_of(client, "accounts:settings")
        counts.append(len(queries))
    assert counts[0] == counts[1]
