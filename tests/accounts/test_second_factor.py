"""The second factor: for everybody who wants it, and for staff wherever it counts."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from audit import log
from audit.models import Event
from tests.accounts.signing import (
    code_of_app,
    confirm_address,
    confirm_password,
    is_signed_in,
    sign_in,
    turn_on_second_factor,
)
from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def protected(cast: Cast, time_machine) -> tuple[str, str]:
    """A stranger with a second factor: login name and the key of the app."""
    time_machine.move_to("2027-01-04 10:00:05", tick=False)
    client = Client()
    sign_in(client, cast.stranger.username)
    secret = turn_on_second_factor(client)
    time_machine.move_to("2027-01-04 10:05:05", tick=False)
    return cast.stranger.username, secret


def test_the_password_alone_no_longer_signs_in(protected: tuple[str, str]) -> None:
    client, (login, secret) = Client(), protected
    response = sign_in(client, login)
    assert response.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    client.post(response.url, {"code": code_of_app(secret)})
    assert is_signed_in(client)


@pytest.mark.django_db(transaction=True)
def test_turning_it_on_is_in_the_log_and_told_by_mail(cast: Cast) -> None:
    confirm_address(cast.oksana)
    client = Client()
    sign_in(client, cast.oksana.username)
    turn_on_second_factor(client)
    events = Event.objects.filter(name="accounts.changed_access")
    assert {event.user_id for event in events} == {cast.oksana.pk}
    assert {log.payload_of(event)["what"] for event in events} == {"totp", "recovery_codes"}
    assert [message.to for message in mail.outbox] == [["oksana@example.org"]]
    assert "127.0.0.1" not in mail.outbox[0].body


def test_a_code_works_once(protected: tuple[str, str]) -> None:
    login, secret = protected
    for expected in (True, False):
        client = Client()
        url = sign_in(client, login).url
        client.post(url, {"code": code_of_app(secret)})
        assert is_signed_in(client) is expected


def test_guessing_codes_is_slowed_down(protected: tuple[str, str]) -> None:
    client, (login, secret) = Client(), protected
    url = sign_in(client, login).url
    for _ in range(5):
        client.post(url, {"code": "000000"})
    client.post(url, {"code": code_of_app(secret)})
    assert not is_signed_in(client)


def test_each_recovery_code_works_once(protected: tuple[str, str], cast: Cast) -> None:
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert len(set(codes)) == 10
    for expected in (True, False):
        client = Client()
        client.post(sign_in(client, protected[0]).url, {"code": codes[3]})
        assert is_signed_in(client) is expected


def test_recovery_codes_are_shown_after_confirming_only(
    protected: tuple[str, str], cast: Cast
) -> None:
    client, (login, secret) = Client(), protected
    client.post(sign_in(client, login).url, {"code": code_of_app(secret)})
    page = client.get(reverse("mfa_view_recovery_codes"))
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert page.status_code in (200, 302)
    assert codes[0] not in page.content.decode()
    confirm_password(client)
    assert codes[0] in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[0] in client.get(reverse("mfa_download_recovery_codes")).content.decode()


def test_new_recovery_codes_replace_the_old(protected: tuple[str, str]) -> None:
    client, (login, secret) = Client(), protected
    client.post(sign_in(client, login).url, {"code": code_of_app(secret)})
    confirm_password(client)
    before = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
    client.post(reverse("mfa_generate_recovery_codes"))
    after = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(before) & set(after)


def test_its_secrets_are_sealed_in_the_database(protected: tuple[str, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        stored = str(cursor.fetchall())
    assert protected[1] not in stored


def test_it_can_be_turned_off_again(protected: tuple[str, str]) -> None:
    client, (login, secret) = Client(), protected
    client.post(sign_in(client, login).url, {"code": code_of_app(secret)})
    confirm_password(client)
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(type="totp").exists()


def test_the_picture_is_in_the_page_and_the_key_beside_it(cast: Cast) -> None:
    client = Client()
    sign_in(client, cast.stranger.username)
    confirm_password(client)
    page = client.get(reverse("mfa_activate_totp"))
    html = page.content.decode()
    assert 'src="data:image/svg+xml;base64,' in html
    assert page.context["form"].secret in html
    assert "style=" not in html
    assert "<script>" not in html


def test_staff_set_one_up_before_anything_else(cast: Cast, settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = True
    officer, applicant = Client(), signed_in(cast.stranger)
    sign_in(officer, cast.novotna.username)
    response = officer.get(reverse("accounts:settings"))
    assert response.url == reverse("mfa_activate_totp")
    assert applicant.get(reverse("accounts:settings")).status_code == 200
    turn_on_second_factor(officer)
    assert officer.get(reverse("accounts:settings")).status_code == 200


def test_staff_cannot_turn_it_off(cast: Cast, settings) -> None:
    settings.STAFF_NEED_SECOND_FACTOR = True
    client = Client()
    sign_in(client, cast.novotna.username)
    turn_on_second_factor(client)
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()


@pytest.mark.django_db(transaction=True)
def test_turning_it_on_ends_what_began_with_a_password_alone(cast: Cast) -> None:
    here, elsewhere, page = Client(), Client(), reverse("accounts:settings")
    for client in (here, elsewhere):
        sign_in(client, cast.stranger.username)
    turn_on_second_factor(here)
    assert here.get(page).status_code == 200
    assert elsewhere.get(page).status_code == 302
