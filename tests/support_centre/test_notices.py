"""The person is told what was allowed, what was done and what ended, in their language."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import set_language
from accounts.actor import Actor
from applicants.models import Draft
from audit.models import Event
from i18n.languages import using
from jobs import sweep
from postbox.models import Message
from support_centre import actions, notices, tasks
from support_centre.models import AssistedSession, Mandate
from support_centre.notice_printing import notice_pdf
from tests.factories import signed_in
from tests.world import World


def messages(world: World) -> list[Message]:
    return list(
        Message.objects.filter(person=world.oksana.person, case_id=None).order_by("sent_at")
    )


@pytest.fixture(autouse=True)
def english(world: World) -> None:
    set_language(world.oksana, "en")
    world.oksana.person.refresh_from_db()


def write(desk: Client, world: World) -> str:
    """Begin an application in the person's place, write in it twice; the id of the draft."""
    url = reverse("applicants:new", args=["EMP"])
    desk.post(url, {"who": "me", "place": "office"})
    draft = world.oksana.person.drafts.latest("created_at")
    for name in ("Petrenko", "Petrenková"):
        save = reverse("applicants:autosave", args=[draft.pk, "person"])
        desk.post(save, {"name.family": name, "_was": json.dumps({"name.family": ""})})
    return str(draft.pk)


def test_a_mandate_that_is_given_is_told_at_once(world: World, mandate: Mandate) -> None:
    [told] = messages(world)
    assert told.subject == "You allowed a support centre to act for you"
    assert "Centre on the Square may:" in told.body
    assert "• Explain letters" in told.body
    assert "Who may act for me" in told.body
    assert told.binding_language == "cs"


def test_a_mandate_taken_back_is_told_once(world: World, mandate: Mandate) -> None:
    actions.revoke(mandate, actor=world.applicant)
    actions.revoke(mandate, actor=world.applicant)
    subjects = [message.subject for message in messages(world)]
    assert subjects.count("A mandate has ended") == 1


def test_what_was_done_is_told_when_the_session_ends(
    world: World, session: AssistedSession, desk: Client
) -> None:
    write(desk, world)
    before = len(messages(world))
    desk.post(reverse("support_centre:session_end"))
    told = messages(world)[before:]
    assert [message.subject for message in told] == ["What a support centre did for you"]
    assert "• began 1 application\n• wrote in an application" in told[0].body
    assert "Centre on the Square" in told[0].body
    assert "Horová" not in told[0].body
    session.refresh_from_db()
    assert session.notice == told[0]


def test_opened_letters_and_a_sent_application_are_told(
    world: World, session: AssistedSession, desk: Client
) -> None:
    desk.get(reverse("postbox:message", args=[world.message.pk]))
    helper = Actor.for_user(world.helper).assisting(
        world.oksana.person.pk, permissions=frozenset({"case.follow", "case.withdraw"})
    )
    asked = actions.read_withdrawal_back(world.case, session=session, language="uk", actor=helper)
    actions.send(actions.confirm(asked, how="screen", actor=helper), actor=helper)
    actions.end(session, actor=helper)
    session.refresh_from_db()
    assert session.notice is not None
    assert f"withdrew the application of case {world.case.number}" in session.notice.body
    assert "opened letters or messages 1 time" in session.notice.body


def test_nothing_done_nothing_told(world: World, session: AssistedSession, desk: Client) -> None:
    before = len(messages(world))
    desk.get(reverse("applicants:home"))
    desk.post(reverse("support_centre:session_end"))
    assert len(messages(world)) == before


def test_acts_of_the_person_and_of_other_sessions_are_not_in_it(
    world: World, session: AssistedSession, desk: Client, phone: Client
) -> None:
    phone.post(reverse("applicants:new", args=["EMP"]), {"who": "me", "place": "office"})
    assert notices.done_in(session) == []
    write(desk, world)
    actions.end(session, actor=Actor.for_user(world.helper))
    session.refresh_from_db()
    second = actions.start(session.mandate, visit=world.visit, actor=Actor.for_user(world.helper))
    assert notices.done_in(second) == []
    assert len(notices.done_in(session)) == 3  # began, wrote, and saw what was there


