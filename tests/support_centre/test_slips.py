"""The hand-over slip: issued after identification, kept as hashes, void with the next one."""

from datetime import timedelta

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.actions import attach_login
from accounts.actor import SYSTEM, Actor
from accounts.models import Person
from audit.models import Event
from cases.models import Case
from support_centre import actions, codes, qr
from support_centre.acting import assisting
from support_centre.actions.one_person import BY_PASSPORT
from support_centre.models import Mandate, Slip, Visit
from tests.factories import UserFactory, signed_in
from tests.support_centre.visitor import (
    BORN,
    NUMBER,
    Visitor,
    filed_for,
    identified,
    signed,
)
from tests.world import World
from vault import tokens

HOME = "192.0.2.10"


def slip_of(visitor: Visitor) -> str:
    return f"/en/centre/visit/{visitor.visit.pk}/slip/"


def test_a_code_is_eight_letters_that_nobody_mistakes():
    made = {codes.new() for _time in range(200)}
    assert len(made) == 200
    assert all(len(code) == 8 and set(code) <= set(codes.ALPHABET) for code in made)
    assert len(set(codes.ALPHABET)) == 32
    assert not set("ILOU") & set(codes.ALPHABET)


@pytest.mark.parametrize("typed", ["01AB CDEF", "oiab-cdef", "Ol ab\ncd ef"])
def test_a_code_is_read_as_people_write_it(typed: str):
    assert codes.tidy(typed) == "01ABCDEF"


def test_what_is_kept_says_nothing(visitor: Visitor, helper: Actor):
    slip, code = actions.hand_over(visitor.visit, actor=helper)
    slip.refresh_from_db()
    kept = bytes(slip.code) + bytes(slip.birth_proof or b"") + bytes(slip.passport_proof or b"")
    assert len(kept) == 96
    for word in (code, BORN, NUMBER):
        assert word.encode() not in kept
    event = Event.objects.get(name="support_centre.issued_slip")
    assert event.user_id == helper.user_id


def test_a_new_one_voids_the_old(visitor: Visitor, helper: Actor):
    old, code = actions.hand_over(visitor.visit, actor=helper)
    _new, newer = actions.hand_over(visitor.visit, actor=helper)
    old.refresh_from_db()
    assert old.end == "reissued"
    with pytest.raises(actions.NoSuchSlip):
        actions.check(code, birth_date=BORN, source=HOME)
    assert actions.check(newer, birth_date=BORN, source=HOME).person == visitor.person


def test_there_is_none_before_identification(world: World, visitor: Visitor, helper: Actor):
    """Another visit, another day: the person is known, but nobody looked at a passport."""
    visit = actions.open_visit(world.centre, language="uk", reason="sign_in", actor=helper)
    Visit.objects.filter(pk=visit.pk).update(person=visitor.person)
    with pytest.raises(actions.CannotHandOver, match="Read the passport"):
        actions.hand_over(visit, actor=helper)
    again = identified(world, helper)
    assert again.person == visitor.person
    assert actions.hand_over(again, actor=helper)[0].person == visitor.person


def test_there_is_none_for_somebody_with_an_account(world: World, helper: Actor):
    with pytest.raises(actions.CannotHandOver):
        actions.hand_over(world.visit, actor=helper)


@pytest.fixture
def child(world: World, helper: Actor) -> Visit:
    """Yusuf was filed for by the desk, before his mother had an account."""
    passport = actions.Passport("UT1234567", "UTO", "Haddad", "Yusuf", world.yusuf.birth_date)
    tokens.add(world.yusuf.pk, world.yusuf.pk, {BY_PASSPORT: [passport.number]})
    Person.objects.filter(user=world.amira).update(user=None)
    found = filed_for(world, helper, passport)
    assert found.person.guarded_by.exists()
    return found.visit


def test_there_is_none_for_a_child_whose_parent_has_an_account(
    world: World, child: Visit, helper: Actor
):
    """The parent reads what comes: nobody else takes the child's case over."""
    Person.objects.filter(guardianships__ward=child.person).update(user=world.amira)
    with pytest.raises(actions.CannotHandOver, match="acts for this person"):
        actions.hand_over(child, actor=helper)


def test_a_childs_slip_opens_nothing_once_the_parent_has_an_account(
    world: World, child: Visit, helper: Actor
):
    slip, code = actions.hand_over(child, actor=helper)
    Person.objects.filter(guardianships__ward=child.person).update(user=world.amira)
    found = actions.check(code, birth_date=child.person.birth_date, source=HOME)
    assert found == slip
    with pytest.raises(actions.NoSuchSlip):
        actions.claim(found, UserFactory(), source=HOME)


def test_who_was_identified_and_got_a_slip_finds_it_among_the_looks(visitor: Visitor, code: str):
    slip = actions.check(code, birth_date=BORN, source=HOME)
    user = UserFactory()
    actions.claim(slip, user, source=HOME)
    page = signed_in(user).get("/en/looks/").content.decode()
    assert "Looked at your passport" in page
    assert "Made the slip" in page


def test_there_is_none_before_something_is_filed(world: World, helper: Actor):
    visit = identified(world, helper)
    signed(visit, helper)
    with pytest.raises(actions.CannotHandOver, match="Nothing is filed"):
        actions.hand_over(visit, actor=helper)


