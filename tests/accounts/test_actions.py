"""People, roles and guardianship: what the actions promise."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts import actions
from accounts.actor import ANONYMOUS, SYSTEM, Actor, roles_held
from accounts.models import Conflict, Person, RoleGrant, User
from accounts.roles import PERMISSIONS
from audit.models import Event
from tests.factories import Cast, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_person_is_sealed_in_the_database() -> None:
    person = PersonFactory(family_name="Ružičková", given_names="Ľudmila")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_person")
        row = b"".join(
            bytes(v) if isinstance(v, bytes | memoryview) else b"" for v in cursor.fetchone()
        )
    assert "Ružičková".encode() not in row
    assert Person.objects.get(pk=person.pk).display_name == "Ľudmila Ružičková"


def test_a_person_may_have_a_single_name() -> None:
    assert PersonFactory(family_name="Suharto", given_names="").display_name == "Suharto"


def test_a_birth_date_is_a_date() -> None:
    with pytest.raises(ValueError):
        actions.create_person(language="en", birth_date="12. 3. 1994")


def test_every_login_has_a_person_in_the_same_language() -> None:
    user = UserFactory(language="vi")
    assert user.person.language == "vi"


def test_logins_without_email_do_not_collide() -> None:
    assert UserFactory(email="").email is None
    assert UserFactory(email="").email is None


def test_login_names_differ_by_more_than_case() -> None:
    UserFactory(username="oksana")
    with pytest.raises(IntegrityError):
        UserFactory(username="Oksana")


def test_a_weak_password_is_refused() -> None:
    with pytest.raises(ValidationError):
        UserFactory(password="12345678901")
    assert not User.objects.exists()


def test_a_guardian_sees_the_child_and_nobody_else(cast: Cast) -> None:
    yusuf = cast.yusuf
    seen = Person.objects.visible_to(Actor.for_user(cast.amira))
    assert set(seen) == {cast.amira.person, yusuf}
    assert yusuf not in Person.objects.visible_to(Actor.for_user(cast.stranger))
    assert not Person.objects.visible_to(ANONYMOUS).exists()


def test_an_ended_guardianship_shows_the_child_no_more(cast: Cast) -> None:
    yusuf, actor = cast.yusuf, Actor.for_user(cast.amira)
    actions.end_guardianship(cast.amira.person.guardianships.get(), actor=actor)
    assert yusuf not in Person.objects.visible_to(actor)


def test_nobody_is_their_own_guardian(cast: Cast) -> None:
    person = cast.oksana.person
    with pytest.raises(IntegrityError):
        person.guardianships.create(ward=person)


def test_a_role_is_held_from_its_grant_to_its_end(cast: Cast) -> None:
    officer = cast.novotna
    assert Actor.for_user(officer).role == "officer"
    actions.end_role(officer.grants.get(), actor=SYSTEM)
    officer = User.objects.get(pk=officer.pk)
    assert Actor.for_user(officer).role == "applicant"
    with pytest.raises(LookupError):
        Actor.for_user(officer, "officer")


def test_granting_twice_is_granting_once(cast: Cast) -> None:
    actions.grant_role(cast.novotna, "officer", actor=SYSTEM)
    assert RoleGrant.objects.count() == 1


def test_nobody_is_granted_the_role_of_applicant_or_an_unknown_one(cast: Cast) -> None:
    for role in ("applicant", "king"):
        with pytest.raises(ValueError):
            actions.grant_role(cast.stranger, role, actor=SYSTEM)


def test_one_role_is_active_at_a_time() -> None:
    user = UserFactory(roles=["officer", "supervisor"])
    assert roles_held(user) == ["applicant", "officer", "supervisor"]
    actor = Actor.for_user(user, "supervisor")
    assert actor.permissions == PERMISSIONS["supervisor"]
    assert actor.can("case.assign")
    assert not actor.can("case.propose")


def test_the_office_comes_with_the_role(cast: Cast) -> None:
    assert Actor.for_user(cast.novotna).office == "PRG"
    assert Actor.for_user(cast.novotna, "applicant").office == ""


def test_a_conflict_can_neither_be_changed_nor_removed(cast: Cast) -> None:
    conflict = actions.record_conflict(
        cast.oksana.person, cast.novotna, kind=Conflict.KIN, actor=SYSTEM
    )
    for statement in (
        "UPDATE accounts_conflict SET kind = 'assisted'",
        "DELETE FROM accounts_conflict",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    conflict.refresh_from_db()
    assert conflict.kind == Conflict.KIN


def test_every_write_is_in_the_log(cast: Cast) -> None:
    actor = Actor.for_user(cast.amira)
    _ = cast.yusuf
    event = Event.objects.get(name="accounts.added_ward")
    assert (event.user_id, event.role) == (actor.user_id, "applicant")


def test_an_unproven_address_gives_way_to_who_proves_it(cast: Cast) -> None:
    squatter = UserFactory(email="vera@example.org")
    actions.release_unproven_email("Vera@example.org", keep=cast.stranger)
    squatter.refresh_from_db()
    assert squatter.email is None
