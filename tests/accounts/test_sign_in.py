"""Signing up, in and out, as people do it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from accounts.models import User
from accounts.sessions.db import name_of
from audit import log
from audit.models import Event
from tests.accounts.signing import (
    code_from_mail,
    confirm_address,
    confirm_password,
    is_signed_in,
    sign_in,
    sign_up,
)
from tests.factories import PASSWORD, Cast, UserFactory, signed_in

pytestmark = pytest.mark.django_db


def test_signing_up_with_a_login_name_alone(client: Client) -> None:
    response = sign_up(client, username="an.nguyen")
    assert response.url == reverse("accounts:enter")
    assert is_signed_in(client)
    user = User.objects.get()
    assert (user.username, user.email, user.person.language) == ("an.nguyen", None, "en")
    assert not mail.outbox


def test_signing_up_with_an_address_asks_for_the_code_sent_to_it(client: Client) -> None:
    response = sign_up(client, email="Oksana@Example.org")
    assert response.url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    client.post(response.url, {"code": code_from_mail()})
    assert is_signed_in(client)
    assert EmailAddress.objects.get().verified
    assert User.objects.get().email == "oksana@example.org"


def test_a_login_name_made_for_an_address_says_nothing_about_it(client: Client) -> None:
    sign_up(client, email="oksana@example.org")
    assert re.fullmatch(r"[a-z2-9]{4}-[a-z2-9]{4}", User.objects.get().username)


def test_a_login_name_that_nobody_chose_is_not_shown(client: Client) -> None:
    sign_up(client, email="oksana@example.org")
    client.post(reverse("account_email_verification_sent"), {"code": code_from_mail()})
    shown = client.get(reverse("accounts:settings")).content.decode()
    assert User.objects.get().username not in shown
    assert '<span class="menu__label">oksana@example.org</span>' in shown
    assert "Login name" not in shown


def test_a_login_name_is_shown_to_whoever_signs_in_with_it(client: Client) -> None:
    alone = UserFactory(username="k7m2-p9qd", email=None)
    shown = signed_in(alone).get(reverse("accounts:settings")).content.decode()
    assert '<span class="menu__label">k7m2-p9qd</span>' in shown
    assert "Login name" in shown


def test_an_address_that_is_none_is_answered_with_how_one_looks(client: Client) -> None:
    response = sign_up(client, email="oksana@example")
    assert response.context["form"].errors["email"] == [
        "Write the whole address, for example name@example.org."
    ]


def test_signing_up_needs_an_address_or_a_name(client: Client) -> None:
    response = sign_up(client)
    assert "username" in response.context["form"].errors
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["ana", "two words", "me@example.org", "<b>bold</b>"])
def test_a_login_name_is_a_plain_word(client: Client, name: str) -> None:
    assert "username" in sign_up(client, username=name).context["form"].errors


def test_the_language_of_the_page_becomes_the_persons(client: Client) -> None:
    translation.activate("uk")
    sign_up(client, username="oksana")
    assert User.objects.get().language == "uk"


def test_a_wrong_code_five_times_ends_it(client: Client) -> None:
    url = sign_up(client, email="oksana@example.org").url
    right = code_from_mail()
    for _ in range(5):
        response = client.post(url, {"code": "BBBB-BBBB"})
    assert response.status_code == 302
    client.post(url, {"code": right})
    assert not is_signed_in(client)


def test_another_code_can_be_sent_and_the_first_is_void(client: Client, time_machine) -> None:
    time_machine.move_to("2027-01-04 10:00")
    url = sign_up(client, email="oksana@example.org").url
    first = code_from_mail()
    time_machine.move_to("2027-01-04 10:01")
    client.post(url, {"action": "resend"})
    second = code_from_mail()
    assert first != second
    client.post(url, {"code": first})
    assert not is_signed_in(client)
    client.post(url, {"code": second})
    assert is_signed_in(client)


def test_signing_in_with_name_or_address(cast: Cast) -> None:
    confirm_address(cast.oksana)
    for login in ("oksana", "OKSANA", "oksana@example.org", "Oksana@Example.ORG"):
        client = Client()
        assert sign_in(client, login).url == reverse("accounts:enter")
        assert is_signed_in(client)


def test_signing_in_is_in_the_log(client: Client, cast: Cast) -> None:
    sign_in(client, cast.novotna.username)
    event = Event.objects.get(name="accounts.signed_in")
    assert (event.user_id, event.role) == (cast.novotna.pk, "officer")


def test_an_unconfirmed_address_is_confirmed_at_sign_in(client: Client, cast: Cast) -> None:
    response = sign_in(client, cast.oksana.username)
    assert response.url == reverse("account_email_verification_sent")
    assert not is_signed_in(client)
    client.post(response.url, {"code": code_from_mail()})
    assert is_signed_in(client)


def test_a_closed_account_does_not_sign_in(client: Client) -> None:
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert sign_in(client, user.username).url == reverse("account_inactive")
    assert client.get(reverse("account_inactive")).status_code == 200
    assert not is_signed_in(client)


def test_a_forgotten_password_is_replaced_with_a_code(client: Client, cast: Cast) -> None:
    confirm_address(cast.oksana)
    response = client.post(reverse("account_reset_password"), {"email": "oksana@example.org"})
    response = client.post(response.url, {"code": code_from_mail()})
    new = "an even longer walk"
    response = client.post(response.url, {"password1": new, "password2": new})
    assert client.get(response.url).status_code == 200
    assert sign_in(Client(), "oksana").status_code == 200, "the old one works no more"
    assert sign_in(client, "oksana", new).status_code == 302
    assert is_signed_in(client)


def test_changing_the_password_signs_out_elsewhere(cast: Cast) -> None:
    here, there = signed_in(cast.stranger), signed_in(cast.stranger)
    new = "an even longer walk"
    here.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert here.get(reverse("accounts:settings")).status_code == 200
    assert there.get(reverse("accounts:settings")).status_code == 302


def test_signing_out_everywhere_keeps_this_session_alone(cast: Cast) -> None:
    here, there = Client(), signed_in(cast.stranger)
    sign_in(here, "stranger")
    here.post(reverse("accounts:sign-out-everywhere"))
    assert here.get(reverse("accounts:settings")).status_code == 200
    assert there.get(reverse("accounts:settings")).status_code == 302


def test_changing_the_address_needs_the_code_sent_to_the_new_one(cast: Cast) -> None:
    client = Client()
    confirm_address(cast.oksana)
    sign_in(client, "oksana")
    confirm_password(client)
    url = reverse("account_email")
    response = client.post(url, {"email": "new@example.org", "action_add": "1"})
    cast.oksana.refresh_from_db()
    assert cast.oksana.email == "oksana@example.org"
    client.post(response.url, {"code": code_from_mail()})
    cast.oksana.refresh_from_db()
    assert cast.oksana.email == "new@example.org"
    assert [m.to for m in mail.outbox[-1:]] == [["oksana@example.org"]], "the old one is told"
    event = Event.objects.get(name="accounts.changed_access")
    assert log.payload_of(event) == {"what": "email"}, "and the log says it"


def test_mails_speak_the_readers_language(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str | None] = []
    monkeypatch.setattr(EmailMessage, "send", lambda *args: spoken.append(get_language()))
    confirm_address(cast.oksana)
    client.post(reverse("account_reset_password"), {"email": "oksana@example.org"})
    sign_up(Client(), email="somebody@example.org")
    assert spoken == ["uk", "en"], "the account's, or that of the page"


def test_a_mail_server_that_is_down_stops_nobody(
    client: Client, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", down)
    response = sign_up(client, email="oksana@example.org")
    assert response.url == reverse("account_email_verification_sent")
    assert client.get(response.url).status_code == 200


def test_no_mail_names_anybody(client: Client, cast: Cast) -> None:
    confirm_address(cast.oksana)
    client.post(reverse("account_reset_password"), {"email": "oksana@example.org"})
    sign_up(Client(), email="oksana@example.org")
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        text = message.subject + message.body
        assert not re.search("oksana|kovalenko|127.0.0.1", text, re.IGNORECASE)


def test_a_session_is_not_carried_over(client: Client, cast: Cast) -> None:
    client.get(reverse("account_login"))
    client.cookies["sessionid"] = "planted-by-somebody-else-0123456"
    sign_in(client, cast.stranger.username)
    assert client.cookies["sessionid"].value != "planted-by-somebody-else-0123456"
    before = client.cookies["sessionid"].value
    client.post(reverse("accounts:role"), {"role": "applicant"})
    assert client.cookies["sessionid"].value != before, "nor over a change of role"
    assert Session.objects.filter(pk=name_of(client.cookies["sessionid"].value)).exists()
    assert not Session.objects.filter(pk=name_of(before)).exists()