def test_a_session_that_ran_out_is_ended_by_the_sweep_and_told(
    world: World, session: AssistedSession, desk: Client
) -> None:
    write(desk, world)
    assert not AssistedSession.objects.run_out().exists()
    assert "support_centre.end_run_out" in {kind.task for kind in sweep.kinds()}
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert AssistedSession.objects.run_out().exists()
        tasks.end_run_out(str(session.pk))
    session.refresh_from_db()
    assert (session.end, session.notice is None) == ("idle", False)
    tasks.end_run_out(str(session.pk))
    assert Message.objects.filter(pk=session.notice_id).count() == 1


def test_a_living_session_is_not_ended_by_a_late_task(session: AssistedSession) -> None:
    tasks.end_run_out(str(session.pk))
    actions.end_run_out(session)
    session.refresh_from_db()
    assert session.ended_at is None


def test_it_is_in_the_persons_language(world: World, session: AssistedSession) -> None:
    set_language(world.oksana, "ar")
    with using("ar"):
        expected = notices.words_revoked(session.mandate).title
    actions.revoke(session.mandate, actor=world.applicant)
    told = messages(world)[-1]
    assert (told.language, told.subject) == ("ar", expected)


def test_the_paper_says_the_same(world: World, session: AssistedSession, desk: Client) -> None:
    write(desk, world)
    page = desk.get(reverse("support_centre:visit", args=[world.visit.pk])).content.decode()
    url = reverse("support_centre:notice", args=[session.pk])
    assert url in page
    printed = desk.get(url)
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")
    assert notice_pdf(session).startswith(b"%PDF")


def test_only_who_helped_prints_it_and_only_that_day(
    world: World, session: AssistedSession, desk: Client
) -> None:
    url = reverse("support_centre:notice", args=[session.pk])
    assert signed_in(world.colleague).get(url).status_code == 404
    late = timezone.now() + timedelta(hours=25)
    helper = Actor.for_user(world.helper)
    assert AssistedSession.objects.printable_by(helper).exists()
    assert not AssistedSession.objects.printable_by(helper, now=late).exists()


def sends_nothing_new(desk: Client, draft: Draft) -> None:
    url = reverse("applicants:autosave", args=[draft.pk, "person"])
    assert "SHEVCHENKO" in desk.post(url, {"_was": "{}"}).content.decode().upper()


def sends_without_declaring(desk: Client, draft: Draft) -> None:
    answer = desk.post(reverse("applicants:review", args=[draft.pk]))
    assert answer.status_code == 422
    assert "SHEVCHENKO" in answer.content.decode().upper()


def turns_the_screen(desk: Client, draft: Draft) -> None:
    desk.post(reverse("support_centre:follow"), {"draft": draft.pk, "section": "person"})
    page = desk.get(reverse("support_centre:turned_now")).content.decode()
    assert "SHEVCHENKO" in page.upper()


@pytest.mark.parametrize("reads", [sends_nothing_new, sends_without_declaring, turns_the_screen])
def test_what_was_read_without_opening_a_page_is_recorded_and_told(
    world: World,
    session: AssistedSession,
    desk: Client,
    helper: Actor,
    reads: Callable[[Client, Draft], None],
) -> None:
    draft = world.new_draft()
    before = Event.objects.filter(acting_for=session.person_id).count()
    reads(desk, draft)
    noted = Event.objects.filter(acting_for=session.person_id, name=notices.READ)
    assert (before, noted.count()) == (0, 1)
    notice = actions.end(session, actor=helper).notice
    assert notice is not None
    assert "looked at your applications" in notice.body
