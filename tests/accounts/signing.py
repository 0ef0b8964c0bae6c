"""Steps that several tests of signing in share."""

import re
import time

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import PASSWORD

CODE = re.compile(r"\b[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}\b")


def code_from_mail() -> str:
    found = CODE.search(mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found.group()


def sign_up(client: Client, **data: str) -> HttpResponse:
    return client.post(reverse("account_signup"), {"password1": PASSWORD, **data})


def sign_in(client: Client, login: str, password: str = PASSWORD, **data: str) -> HttpResponse:
    return client.post(reverse("account_login"), {"login": login, "password": password, **data})


def confirm_password(client: Client) -> HttpResponse:
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def confirm_address(user: User) -> None:
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def code_of_app(secret: str) -> str:
    """What an app shows now for this key (RFC 6238, 30 seconds, 6 digits)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def turn_on_second_factor(client: Client) -> str:
    """Turn it on for whoever has signed in with a password here; returns the key of the app."""
    confirm_password(client)
    url = reverse("mfa_activate_totp")
    secret = client.get(url).context["form"].secret
    assert client.post(url, {"code": code_of_app(secret)}).status_code == 302
    return secret
