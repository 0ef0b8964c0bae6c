"""At the desk: what a parent consented to ends when the child comes of age, and the young adult
takes over with a passport though the parent had an account."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import actions as people
from accounts.actions.ends import write_end
from accounts.actor import SYSTEM, Actor
from accounts.models import Conflict, Guardianship, Person
from applicants import actions as applying
from cases.models import Case
from permits.packs import load_pack
from postbox.actions import send
from postbox.models import Message
from support_centre import actions, posting
from support_centre.actions import Asked, Passport
from support_centre.actions.coming_of_age import end_no_later
from support_centre.models import AssistedSession, End, Giver, Mandate, Visit
from support_centre.of_age import last_moment, may_give
from tests.applicants.filling import complete_answers
from tests.cases.test_guards import refused
from tests.factories import UserFactory, signed_in
from tests.support_centre.giving import agreed
from tests.support_centre.visitor import Visitor, filed_for, identified, signed
from tests.world import PERMIT, World
from vault import tokens

NUMBER = "UT1234567"
BY_PARENT = Asked(("file", "explain"), 90, "ar", "", Giver.PARENT, "Amira Haddad", "mother")
HOME = "192.0.2.10"


def in_days(days: int) -> str:
    """The day of birth of who comes of age in so many days."""
    of_age = load_pack("cz").today() + timedelta(days=days)
    return f"{of_age.year - 18}{of_age:-%m-%d}"


def nour(world: World, days: int) -> tuple[Person, Passport]:
    born = in_days(days)
    ward = people.add_ward(
        world.amira.person,
        actor=Actor.for_user(world.amira),
        family_name="Haddad",
        given_names="Nour",
        birth_date=born,
    )
    tokens.add(ward.pk, ward.pk, {"passport": [NUMBER]})
    return ward, Passport(NUMBER, "SYR", "Haddad", "Nour", born)


@pytest.fixture
def filed(world: World, helper: Actor) -> Visitor:
    """Filed at the desk for Nour, who comes of age in thirty days; the mother has an account."""
    _ward, passport = nour(world, 30)
    return filed_for(world, helper, passport)


def grows_up(ward: Person) -> None:
    rows = Guardianship.objects.filter(ward=ward)
    rows.update(comes_of_age_at=timezone.now() - timedelta(seconds=1))


# -- mandates


def test_a_mandate_of_a_parent_ends_that_day(world: World, helper: Actor) -> None:
    ward, passport = nour(world, 30)
    offered, code = actions.offer(identified(world, helper, passport), BY_PARENT, actor=helper)
    assert offered.until == Guardianship.objects.get(ward=ward).comes_of_age_at
    given = agreed(code, actor=Actor.for_user(world.amira))
    assert given.is_live(offered.until - timedelta(seconds=1))
    assert not given.is_live(offered.until)


def test_one_that_is_over_before_keeps_its_length(world: World, helper: Actor) -> None:
    _ward, passport = nour(world, 30)
    now = timezone.now()
    short = replace(BY_PARENT, days=7)
    offered, _code = actions.offer(
        identified(world, helper, passport), short, actor=helper, now=now
    )
    assert offered.until == now + timedelta(days=7)


def test_who_is_of_age_gives_one_of_any_length(world: World) -> None:
    assert last_moment(world.oksana.person, "cz") is None
    assert last_moment(None, "cz") is None


def test_none_is_given_that_lasts_longer(world: World, helper: Actor) -> None:
    """Offered for a younger child, then it turned out who sits there."""
    _ward, passport = nour(world, 900)
    offered, _code = actions.offer(identified(world, helper, passport), BY_PARENT, actor=helper)
    older, _passport = nour(world, 30)
    assert may_give(offered, offered.person)
    assert not may_give(offered, older)


def test_a_session_under_it_ends_with_the_next_request(
    world: World, desk: Client, filed: Visitor
) -> None:
    mandate = Mandate.objects.get(pk=filed.mandate.pk)
    session = AssistedSession.objects.select_related("mandate").get(pk=filed.session.pk)
    moment = mandate.until
    session.acted_at, session.beat_at = moment, None
    assert session.over(moment - timedelta(seconds=1)) is None
    assert session.over(moment) == (moment, End.EXPIRED)


def test_one_that_the_mother_gave_for_herself_shows_the_young_adult_no_more(
    world: World, desk: Client, helper: Actor, filed: Visitor
) -> None:
    actions.end(filed.session, actor=helper)
    visit = actions.open_visit(world.centre, language="ar", reason="letter", actor=helper)
    _offered, code = actions.offer(visit, Asked(("explain",), 7, "ar"), actor=helper)
    given = agreed(code, actor=Actor.for_user(world.amira))
    assert desk.post(f"/en/centre/mandate/{given.pk}/session/").status_code == 302
    address = f"/en/case/{filed.case.pk}/"
    assert desk.get(address).status_code == 200
    grows_up(filed.person)
    assert desk.get(address).status_code == 404


def test_one_given_before_the_day_was_corrected_ends_on_it_as_well(
    world: World, helper: Actor, filed: Visitor
) -> None:
    """With the next request, before anything that runs by itself has run."""
    ward = correct(filed.person, in_days(2))
    end = Guardianship.objects.get(ward=ward).comes_of_age_at
    assert end is not None
    mandate = Mandate.objects.get(pk=filed.mandate.pk)
    assert mandate.is_live(end - timedelta(seconds=1))
    assert not mandate.is_live(end)
    session = AssistedSession.objects.select_related("mandate").get(pk=filed.session.pk)
    session.acted_at, session.beat_at = end, None
    assert session.over(end) == (end, End.EXPIRED)


def test_one_of_who_is_of_age_by_the_true_day_is_over_at_once(
    world: World, helper: Actor, filed: Visitor
) -> None:
    correct(filed.person, in_days(-5))
    assert not Mandate.objects.live().filter(pk=filed.mandate.pk).exists()
    assert AssistedSession.objects.run_out().filter(pk=filed.session.pk).exists()


def correct(ward: Person, born: str) -> Person:
    """The day of birth turns out to be another one."""
    row = Person.objects.get(pk=ward.pk)
    row.birth_date = born
    row.save(update_fields=["birth_date"])
    write_end(row)
    return row


def test_what_somebody_consented_to_for_themselves_stays(world: World, helper: Actor) -> None:
    own = signed(identified(world, helper), helper)
    assert own.person is not None
    now = timezone.now()
    end_no_later(own.person, now + timedelta(days=1), now)
    assert Mandate.objects.get(pk=own.pk).until == own.until
    refused(lambda: Mandate.objects.filter(pk=own.pk).update(until=now + timedelta(days=1)))


# -- the slip


def again(world: World, helper: Actor, filed: Visitor) -> Visit:
    """On another day Nour comes alone, with the passport."""
    actions.end(filed.session, actor=helper)
    visit = actions.open_visit(
        world.centre, language="uk", reason="sign_in", actor=helper, serve_now=True
    )
    passport = Passport(NUMBER, "SYR", "Haddad", "Nour", str(filed.person.birth_date))
    actions.identify(visit, passport, method="mrz", actor=helper)
    return Visit.objects.select_related("person", "centre").get(pk=visit.pk)


def test_the_young_adult_takes_over_though_the_mother_has_an_account(
    world: World, helper: Actor, filed: Visitor
) -> None:
    visit = again(world, helper, filed)
    assert visit.person == filed.person
    with pytest.raises(actions.CannotHandOver, match="acts for this person"):
        actions.hand_over(visit, actor=helper)
    grows_up(filed.person)
    _slip, code = actions.hand_over(visit, actor=helper)
    user = UserFactory(language="uk")
    slip = actions.check(code, birth_date=filed.person.birth_date, source=HOME)
    assert actions.claim(slip, user, source=HOME) == filed.person
    assert signed_in(user).get(f"/en/case/{filed.case.pk}/").status_code == 200
    assert signed_in(world.amira).get(f"/en/case/{filed.case.pk}/").status_code == 404


def test_whoever_acted_for_them_decides_nothing_about_them_later(
    world: World, helper: Actor, filed: Visitor
) -> None:
    grows_up(filed.person)
    applying.come_of_age(filed.person)
    people.grant_role(world.amira, "officer", office="PRG", actor=SYSTEM)
    officer = Actor.for_user(type(world.amira).objects.get(pk=world.amira.pk), "officer")
    assert not Case.objects.visible_to(officer).filter(pk=filed.case.pk).exists()
    assert Conflict.objects.filter(person=filed.person, user=world.helper).exists()


@pytest.mark.parametrize("put_off", [True, False])
def test_a_desk_finds_the_young_adult_by_the_true_day_though_another_is_noted(
    world: World, helper: Actor, put_off: bool
) -> None:
    """The mother filed with two days, the earlier one before or after; the passport is new."""
    day = in_days(-5 if put_off else 3000)
    ward, _passport = nour(world, 3000)
    case = filed_by_mother(world, ward, in_days(-5 if put_off else 900))
    visit = actions.open_visit(
        world.centre, language="uk", reason="sign_in", actor=helper, serve_now=True
    )
    read = Passport("NEW1234", "SYR", "Haddad", "Nour", day)
    found = actions.identify(visit, read, method="mrz", case_number=case.number, actor=helper)
    assert found == ward
    assert Person.objects.get(pk=ward.pk).birth_date == day
    assert Guardianship.objects.live().filter(ward=ward).exists() is not put_off
    if put_off:
        visit.refresh_from_db()
        assert actions.hand_over(visit, actor=helper)[0].person == ward


def test_another_paper_than_a_passport_settles_no_day(world: World, helper: Actor) -> None:
    ward, _passport = nour(world, 3000)
    case = filed_by_mother(world, ward, in_days(-5))
    visit = actions.open_visit(
        world.centre, language="uk", reason="sign_in", actor=helper, serve_now=True
    )
    read = Passport("", "", "Haddad", "Nour", in_days(-5))
    actions.identify(visit, read, method="other", case_number=case.number, actor=helper)
    assert Person.objects.get(pk=ward.pk).birth_date == in_days(3000)


def filed_by_mother(world: World, ward: Person, born: str) -> Case:
    mother = Actor.for_user(world.amira)
    draft = applying.begin(world.permit, person=ward, actor=mother, place="office", language="ar")
    draft.answers = complete_answers(PERMIT)
    draft.answers["person"]["birth_date"] = born
    draft.save()
    return applying.submit(draft, actor=mother)


# -- paper


def waiting(world: World) -> list[Message]:
    return list(posting.messages_of(world.centre))


def test_what_tells_the_child_goes_on_paper_beside_the_postbox(
    world: World, helper: Actor, filed: Visitor
) -> None:
    """The mother reads the child's postbox until the day: paper reaches the child itself."""
    assert waiting(world) == []
    applying.warn_of_age(filed.person)
    told = Message.objects.filter(person=filed.person).latest("sent_at")
    assert waiting(world) == [told]
    page = signed_in(world.helper).get("/en/centre/post/").content.decode()
    assert "Nour Haddad" in page


