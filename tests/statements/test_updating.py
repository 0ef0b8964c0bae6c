"""A row that is changed by a kept statement is the row that Django would have saved."""

from datetime import UTC, datetime

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import FieldDoesNotExist

from accounts.models import Person
from statements.updating import update
from tests.factories import Cast

AT = datetime(2036, 9, 2, 10, 0, tzinfo=UTC)


def test_what_is_named_is_written_and_nothing_else(cast: Cast) -> None:
    person, other = cast.oksana.person, cast.amira.person
    before = Person.objects.get(pk=person.pk)
    person.family_name, person.given_names = "Шевченко", "Леся"
    update(person, "family_name")
    found = Person.objects.get(pk=person.pk)
    assert (found.family_name, found.given_names) == ("Шевченко", before.given_names)
    assert Person.objects.get(pk=other.pk).family_name == other.family_name


def test_a_relation_is_written_by_its_name(cast: Cast) -> None:
    person = cast.oksana.person
    person.user = None
    update(person, "user")
    assert Person.objects.get(pk=person.pk).user_id is None
    person.user = cast.oksana
    update(person, "user")
    assert Person.objects.get(pk=person.pk).user == cast.oksana


def test_a_row_that_is_gone_is_not_changed(db: None) -> None:
    row = Session.objects.create(session_key="k", session_data="before", expire_date=AT)
    update(row, "session_data")
    Session.objects.all().delete()
    with pytest.raises(Session.DoesNotExist):
        update(row, "session_data")
    assert not Session.objects.exists()


def test_a_column_that_does_not_exist_is_refused(db: None) -> None:
    with pytest.raises(FieldDoesNotExist):
        update(Session(session_key="k"), "nothing")
