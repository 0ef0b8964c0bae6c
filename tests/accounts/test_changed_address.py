"""An administrator changes where a login's e-mails go: the person is told, also where they were."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.models import Event
from postbox.models import Message, Notice
from tests.accounts.signing import code_from_mail, confirm_address, sign_in
from tests.factories import PASSWORD, Cast, signed_in

pytestmark = pytest.mark.django_db

NEW = "somebody.else@example.org"


@pytest.fixture
def change(cast: Cast, django_capture_on_commit_callbacks: Any) -> Any:
    """Let the administrator save the login's form with another address."""

    def save(user: User, email: str) -> None:
        data = {
            "username": user.username,
            "email": email,
            "language": user.language,
            "is_active": "on",
            "grants-TOTAL_FORMS": "0",
            "grants-INITIAL_FORMS": "0",
        }
        client = signed_in(cast.administrator)
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(reverse("admin:accounts_user_change", args=[user.pk]), data)
        assert response.status_code == 302

    return save


def test_the_old_address_gets_a_notice_in_the_persons_language(cast: Cast, change: Any) -> None:
    confirm_address(cast.oksana)
    change(cast.oksana, NEW)
    assert [message.to for message in mail.outbox] == [["oksana@example.org"]]
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert "Адміністратор змінив" in text
    for personal in (NEW, "Kovalenko", "Oksana", "oksana", cast.administrator.username):
        assert personal not in text


def test_the_postbox_gets_a_message_and_its_notice(cast: Cast, change: Any) -> None:
    change(cast.oksana, NEW)
    message = Message.objects.get(person=cast.oksana.person)
    assert message.language == "uk"
    assert "Адміністратор змінив" in message.body
    assert NEW not in message.subject + message.body
    assert Notice.objects.get(message=message).state == Notice.State.PENDING
    assert Event.objects.get(name="postbox.message_sent").role == "administrator"


def test_only_a_changed_address_is_told(cast: Cast, change: Any) -> None:
    change(cast.oksana, "oksana@example.org")
    change(cast.oksana, "OKSANA@example.org")
    assert mail.outbox == []
    assert not Message.objects.exists()


@pytest.mark.parametrize("email", [NEW, ""])
def test_the_old_address_opens_nothing_any_more(cast: Cast, change: Any, email: str) -> None:
    confirm_address(cast.oksana)
    change(cast.oksana, email)
    mail.outbox.clear()
    client = Client()
    assert sign_in(client, "oksana@example.org").status_code == 200
    client.post(reverse("account_reset_password"), {"email": "oksana@example.org"})
    assert "oksana@example.org" not in {
        *EmailAddress.objects.values_list("email", flat=True),
        *User.objects.values_list("email", flat=True),
    }
    assert Message.objects.filter(person=cast.oksana.person).count() == 1


def test_the_new_address_is_proven_at_the_next_sign_in(cast: Cast, change: Any) -> None:
    confirm_address(cast.oksana)
    change(cast.oksana, NEW)
    mail.outbox.clear()
    client = Client()
    response = sign_in(client, NEW, PASSWORD)
    assert response.url == reverse("account_email_verification_sent")
    assert mail.outbox[-1].to == [NEW]
    client.post(response.url, {"code": code_from_mail()})
    assert EmailAddress.objects.get(user=cast.oksana).verified


def test_a_mail_server_that_is_down_undoes_nothing(
    cast: Cast, change: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*arguments: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", down)
    change(cast.oksana, NEW)
    cast.oksana.refresh_from_db()
    assert cast.oksana.email == NEW
    assert Message.objects.filter(person=cast.oksana.person).exists()
