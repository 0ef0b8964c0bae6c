"""Letters of people without a login: printed, posted, delivered, and no period before that."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from accounts.models import Person
from audit.models import Event
from cases.actions import ask, begin, deliver, dispatch, extend, lapse, record_appearance
from cases.actions.requests import Asked
from cases.actions.suspensions import suspend
from cases.errors import NotNow
from cases.letters.rendering import render_letter, write
from cases.models import Case, Letter, PaperDelivery, Request
from cases.pending import requests_over
from permits.models import Phrase
from permits.packs import load_pack
from support_centre import actions, posting
from support_centre.models import Centre, ReadBack
from tests.factories import PersonFactory, UserFactory, signed_in
from tests.support_centre.reading import address, pressed
from tests.support_centre.visitor import BORN, PASSPORT, Visitor, signed
from tests.world import World

BASIS = "Act, section 1"


@pytest.fixture
def asked(world: World, visitor: Visitor) -> Request:
    """The office asks her for a paper; the letter is written."""
    return asked_in(world, visitor.case)


def asked_in(world: World, case: Case) -> Request:
    running = begin(record_appearance(case, actor=world.officer), actor=world.officer)
    phrase = Phrase.objects.filter(pack="cz", kind="paper").first()
    assert phrase is not None
    wanted = [Asked("missing", phrase.code, running.documents.get().requirement)]
    request = ask(running, wanted, legal_basis=BASIS, actor=world.officer)
    render_letter(letter_of(request).pk)
    return request


def letter_of(request: Request) -> Letter:
    return Letter.objects.get(about=request.pk)


def delivery_of(request: Request) -> PaperDelivery:
    return PaperDelivery.objects.select_related("letter__case__permit_type").get(
        letter__about=request.pk
    )


def today() -> date:
    return load_pack("cz").today()


def later(days: int) -> timezone.datetime:
    return timezone.now() + timedelta(days=days)


# -- who gets paper


def test_whoever_signs_in_gets_none(world: World):
    request = world.request
    assert request.due_on is not None
    assert request.days is None
    assert not PaperDelivery.objects.exists()


def test_a_child_reads_through_whoever_acts_for_it(world: World):
    assert world.yusuf.reads_online
    alone = PersonFactory()
    assert not alone.reads_online
    parent = PersonFactory()
    ward = people.add_ward(
        parent, actor=SYSTEM, given_names="A", family_name="B", birth_date="2020-01-01"
    )
    assert not ward.reads_online
    people.attach_login(parent, UserFactory(), actor=SYSTEM)
    assert Person.objects.get(pk=ward.pk).reads_online


# -- no period before delivery


def test_no_period_runs_before_the_letter_arrives(world: World, asked: Request):
    assert (asked.due_on, asked.days) == (None, 15)
    assert not lapse(asked, now=later(200))
    assert asked not in requests_over(later(200))
    case = Case.objects.get(pk=asked.case_id)
    assert case.waiting_for == "applicant"
    with pytest.raises(NotNow, match="undelivered"):
        extend(asked, today() + timedelta(days=30), actor=world.officer)


def test_it_runs_from_the_day_of_delivery(
    world: World, asked: Request, helper: Actor, visitor: Visitor
):
    arrived = later(12)
    dispatch(delivery_of(asked), on=today(), registered_number="RR1CZ", actor=helper)
    day = today() + timedelta(days=9)
    deliver(delivery_of(asked), on=day, how="receipt", actor=helper, now=arrived)
    asked.refresh_from_db()
    assert asked.due_on == load_pack("cz").calendar.after_days(day, 15)
    event = Event.objects.get(name="cases.period_began")
    assert (event.user_id, event.role) == (helper.user_id, "helper")
    after = timezone.now() + (asked.due_on - today()) + timedelta(days=1)
    assert lapse(asked, now=after)


def test_a_period_of_the_officer_is_as_long(world: World, visitor: Visitor, helper: Actor):
    running = begin(record_appearance(visitor.case, actor=world.officer), actor=world.officer)
    phrase = Phrase.objects.filter(pack="cz", kind="paper").first()
    wanted = [Asked("missing", phrase.code, running.documents.get().requirement)]
    due = today() + timedelta(days=40)
    request = ask(running, wanted, legal_basis=BASIS, due_on=due, actor=world.officer)
    assert (request.due_on, request.days) == (None, 40)


def test_a_suspension_for_it_lasts_as_long_as_its_period(
    world: World, asked: Request, helper: Actor
):
    ground = Phrase.objects.filter(pack="cz", kind="suspension").first()
    suspension = suspend(asked.case, ground.code, request=asked, actor=world.officer)
    assert suspension.lapses_on is None
    deliver(delivery_of(asked), on=today(), how="desk", actor=helper)
    suspension.refresh_from_db()
    asked.refresh_from_db()
    assert suspension.lapses_on == asked.due_on


def test_the_database_starts_no_period_before_delivery(asked: Request):
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=asked.pk).update(due_on=today() + timedelta(days=15))


def test_what_is_recorded_is_recorded_once(asked: Request, helper: Actor):
    deliver(delivery_of(asked), on=today(), how="desk", actor=helper)
    with pytest.raises(NotNow, match="delivered"):
        deliver(delivery_of(asked), on=today(), how="desk", actor=helper)
    rows = PaperDelivery.objects.filter(letter__about=asked.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(delivered_on=today() + timedelta(days=9))
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.delete()


@pytest.mark.parametrize(
    ("days", "how", "why"),
    [
        (1, "desk", "future"),
        (-1, "desk", "early"),
        (0, "receipt", "dispatched"),
    ],
)
def test_days_that_cannot_be(asked: Request, helper: Actor, days: int, how: str, why: str):
    day = today() + timedelta(days=days)
    with pytest.raises(NotNow, match=why):
        deliver(delivery_of(asked), on=day, how=how, actor=helper)


def test_the_letter_names_a_period_and_no_day(asked: Request):
    text = write(letter_of(asked), "en")
    said = " ".join(paragraph for part in text.parts for paragraph in part.paragraphs)
    said = said.replace("\xa0", " ")
    assert "within 15 days" in said
    assert "delivered to you" in said
    assert "Sign in" not in said


def test_the_letter_says_the_same_after_delivery(asked: Request, helper: Actor):
    before = write(letter_of(asked), "cs")
    deliver(delivery_of(asked), on=today(), how="desk", actor=helper)
    assert write(letter_of(asked), "cs").parts == before.parts


# -- the pages


def test_the_officer_sees_that_it_has_not_arrived(world: World, asked: Request):
    page = signed_in(world.novotna).get(reverse("cases:case", args=[asked.case_id]))
    text = page.content.decode()
    assert "Not delivered yet: a support centre prints and posts the letter." in text
    assert "with the support centre to print" in text


def test_the_list_and_its_steps(asked: Request, desk: Client, visitor: Visitor):
    assert "Print and post: 1 letter" in desk.get("/en/centre/desk/").content.decode()
    page = desk.get("/en/centre/post/").content.decode()
    assert visitor.case.filed_name in page
    pk = delivery_of(asked).pk
    letter = desk.get(f"/en/centre/post/{pk}/letter/")
    assert b"".join(letter.streaming_content).startswith(b"%PDF")
    assert Event.objects.filter(name="documents.read_file").exists()
    posted = {"on": today().isoformat(), "registered_number": "RR 123 456 785 CZ"}
    assert desk.post(f"/en/centre/post/{pk}/posted/", posted).status_code == 302
    assert "RR 123 456 785 CZ" in desk.get("/en/centre/post/").content.decode()
    early = {"on": (today() - timedelta(days=2)).isoformat(), "how": "receipt"}
    page = desk.post(f"/en/centre/post/{pk}/delivered/", early)
    assert page.status_code == 422
    assert early["on"] in page.content.decode()
    done = {"on": today().isoformat(), "how": "receipt"}
    assert desk.post(f"/en/centre/post/{pk}/delivered/", done).status_code == 302
    asked.refresh_from_db()
    assert asked.due_on is not None


def test_the_address_sheet_has_the_address_as_filed(asked: Request, desk: Client, visitor: Visitor):
    import pypdfium2  # noqa: PLC0415

    lines = posting.address_of(visitor.case.answers)
    assert lines
    sheet = desk.get(f"/en/centre/post/{delivery_of(asked).pk}/address/").content
    pdf = pypdfium2.PdfDocument(sheet)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    for line in (visitor.case.filed_name, *lines):
        assert line in text


def test_another_centre_finds_nothing(world: World, asked: Request):

    Centre.objects.create(pack="cz", code="OLO", name={"en": "Centre by the River"})
    user = UserFactory(roles=["helper"], office="OLO")
    other = signed_in(user)
    assert (
        delivery_of(asked).letter.case.number not in other.get("/en/centre/post/").content.decode()
    )
    assert other.get(f"/en/centre/post/{delivery_of(asked).pk}/letter/").status_code == 404


def test_the_list_costs_the_same_for_more(world: World, asked: Request, desk: Client):
    desk.get("/en/centre/post/")
    with CaptureQueriesContext(connection) as one:
        desk.get("/en/centre/post/")
    for letter in Letter.objects.pending():
        render_letter(letter.pk)
    assert len(posting.letters_of(world.centre)) == 2
    with CaptureQueriesContext(connection) as two:
        desk.get("/en/centre/post/")
    assert len(two) == len(one)


# -- afterwards


def test_claiming_delivers_what_was_under_way(
    asked: Request, visitor: Visitor, code: str, helper: Actor
):
    slip = actions.check(code, birth_date=BORN, source="192.0.2.10")
    user = UserFactory(username="halyna")
    actions.claim(slip, user, source="192.0.2.10")
    row = delivery_of(asked)
    assert (row.how, row.delivered_on) == ("account", today())
    asked.refresh_from_db()
    assert asked.due_on == load_pack("cz").calendar.after_days(today(), 15)
    page = signed_in(user).get(f"/en/case/{asked.case_id}/").content.decode()
    assert "Your turn: answer the request by" in page


def test_the_case_is_followed_at_another_centre(
    world: World, visitor: Visitor, asked: Request, helper: Actor
):
    """By a new mandate there; the centre that filed sees nothing of it."""
    actions.end(visitor.session, actor=helper)
    river = Centre.objects.create(pack="cz", code="OLO", name={"en": "Centre by the River"})
    user = UserFactory(roles=["helper"], office="OLO")
    there = Actor.for_user(user)
    visit = actions.open_visit(river, language="uk", reason="answer", actor=there, serve_now=True)
    person = actions.identify(visit, PASSPORT, method="mrz", actor=there)
    assert person.pk == asked.person_id
    visit.person = person
    browser = signed_in(user)
    assert browser.get(f"/en/case/{asked.case_id}/").status_code == 404
    mandate = signed(visit, there, "answer", "explain")
    browser.post(f"/en/centre/mandate/{mandate.pk}/session/")
    page = browser.get(f"/en/case/{asked.case_id}/")
    assert "Your turn: answer the request of the office" in page.content.decode()
    assert browser.get(f"/en/case/{asked.case_id}/request/{asked.pk}/").status_code == 200
    answer = f"/en/centre/readback/answer/{asked.case_id}/{asked.pk}/"
    browser.post(answer, {"text": "Ось відповідь."})
    read = ReadBack.objects.get(act="answered")
    pressed(browser, read)
    browser.post(address(read, "send/"))
    asked.refresh_from_db()
    assert asked.answers.count() == 1