@pytest.mark.parametrize(
    "change",
    [
        {"until": timezone.now() + timedelta(days=90)},
        {"code": b"x" * 32},
        {"birth_proof": b"x" * 32},
        {"tries": 0},
        {"end": "claimed", "ended_at": timezone.now() + timedelta(days=60)},
        {"tries": 6},
    ],
)
def test_a_slip_is_not_changed(visitor: Visitor, helper: Actor, change: dict[str, object]):
    slip, code = actions.hand_over(visitor.visit, actor=helper)
    with pytest.raises(actions.NoSuchSlip):
        actions.check(code, birth_date="1956-03-01", source=HOME)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slip.objects.filter(pk=slip.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Slip.objects.filter(pk=slip.pk).delete()


def test_a_helper_never_signs_in_as_the_person_even_by_sql(world: World, visitor: Visitor):
    from accounts.actions import NotTheirs  # noqa: PLC0415

    with pytest.raises(NotTheirs):
        attach_login(visitor.person, world.helper, actor=SYSTEM)
    Person.objects.filter(user=world.helper).update(user=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=visitor.person.pk).update(user=world.helper)


def test_a_login_with_a_role_is_nobodys(visitor: Visitor):
    from accounts.actions import NotTheirs  # noqa: PLC0415

    with pytest.raises(NotTheirs):
        attach_login(visitor.person, UserFactory(roles=["officer"]), actor=SYSTEM)


# -- at the desk


def test_the_desk_makes_shows_and_prints_it(visitor: Visitor, desk: Client):
    assert "Make the slip" in desk.get(slip_of(visitor)).content.decode()
    page = desk.post(slip_of(visitor), follow=True).content.decode()
    code = desk.session["slip_code"][1]
    assert f"{code[:4]} {code[4:]}" in page
    assert visitor.case.number in page
    assert "/uk/centre/claim/" in page
    assert 'lang="uk"' in page
    printed = desk.get(slip_of(visitor) + "print/")
    assert printed.content.startswith(b"%PDF")


def test_another_browser_sees_that_there_is_one_and_not_the_code(
    world: World, visitor: Visitor, helper: Actor, desk: Client
):
    _slip, code = actions.hand_over(visitor.visit, actor=helper)
    page = desk.get(slip_of(visitor)).content.decode()
    assert "Its code cannot be shown again" in page
    assert code not in page
    assert desk.get(slip_of(visitor) + "print/").status_code == 302


def test_why_there_is_none_stands_on_the_page(world: World, helper: Actor, desk: Client):
    visit = identified(world, helper)
    signed(visit, helper)
    page = desk.post(f"/en/centre/visit/{visit.pk}/slip/")
    assert page.status_code == 409
    assert "Nothing is filed yet" in page.content.decode()


def test_the_square_leads_to_the_page_and_is_a_picture_alone():
    picture = qr.svg("http://localhost:8000/uk/centre/claim/")
    assert picture.startswith("<svg")
    assert "script" not in picture
    assert "style" not in picture


def test_it_names_no_case_that_no_mandate_in_force_covers(
    world: World, visitor: Visitor, helper: Actor, desk: Client
):
    """Two were filed; the mandate in force is for the first alone."""
    other = filed_for(world, helper)
    assert other.person == visitor.person
    for mandate in (visitor.mandate, other.mandate):
        actions.revoke(mandate, actor=helper)
    desk.post(slip_of(visitor))
    for page in pages_of(visitor, desk):
        assert visitor.case.number not in page
        assert other.case.number not in page
    one = actions.Asked(("answer",), 7, "uk", case=visitor.case)
    signed(visitor.visit, helper, offered=actions.offer(visitor.visit, one, actor=helper)[0])
    for page in pages_of(visitor, desk):
        assert visitor.case.number in page
        assert other.case.number not in page


def test_one_that_a_parent_gave_for_everything_covers_the_childs_case(
    world: World, helper: Actor, child: Visit
) -> None:
    """As a session under it does; not one that shows no case, or is for a case of the parent."""
    assert child.person is not None
    case = child.person.cases.get()
    mother = child.person.guarded_by.get().guardian
    for mandate in Mandate.objects.live():
        actions.revoke(mandate, actor=helper)
    assert actions.cases_covered(mother, helper) == []
    visit = actions.open_visit(
        world.centre, language="ar", reason="file", actor=helper, serve_now=True
    )
    Visit.objects.filter(pk=visit.pk).update(person=mother)
    visit.refresh_from_db()
    signed(visit, helper, "restore")
    assert actions.cases_covered(mother, helper) == []
    mandate = signed(visit, helper)
    assert actions.cases_covered(mother, helper) == [case]
    acting = assisting(helper, actions.start(mandate, visit=visit, actor=helper))
    assert Case.objects.visible_to(acting).get() == case
    stranger = Actor.for_user(UserFactory(roles=["helper"], office="KPC"))
    assert actions.cases_covered(mother, stranger) == []


def test_a_mandate_that_shows_no_case_names_none(visitor: Visitor, helper: Actor, desk: Client):
    actions.revoke(visitor.mandate, actor=helper)
    signed(visitor.visit, helper, "restore")
    desk.post(slip_of(visitor))
    for page in pages_of(visitor, desk):
        assert visitor.case.number not in page


def test_a_colleague_whom_the_mandate_does_not_name_reads_no_number(
    visitor: Visitor,
):
    browser = signed_in(UserFactory(roles=["helper"], office="KPC"))
    browser.post(slip_of(visitor))
    for page in pages_of(visitor, browser):
        assert visitor.case.number not in page


def pages_of(visitor: Visitor, browser: Client) -> tuple[str, str]:
    """On the screen and on paper."""
    paper = pypdfium2.PdfDocument(browser.get(slip_of(visitor) + "print/").content)
    printed = " ".join(page.get_textpage().get_text_range() for page in paper)
    screen = browser.get(slip_of(visitor)).content.decode()
    assert browser.session["slip_code"][1][:4] in screen
    return screen, printed
