"""The officer's pages: constant costs, lawful acts alone, nothing typed is lost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import record_conflict
from accounts.actor import SYSTEM, Actor
from audit.models import Event
from cases.actions import note
from cases.models import Case
from cases.queue.search import search
from tests.cases.conftest import ANSWERS, file_for, make_document
from tests.factories import Cast, signed_in
from tests.world import World

ALL = "?view=all"


@pytest.fixture
def desk(cast: Cast) -> Client:
    return signed_in(cast.novotna)


def queries_of(desk: Client, address: str) -> int:
    desk.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(address).status_code == 200
    return len(queries)


def test_a_page_of_the_queue_costs_the_same_for_one_and_three(
    cast: Cast, permit, desk: Client
) -> None:
    address = reverse("cases:queue") + ALL
    file_for(cast.oksana, permit)
    one = queries_of(desk, address)
    file_for(cast.amira, permit)
    file_for(cast.stranger, permit)
    assert queries_of(desk, address) == one


@pytest.mark.postgres
def test_a_page_of_the_queue_costs_four_statements(cast: Cast, permit, desk: Client) -> None:
    """Session, user with roles, rows with keys, counts and the catalogue's edition, event."""
    file_for(cast.oksana, permit)
    assert queries_of(desk, reverse("cases:queue") + ALL) == 4


def test_the_answers_stand_under_titles_for_the_office(cast: Cast, permit, desk: Client) -> None:
    case = file_for(cast.oksana, permit)
    shown = desk.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "<summary>The applicant</summary>" in shown
    assert "<summary>About you</summary>" not in shown


def test_a_page_of_the_queue_is_one_event_about_everybody_on_it(
    cast: Cast, permit, desk: Client
) -> None:
    file_for(cast.oksana, permit)
    file_for(cast.amira, permit)
    desk.get(reverse("cases:queue") + ALL)
    event = Event.objects.get(name="cases.list_queue")
    assert event.subjects.count() == 2


def test_the_queue_goes_on_and_back_by_key(cast: Cast, permit, desk: Client) -> None:
    numbers = {file_for(cast.oksana, permit).number for _case in range(30)}
    address = reverse("cases:queue") + ALL
    first = desk.get(address).context["page"]
    second = desk.get(f"{address}&after={first.next}").context["page"]
    assert {row.number for row in (*first.found, *second.found)} == numbers
    assert (len(first.found), len(second.found)) == (25, 5)
    back = desk.get(f"{address}&before={second.previous}").context["page"]
    assert [row.number for row in back.found] == [row.number for row in first.found]


@pytest.mark.parametrize("broken", ["after=2026-13-40_x", "before=", "state=granted", "view=none"])
def test_a_broken_address_of_the_queue_is_the_plain_queue(desk: Client, broken: str) -> None:
    assert desk.get(f"{reverse('cases:queue')}?{broken}").status_code == 200


def test_news_are_counted_and_silence_is_cheap(cast: Cast, permit, desk: Client) -> None:
    page = desk.get(reverse("cases:queue") + ALL)
    since = {"since": page.context["loaded_at"].isoformat(), "view": "all"}
    assert desk.get(reverse("cases:queue_news"), since).status_code == 204
    from_now = file_for(cast.oksana, permit, now=page.context["loaded_at"].replace(year=2027))
    assert from_now.number
    assert desk.get(reverse("cases:queue_news"), since).status_code == 200


@pytest.mark.parametrize("text", ["Kovalenko", "kova", "oksana kov", "UT1234500", "ut 1234500"])
def test_a_case_is_found_by_name_and_passport(cast: Cast, permit, text: str) -> None:
    case = file_for(cast.oksana, permit)
    found = search(text, Actor.for_user(cast.novotna)).found
    assert [row.pk for row in found] == [case.pk]


@pytest.mark.parametrize("text", ["ovalenko", "ko", "UT123", "%", "UTO_1", "1%", "'; --"])
def test_parts_of_words_find_nothing(cast: Cast, permit, text: str) -> None:
    file_for(cast.oksana, permit)
    assert not search(text, Actor.for_user(cast.novotna)).found


def test_a_case_is_found_by_the_beginning_of_its_number(cast: Cast, permit) -> None:
    case = file_for(cast.oksana, permit)
    found = search(case.number[:6].lower(), Actor.for_user(cast.novotna)).found
    assert [row.pk for row in found] == [case.pk]


def test_who_is_tied_to_a_person_does_not_find_them(cast: Cast, permit) -> None:
    file_for(cast.oksana, permit)
    record_conflict(cast.oksana.person, cast.novotna, kind="kin", actor=SYSTEM)
    assert not search("Kovalenko", Actor.for_user(cast.novotna)).found


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_opening_a_case_is_one_event_that_its_person_can_see(world: World) -> None:
    address = reverse("cases:case", args=[world.case.pk])
    assert signed_in(world.novotna).get(address).status_code == 200
    event = Event.objects.get(name="cases.open_file")
    assert [row.subject_id for row in event.subjects.all()] == [world.oksana.person.pk]


