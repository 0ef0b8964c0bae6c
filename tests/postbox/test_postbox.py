"""A letterbox belongs to a person; a notice says that something is there, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.actions import add_ward
from accounts.actor import SYSTEM, Actor
from postbox import actions
from postbox.models import Message, Notice
from tests.factories import Cast, signed_in

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def sent(person, **changes) -> Message:
    details = {
        "person": person,
        "language": "uk",
        "subject": "Тема повідомлення",
        "body": "Таємний зміст",
        "binding_language": "cs",
        "binding_subject": "Věc",
        "binding_body": "Obsah",
        "actor": SYSTEM,
        "now": NOW,
    }
    return actions.send(**(details | changes))


def test_a_message_is_kept_in_both_languages(cast: Cast) -> None:
    message = Message.objects.get(pk=sent(cast.oksana.person).pk)
    assert (message.subject, message.binding_subject) == ("Тема повідомлення", "Věc")


def test_the_notice_is_in_the_persons_language_and_says_nothing_of_the_matter(cast: Cast) -> None:
    message = sent(cast.oksana.person)
    assert actions.deliver_notice(message.notice.pk, now=NOW)
    letter = mail.outbox[0]
    assert letter.to == [cast.oksana.email]
    text = letter.subject + letter.body
    assert str(message.pk) in text
    for secret in ("Таємний", "Тема", "Obsah", cast.oksana.person.family_name):
        assert secret not in text


def test_a_notice_is_sent_once(cast: Cast) -> None:
    notice = sent(cast.oksana.person).notice
    actions.deliver_notice(notice.pk, now=NOW)
    actions.deliver_notice(notice.pk, now=NOW)
    assert len(mail.outbox) == 1


def test_a_notice_is_tried_again_later_and_given_up_at_last(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise OSError("no mail server")

    monkeypatch.setattr(actions, "send_mail", down)
    notice = sent(cast.oksana.person).notice
    assert not actions.deliver_notice(notice.pk, now=NOW)
    assert not Notice.objects.pending(NOW).exists()
    assert Notice.objects.pending(NOW + timedelta(hours=1)).exists()
    for day in range(1, actions.TRIES):
        actions.deliver_notice(notice.pk, now=NOW + timedelta(days=day))
    notice.refresh_from_db()
    assert notice.state == Notice.State.GIVEN_UP


def test_a_person_without_an_address_gets_the_message_and_no_notice(cast: Cast) -> None:
    child = add_ward(
        cast.stranger.person,
        actor=Actor.for_user(cast.stranger),
        family_name="A",
        given_names="B",
        birth_date="2019-01-01",
    )
    cast.stranger.email = None
    cast.stranger.save()
    assert not Notice.objects.filter(message=sent(child)).exists()


def test_the_guardian_is_told_of_the_childs_post(cast: Cast) -> None:
    child = cast.yusuf
    assert actions.address_of(child) == (cast.amira.email or "")


def test_post_is_read_by_its_owner_alone(cast: Cast) -> None:
    message = sent(cast.oksana.person)
    address = reverse("postbox:message", args=[message.pk])
    assert signed_in(cast.oksana).get(address).status_code == 200
    assert signed_in(cast.stranger).get(address).status_code == 404
    message.refresh_from_db()
    assert message.read_at is not None


def test_only_opening_a_message_makes_it_read(cast: Cast) -> None:
    message = sent(cast.oksana.person)
    page = signed_in(cast.oksana).get(reverse("postbox:list"))
    assert message.subject in page.content.decode()
    message.refresh_from_db()
    assert message.read_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(
    cast: Cast, django_assert_max_num_queries, count: int
) -> None:
    for _number in range(count):
        sent(cast.oksana.person)
    browser: Client = signed_in(cast.oksana)
    with django_assert_max_num_queries(8):
        browser.get(reverse("postbox:list"))


def test_the_list_goes_on_by_key(cast: Cast) -> None:
    for number in range(30):
        sent(cast.oksana.person, subject=f"S{number:02}", now=NOW + timedelta(minutes=number))
    browser = signed_in(cast.oksana)
    first = browser.get(reverse("postbox:list"))
    assert "S29" in first.content.decode()
    assert "S04" not in first.content.decode()
    older = browser.get(reverse("postbox:list"), {"before": str(first.context["older"])})
    assert "S04" in older.content.decode()
    assert "S29" not in older.content.decode()
