"""Many at once, on a database that lets them."""

import uuid
from functools import partial

import pytest
from django.db import connection, transaction

from audit import log, verification
from audit.models import Event
from tests.audit.conftest import Officer
from tests.races import at_once
from vault import keys
from vault.models import RootKey, SubjectKey

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite hides races"),
]


def test_steps_of_one_case_written_at_once_make_one_whole_chain() -> None:
    case, person = uuid.uuid4(), uuid.uuid4()
    keys.create_subject(person)

    def act() -> None:
        for step in range(5):
            with transaction.atomic():
                said = {"step": step}
                log.append(
                    "cases.move",
                    actor=Officer(),
                    subjects=[person],
                    case=case,
                    payload=said,
                    chain=True,
                )

    at_once([act] * 10)
    chain = Event.objects.filter(case_id=case).order_by("case_seq")
    assert list(chain.values_list("case_seq", flat=True)) == list(range(1, 51))
    assert list(verification.findings()) == []


def test_first_keys_made_at_once_share_one_root() -> None:
    people = [uuid.uuid4() for _ in range(10)]
    at_once([partial(keys.create_subject, person) for person in people])
    assert RootKey.objects.count() == 1
    assert SubjectKey.objects.count() == 10
    keys.forget()
    keys.preload(people)
    assert all(keys.exists(person) for person in people)


def test_one_person_created_at_once_has_one_key() -> None:
    person = uuid.uuid4()
    at_once([partial(keys.create_subject, person)] * 10)
    assert SubjectKey.objects.count() == 1