def test_after_it_what_nobody_read_goes_on_paper_and_what_the_mother_read_does_not(
    world: World, helper: Actor, filed: Visitor
) -> None:
    told = Message.objects.filter(person=filed.person, document=None)
    unread = told.latest("sent_at")
    read = send(person=filed.person, language="uk", subject="x", body="y", actor=SYSTEM)
    signed_in(world.amira).get(f"/en/post/{read.pk}/")
    grows_up(filed.person)
    applying.come_of_age(filed.person)
    pks = {message.pk for message in waiting(world)}
    assert unread.pk in pks
    assert read.pk not in pks
    assert told.latest("sent_at").pk in pks


def test_mandates_that_the_mother_gives_later_move_no_paper_of_the_young_adult(
    world: World, helper: Actor, filed: Visitor
) -> None:
    grows_up(filed.person)
    assert filed.person in posting.in_hand_of(world.centre)
    Mandate.objects.filter(pk=filed.mandate.pk).update(
        revoked_at=timezone.now(), revoked_by=helper.by
    )
    other = type(world.centre).objects.create(pack="cz", code="OLO", name={"en": "River"})
    there = Actor.for_user(UserFactory(roles=["helper"], office="OLO"))
    visit = actions.open_visit(other, language="ar", reason="letter", actor=there)
    _offered, code = actions.offer(visit, Asked(("explain",), 7, "ar"), actor=there)
    agreed(code, actor=Actor.for_user(world.amira))
    assert filed.person not in posting.in_hand_of(other)
