"""A person is called as an application says, or as a desk read it off the passport."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction

from accounts import actions
from accounts.actor import SYSTEM, Actor
from accounts.models import IdentityCheck, Person
from audit.log import payload_of
from audit.models import Event
from tests.factories import Cast, PersonFactory

pytestmark = pytest.mark.django_db

READ = {"family_name": "SEVCENKOVA", "given_names": "OKSANA"}
WRITTEN = {"family_name": "Ševčenková", "given_names": "Oksana"}


def called(**names: str) -> Person:
    return PersonFactory(**{"family_name": "Oxy", "given_names": "", "native_name": ""} | names)


def checked(person: Person, cast: Cast, level: int, facts: dict[str, str] = READ) -> None:
    actor = Actor.for_user(cast.novotna)
    actions.record_identity(person, method="typed", level=level, facts=facts, actor=actor)


def names_after(person: Person, **names: str) -> tuple[Any, Any, Any]:
    actions.take_names(person, actor=SYSTEM, **names)
    stored = Person.objects.get(pk=person.pk)
    found = (stored.family_name, stored.given_names, stored.native_name)
    assert found == (person.family_name, person.given_names, person.native_name)
    return found


def test_the_names_of_an_application_become_the_persons() -> None:
    assert names_after(called(), **WRITTEN) == ("Ševčenková", "Oksana", "")


def test_who_has_one_name_in_the_passport_has_one() -> None:
    person = called(given_names="Ahmad")
    assert names_after(person, family_name="", given_names="Suharto")[:2] == ("", "Suharto")


def test_without_a_name_everything_stays() -> None:
    assert names_after(called(), family_name="", given_names="") == ("Oxy", "", "")


def test_what_is_too_long_is_no_name() -> None:
    names = {"family_name": "x" * 201, "given_names": "Jan"}
    assert names_after(called(), **names) == ("Oxy", "", "")


def test_the_own_script_stays_until_another_is_given() -> None:
    person = called(native_name="Окси")
    assert names_after(person, **WRITTEN)[2] == "Окси"
    assert names_after(person, **WRITTEN, native_name="Шевченко")[2] == "Шевченко"


def test_what_was_read_off_a_passport_is_not_overwritten_by_what_is_typed(cast: Cast) -> None:
    person = called(**WRITTEN, native_name="Шевченко")
    checked(person, cast, IdentityCheck.Level.COUNTER)
    typed = {"family_name": "Novak", "given_names": "Jan", "native_name": "Новак"}
    assert names_after(person, **typed) == ("Ševčenková", "Oksana", "Шевченко")
    plainer = {"family_name": "Sevcenkova", "given_names": "Oksana"}
    assert names_after(person, **plainer)[0] == "Ševčenková", "the same name, noted already"


def test_the_name_that_was_read_replaces_another_one(cast: Cast) -> None:
    person = called()
    checked(person, cast, IdentityCheck.Level.COUNTER)
    assert names_after(person, family_name="Novak", given_names="Jan")[0] == "Oxy"
    assert names_after(person, **WRITTEN)[:2] == ("Ševčenková", "Oksana")


def test_the_passport_read_last_counts(cast: Cast) -> None:
    person = called(**WRITTEN)
    checked(person, cast, IdentityCheck.Level.COUNTER)
    married = {"family_name": "NOVAK", "given_names": "OKSANA"}
    checked(person, cast, IdentityCheck.Level.COUNTER, married)
    assert names_after(person, family_name="Novak", given_names="Oksana")[0] == "Novak"


@pytest.mark.parametrize("facts", [{}, {"number": "UT1234500"}])
def test_a_passport_of_which_no_name_was_kept_fixes_the_name(
    cast: Cast, facts: dict[str, str]
) -> None:
    person = called()
    checked(person, cast, IdentityCheck.Level.COUNTER, facts)
    assert names_after(person, **WRITTEN)[0] == "Oxy"


def test_another_paper_than_a_passport_fixes_no_name(cast: Cast) -> None:
    person = called()
    checked(person, cast, IdentityCheck.Level.REDUCED)
    assert names_after(person, family_name="Novak", given_names="Jan")[:2] == ("Novak", "Jan")


def test_the_log_says_which_names_changed_and_not_what_they_are() -> None:
    person = called()
    names_after(person, **WRITTEN)
    names_after(person, **WRITTEN)
    event = Event.objects.get(name="accounts.took_names")
    assert payload_of(event) == {"fields": ["family_name", "given_names"]}


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite hides such races")
@pytest.mark.django_db(transaction=True)
def test_a_passport_read_at_the_same_time_is_waited_for(cast: Cast) -> None:
    person = called(**WRITTEN)

    def file() -> None:
        actions.take_names(person, actor=SYSTEM, family_name="Novak", given_names="Jan")
        connection.close()

    filing = threading.Thread(target=file)
    with transaction.atomic():
        checked(person, cast, IdentityCheck.Level.COUNTER)
        filing.start()
        filing.join(timeout=1)
        assert filing.is_alive()
    filing.join()
    assert Person.objects.get(pk=person.pk).family_name == "Ševčenková"
