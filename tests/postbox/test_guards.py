"""What was said to a person stays as it was said; opening it counts once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actor import SYSTEM
from postbox.actions import mark_read, send
from postbox.models import Message
from tests.cases.test_guards import raw, refused
from tests.factories import Cast


@pytest.fixture
def message(cast: Cast) -> Message:
    person = cast.oksana.person
    return send(person=person, language="uk", subject="A letter", body="Come.", actor=SYSTEM)


def test_a_message_never_changes_nor_goes(message: Message) -> None:
    message.body = "Do not come."
    refused(lambda: message.save(update_fields=["body"]))
    refused(lambda: raw("UPDATE postbox_message SET language = 'cs' WHERE id = %s", message.pk))
    refused(lambda: raw("UPDATE postbox_message SET sent_at = read_at WHERE id = %s", message.pk))
    refused(lambda: raw("DELETE FROM postbox_message WHERE id = %s", message.pk))


def test_it_is_read_for_the_first_time_once(message: Message, cast: Cast) -> None:
    mark_read(message, actor=SYSTEM)
    later = timezone.now() + timedelta(days=1)
    rows = Message.objects.filter(pk=message.pk)
    refused(lambda: rows.update(read_at=later))
    refused(lambda: rows.update(read_at=None))
