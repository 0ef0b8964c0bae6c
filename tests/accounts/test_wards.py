"""A guardian acts until the ward comes of age: the end is written when it is known."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import actions, majority
from accounts.actor import SYSTEM, Actor
from accounts.limits import LimitReached
from accounts.models import Guardianship, Person
from audit.models import Event
from tests.cases.test_guards import refused
from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db
SOON, LATER, SOONER, PAST = "2030-06-01", "2031-07-02", "2029-01-15", "2020-01-15"
"""Days of full age, in Czechia."""
END = datetime(2030, 5, 31, 22, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)


def born_for(of_age: str) -> str:
    return f"{int(of_age[:4]) - 18}{of_age[4:]}"


@pytest.fixture
def ward(cast: Cast) -> Person:
    return add(cast, born_for(SOON))


def add(cast: Cast, birth_date: str) -> Person:
    return actions.add_ward(
        cast.amira.person,
        actor=Actor.for_user(cast.amira),
        family_name="Haddad",
        given_names="Nour",
        birth_date=birth_date,
    )


def row_of(ward: Person) -> Guardianship:
    return Guardianship.objects.get(ward=ward)


def seen_at(cast: Cast, ward: Person, moment: datetime) -> bool:
    return ward in Person.objects.visible_to(Actor.for_user(cast.amira), moment)


def test_the_end_is_the_first_moment_of_that_day(cast: Cast, ward: Person) -> None:
    assert row_of(ward).comes_of_age_at == END
    assert seen_at(cast, ward, END - MOMENT)
    assert not seen_at(cast, ward, END)


def test_it_is_another_day_under_another_law(cast: Cast, settings) -> None:
    settings.PERMIT_PACK = "uto"
    assert row_of(add(cast, born_for(SOON))).comes_of_age_at == datetime(
        2033, 5, 31, 20, tzinfo=UTC
    )


def test_without_a_day_of_birth_there_is_no_end_until_it_is_known(cast: Cast) -> None:
    ward = add(cast, "")
    assert row_of(ward).comes_of_age_at is None
    assert seen_at(cast, ward, END)
    actions.complete_birth_date(ward, born_for(SOON), actor=SYSTEM)
    assert row_of(ward).comes_of_age_at == END


def test_an_application_brings_it_nearer_and_both_are_told_anew(ward: Person) -> None:
    Guardianship.objects.update(warned_at=timezone.now())
    assert actions.correct_birth_date(ward, born_for(SOONER), actor=SYSTEM)
    row = row_of(ward)
    assert row.comes_of_age_at == majority.law().of_age_at(born_for(SOONER))
    assert row.warned_at is None
    assert Person.objects.get(pk=ward.pk).birth_date == born_for(SOONER)
    assert Event.objects.filter(name="accounts.corrected_birth_date").count() == 1


def test_an_application_does_not_put_it_off(ward: Person) -> None:
    """Whoever acts for a child would go on acting: a later day needs a desk."""
    assert not actions.correct_birth_date(ward, born_for(LATER), actor=SYSTEM)
    assert row_of(ward).comes_of_age_at == END
    assert Person.objects.get(pk=ward.pk).birth_date == born_for(SOON)


@pytest.mark.parametrize(("said", "read"), [(SOONER, SOON), (LATER, LATER), (PAST, PAST)])
def test_a_desk_settles_it_by_any_day_that_was_said(ward: Person, said: str, read: str) -> None:
    """Back to the first one, put off, or over at once."""
    actions.correct_birth_date(ward, born_for(said), actor=SYSTEM)
    actions.settle_birth_date(ward, born_for(read), actor=SYSTEM)
    kept = Person.objects.get(pk=ward.pk)
    assert (kept.birth_date, kept.other_birth_dates) == (born_for(read), None)
    assert row_of(ward).comes_of_age_at == majority.law().of_age_at(born_for(read))
    assert Guardianship.objects.live().filter(ward=ward).exists() is (read != PAST)


def test_a_desk_settles_nothing_by_a_day_that_nobody_said(ward: Person) -> None:
    actions.correct_birth_date(ward, born_for(SOONER), actor=SYSTEM)
    assert not actions.settle_birth_date(ward, born_for(LATER), actor=SYSTEM)
    assert Person.objects.get(pk=ward.pk).birth_date == born_for(SOONER)


def test_what_has_passed_is_not_moved(ward: Person) -> None:
    assert not actions.correct_birth_date(ward, born_for(LATER), actor=SYSTEM, now=END)
    Guardianship.objects.update(comes_of_age_at=timezone.now() - timedelta(minutes=1))
    assert not actions.correct_birth_date(ward, born_for(LATER), actor=SYSTEM)
    assert Person.objects.get(pk=ward.pk).birth_date == born_for(SOON)


def test_nor_by_sql(ward: Person) -> None:
    rows = Guardianship.objects.filter(ward=ward)
    rows.update(comes_of_age_at=timezone.now() - timedelta(minutes=1))
    refused(lambda: rows.update(comes_of_age_at=END))
    refused(lambda: rows.update(comes_of_age_at=None))
    for end in (END, timezone.now()):
        refused(lambda end=end: rows.update(comes_of_age_at=None, ended_at=end))


@pytest.mark.parametrize("written", [False, True])
def test_nor_by_another_row(cast: Cast, ward: Person, written: bool) -> None:
    """Before the sweep wrote that it is over, and after: by whoever acted, and by anybody else."""
    rows = Guardianship.objects.filter(ward=ward)
    rows.update(comes_of_age_at=timezone.now() - timedelta(minutes=1))
    if written:
        actions.come_of_age(ward)
    else:
        actions.end_guardianship(rows.get(), actor=SYSTEM)
    for guardian in (cast.amira.person, cast.oksana.person):
        refused(lambda who=guardian: Guardianship.objects.create(guardian=who, ward=ward))
    refused(lambda: rows.update(comes_of_age_at=None))
    assert not seen_at(cast, ward, timezone.now())


def test_a_slip_of_the_pen_cuts_nobody_off(ward: Person) -> None:
    """Full age is never taken back: an application that says it ends no guardianship."""
    assert not actions.correct_birth_date(ward, "1990-01-01", actor=SYSTEM)
    assert row_of(ward).comes_of_age_at == END


def test_what_a_desk_read_off_a_passport_outranks_an_application(ward: Person) -> None:
    actions.record_identity(ward, method="mrz", level=2, facts={}, actor=signed(ward))
    assert not actions.correct_birth_date(ward, born_for(LATER), actor=SYSTEM)
    assert row_of(ward).comes_of_age_at == END


def signed(ward: Person) -> Actor:
    user = ward.guarded_by.get().guardian.user
    assert user is not None
    return Actor.for_user(user)


def test_whoever_signs_in_for_themselves_is_not_corrected(cast: Cast) -> None:
    person = cast.oksana.person
    assert not actions.correct_birth_date(person, born_for(LATER), actor=SYSTEM)
    assert Person.objects.get(pk=person.pk).birth_date == "1994-03-12"


def test_that_it_is_over_is_written_once_and_the_day_stays(ward: Person) -> None:
    assert actions.come_of_age(ward, now=END - MOMENT) == []
    assert len(actions.come_of_age(ward, now=END + timedelta(seconds=20))) == 1
    row = row_of(ward)
    assert (row.ended_at, row.comes_of_age_at) == (END, END)
    assert actions.come_of_age(ward, now=END + timedelta(days=1)) == []
    assert Event.objects.filter(name="accounts.came_of_age").count() == 1


def test_ended_by_hand_before_no_day_is_kept_either(ward: Person) -> None:
    actions.end_guardianship(row_of(ward), actor=SYSTEM)
    assert row_of(ward).comes_of_age_at is None
    assert not Guardianship.objects.come_of_age(END).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Guardianship.objects.update(comes_of_age_at=END)


def test_ended_by_hand_it_can_be_held_anew_by_another_row(cast: Cast, ward: Person) -> None:
    row = row_of(ward)
    with pytest.raises(IntegrityError), transaction.atomic():
        Guardianship.objects.create(guardian=row.guardian, ward=ward)
    actions.end_guardianship(row, actor=SYSTEM)
    Guardianship.objects.create(guardian=row.guardian, ward=ward)


def test_who_came_of_age_counts_no_longer_as_a_child_of_the_account(
    cast: Cast, ward: Person, settings
) -> None:
    settings.LIMITS = {**settings.LIMITS, "children": 1}
    with pytest.raises(LimitReached):
        add(cast, born_for(LATER))
    yesterday = timezone.now() - timedelta(days=2)
    other = actions.create_person(language="ar", birth_date=born_for(LATER))
    Guardianship.objects.filter(ward=ward).update(comes_of_age_at=yesterday)
    guardian = cast.amira.person
    assert guardian.guardianships.held_or_new().count() == 1, "added today"
    Guardianship.objects.create(
        guardian=guardian, ward=other, since=yesterday, comes_of_age_at=yesterday
    )
    assert guardian.guardianships.held_or_new().count() == 1


def test_nobody_adds_somebody_of_age_as_a_child(cast: Cast) -> None:
    browser = signed_in(cast.amira)
    long_ago = majority.law().today() - timedelta(days=18 * 366)
    sent = {"given_names": "A", "family_name": "B", "birth_date": long_ago.isoformat()}
    page = browser.post(reverse("accounts:add-child"), sent).content.decode()
    assert "not a child any more" in page
    assert not Guardianship.objects.exists()


def test_the_account_page_says_when_it_ends_and_then_no_longer_knows_the_child(
    cast: Cast, ward: Person
) -> None:
    browser = signed_in(cast.amira)
    address = reverse("accounts:settings")
    page = browser.get(address).content.decode()
    assert "until it comes of age on" in page
    assert "1 June 2030" in page.replace("\N{NO-BREAK SPACE}", " ")
    Guardianship.objects.update(comes_of_age_at=timezone.now())
    assert "Nour" not in browser.get(address).content.decode()
