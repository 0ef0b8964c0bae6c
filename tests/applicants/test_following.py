"""Following a case: whose turn it is, news without a reload, an answer kept until it is sent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from applicants.actions import submit
from applicants.following.reading import page_of
from applicants.following.turns import Turn, stages_of, turn_of, with_letter
from applicants.models import Reply
from cases.actions import note, withdraw
from cases.lifecycle import State
from cases.models import Answer, Case, Letter, Request
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.world import World


def case_of(world: World) -> Case:
    return Case.objects.select_related("permit_type", "person").get(pk=world.case.pk)


def test_it_is_the_offices_turn_until_it_asks(world: World) -> None:
    assert not page_of(case_of(world)).turn.mine
    asked = world.request
    turn = page_of(case_of(world)).turn
    assert turn.mine
    assert turn.url == reverse("applicants:request", args=[asked.case_id, asked.pk])


def test_a_time_limit_that_has_passed_says_what_one_can_do(world: World, time_machine) -> None:
    assert page_of(case_of(world)).late is None
    time_machine.move_to("2099-01-05 10:00:00+00:00")
    page = page_of(case_of(world))
    assert page.clock.overdue
    assert page.late
    assert page.late.legal_basis
    assert "{" not in page.late.text
    shown = signed_in(world.oksana).get(reverse("applicants:case", args=[world.case.pk]))
    assert page.late.text in shown.content.decode()


def test_the_stages_end_where_the_case_ended(world: World) -> None:
    withdraw(world.case, actor=world.applicant)
    states = [stage.state for stage in stages_of(case_of(world))]
    assert "ended" in states
    assert "current" not in states


def test_what_was_never_lodged_was_never_under_review(world: World) -> None:
    sent = case_of(world)
    case = Case(
        permit_type=sent.permit_type,
        state=State.DISCONTINUED,
        filed_on=sent.filed_on,
        ended_on=sent.filed_on,
    )
    states = [stage.state for stage in stages_of(case)]
    assert states == ["ended"]


@pytest.mark.parametrize(("place", "shown"), [("office", True), ("embassy", False)])
def test_who_has_to_come_is_led_to_the_offices(world: World, place: str, shown: bool) -> None:
    page = page_of(case_of(world))
    sent = Case(
        permit_type=page.case.permit_type,
        place=place,
        state=State.RECEIVED,
        appear_by=page.case.filed_on,
    )
    turn = turn_of(sent, [], page.clock)
    assert turn.mine
    assert turn.url.endswith("#offices") == shown


def test_what_ended_leads_to_the_letter_that_explains_it(world: World) -> None:
    case = case_of(world)
    turn = Turn(False, "refused")
    receipt, decision = (Letter(kind=kind) for kind in (Letter.Kind.RECEIPT, Letter.Kind.DECISION))
    assert with_letter(turn, case, [decision, receipt]).url == "", "it has not ended"
    case.ended_on = case.filed_on
    assert with_letter(turn, case, [receipt]).url == ""
    led = with_letter(turn, case, [decision, receipt])
    assert led.url == reverse("applicants:letter", args=[case.pk, decision.pk])


def test_the_open_page_hears_news_and_otherwise_304(world: World) -> None:
    browser = signed_in(world.oksana)
    page = browser.get(reverse("applicants:case", args=[world.case.pk]))
    address = reverse("applicants:case_now", args=[world.case.pk])
    tag = page.context["tag"]
    assert browser.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert world.request
    news = browser.get(address, headers={"If-None-Match": tag})
    assert news.status_code == 200
    assert news["ETag"] != tag


def test_hearing_no_news_costs_little(world: World) -> None:
    browser = signed_in(world.oksana)
    page = browser.get(reverse("applicants:case", args=[world.case.pk]))
    address = reverse("applicants:case_now", args=[world.case.pk])
    with CaptureQueriesContext(connection) as queries:
        browser.get(address, headers={"If-None-Match": page.context["tag"]})
    assert len(queries) <= 6


def test_what_officers_note_is_not_shown(world: World) -> None:
    note(world.case, "Interní poznámka", actor=world.officer)
    page = signed_in(world.oksana).get(reverse("applicants:case", args=[world.case.pk]))
    assert "Interní poznámka" not in page.content.decode()
    assert world.novotna.person.family_name not in page.content.decode()


@pytest.mark.parametrize("name", ["case", "case_now"])
def test_a_stranger_gets_the_same_as_for_no_case(world: World, name: str) -> None:
    address = reverse(f"applicants:{name}", args=[world.case.pk])
    assert signed_in(world.stranger).get(address).status_code == 404


def test_an_answer_is_kept_while_it_is_written(world: World) -> None:
    asked = world.request
    browser = signed_in(world.oksana)
    keep = reverse("applicants:reply_keep", args=[asked.case_id, asked.pk])
    assert browser.post(keep, {"text": "Половина думки"}).status_code == 200
    page = browser.get(reverse("applicants:request", args=[asked.case_id, asked.pk]))
    assert "Половина думки" in page.content.decode()
    assert not Answer.objects.exists()


def test_an_answer_with_its_file_goes_to_the_office_once(world: World) -> None:
    asked = world.request
    browser = signed_in(world.oksana)
    item = asked.items.get()
    upload = reverse("applicants:reply_upload", args=[asked.case_id, asked.pk, item.requirement])
    sent = browser.post(
        upload,
        data=jpeg(),
        content_type="application/octet-stream",
        headers={"X-File-Name": "a.jpg"},
    )
    assert sent.status_code == 201
    address = reverse("applicants:request", args=[asked.case_id, asked.pk])
    assert browser.post(address, {"text": "Ось документ."}).status_code == 302
    assert browser.post(address, {"text": "Ось документ."}).status_code == 302
    answer = Answer.objects.get()
    assert (answer.text, answer.complete, answer.documents.count()) == ("Ось документ.", True, 1)
    asked.refresh_from_db()
    assert asked.state == Request.State.ANSWERED
    late = reverse("applicants:reply_keep", args=[asked.case_id, asked.pk])
    assert browser.post(late, {"text": "Ось документ."}).status_code == 204, "nothing to keep"
    assert Case.objects.get(pk=asked.case_id).answered


def test_an_empty_answer_is_not_sent(world: World) -> None:
    asked = world.request
    address = reverse("applicants:request", args=[asked.case_id, asked.pk])
    assert signed_in(world.oksana).post(address, {"text": "  "}).status_code == 422
    assert not Answer.objects.exists()
    assert Reply.objects.unsent().count() == 1


def test_home_shows_what_needs_me_first(world: World) -> None:
    assert world.request
    page = signed_in(world.oksana).get(reverse("applicants:home"))
    assert [each.case.pk for each in page.context["home"].mine] == [world.case.pk]


def test_home_costs_the_same_for_one_and_three_cases(world: World) -> None:
    from_one = _queries_of_home(world)
    for _case in range(2):
        assert world.new_draft()
    _file_all(world)
    assert _queries_of_home(world) == from_one


def _file_all(world: World) -> None:
    for draft in world.oksana.person.drafts.filter(state="open"):
        submit(draft, actor=Actor.for_user(world.oksana))


def _queries_of_home(world: World) -> int:
    assert world.case
    browser = signed_in(world.oksana)
    browser.get(reverse("applicants:home"))
    with CaptureQueriesContext(connection) as queries:
        browser.get(reverse("applicants:home"))
    return len(queries)


def test_the_person_sees_who_looked_by_role_and_never_by_name(world: World) -> None:
    browser = signed_in(world.oksana)
    assert "Novotn" not in browser.get(reverse("applicants:looks")).content.decode()
    for _look in range(2):
        signed_in(world.novotna).get(reverse("cases:case", args=[world.case.pk]))
    page = browser.get(reverse("applicants:looks"))
    opened = [look for look in page.context["looks"] if "file" in str(look.what) or look.times == 2]
    assert [look.times for look in opened] == [2]
    assert "Novotn" not in page.content.decode()
    stranger = signed_in(world.stranger).get(reverse("applicants:looks"))
    assert stranger.context["looks"] == []