def test_what_is_not_possible_says_why(world: World) -> None:
    page = signed_in(world.novotna).get(reverse("cases:case", args=[world.case.pk]))
    barred = {offer.name: str(offer.reason) for offer in page.context["file"].barred}
    assert "hand_over_card" in barred
    assert all(barred.values())


@pytest.mark.parametrize("name", ["withdraw", "nothing", "resume"])
def test_an_act_that_the_role_does_not_know_is_no_page(world: World, name: str) -> None:
    address = reverse("cases:act", args=[world.case.pk, name])
    assert signed_in(world.novotna).get(address).status_code == 404


def test_an_auditor_reads_and_does_nothing(world: World) -> None:
    browser = signed_in(world.auditor)
    assert browser.get(reverse("cases:case", args=[world.case.pk])).status_code == 200
    for name in ("begin", "ask", "note", "take"):
        assert browser.post(reverse("cases:act", args=[world.case.pk, name])).status_code == 404


def test_what_was_typed_stays_when_something_is_wrong(world: World) -> None:
    address = reverse("cases:act", args=[world.case.pk, "ask"])
    page = signed_in(world.novotna).post(address, {"text": "Věta, kterou nechci psát znovu."})
    assert page.status_code == 422
    assert "Věta, kterou nechci psát znovu." in page.content.decode()


def test_asking_for_a_paper_and_for_an_explanation(world: World) -> None:
    browser = signed_in(world.novotna)
    address = reverse("cases:act", args=[world.case.pk, "ask"])
    form = browser.get(address).context["form"]
    paper = form.paper_fields()[0]
    posted = {
        paper.name: paper.field.choices[1][0],
        "questions": ["explain"],
        "text": "",
        "legal_basis": form["legal_basis"].field.choices[0][0],
        "due_on": form["due_on"].initial.isoformat(),
    }
    assert browser.post(address, posted).status_code == 302
    request = world.case.requests.get()
    assert {item.kind for item in request.items.all()} >= {"information"}
    assert request.items.count() == 2


def test_the_preview_is_the_letter_itself(world: World) -> None:
    browser = signed_in(world.novotna)
    document = world.case_document
    posted = {
        "outcome": "refuse",
        "fact_funds_below": "on",
        "evidence_funds_below": [str(document.pk)],
        "words_funds_below": "",
        "grounds": ["no_funds"],
        "remedy": "appeal",
    }
    page = browser.post(reverse("cases:proposal_preview", args=[world.case.pk]), posted)
    letter = page.context["letter"]
    assert (letter.binding_language, letter.language) == ("cs", "uk")
    assert letter.binding.remedy
    assert letter.binding.title in page.content.decode()


def test_a_comment_that_could_not_go_back_stays(world: World) -> None:
    case = Case.objects.get(pk=world.decided)
    address = reverse("cases:sign", args=[case.pk])
    typed = {"act": "return", "version": "99", "comment": "Doplňte prosím, z čeho to plyne."}
    page = signed_in(world.dvorak).post(address, typed)
    assert page.status_code == 422
    assert "Doplňte prosím, z čeho to plyne.</textarea>" in page.content.decode()


def test_grounds_stand_below_their_law_and_evidence_can_be_opened(world: World) -> None:
    proof = reverse("cases:document", args=[world.case.pk, world.case_document.pk])
    page = signed_in(world.novotna).get(reverse("cases:proposal", args=[world.case.pk]))
    form = page.context["form"]
    laws = form.ground_laws()
    assert len({law["name"] for law in laws}) == len(laws)
    assert sum(len(law["grounds"]) for law in laws) == len(form.offered.grounds)
    assert page.content.decode().count(f'href="{proof}"') == len(form.offered.facts)


def test_a_case_is_taken_with_one_button(world: World) -> None:
    browser = signed_in(world.novotna)
    browser.post(reverse("cases:act", args=[world.case.pk, "take"]))
    assert Case.objects.get(pk=world.case.pk).assigned_to == world.novotna


def test_what_people_wrote_is_never_markup(cast: Cast, permit, desk: Client) -> None:
    evil = "<script>alert(1)</script>\n\"'>"
    answers = {**ANSWERS, "person": {"name": {"family": evil, "given": evil}}}
    paper = make_document(cast.oksana.person)
    paper.file_name, paper.pages = evil, 1
    paper.save()
    case = file_for(cast.oksana, permit, answers=answers, documents=[("PASSPORT", paper)])
    note(case, evil, actor=Actor.for_user(cast.novotna))
    page = desk.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
    assert "&quot;&#x27;&gt;" in page
