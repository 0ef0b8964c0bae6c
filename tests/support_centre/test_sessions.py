"""In an assisted session a helper sees what the mandate allows, while it lives, and is seen."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext

from accounts.actor import Actor
from accounts.models import Conflict
from applicants.models import Draft, Reply
from audit.models import Event
from cases.models import Case
from i18n.languages import using
from postbox.models import Message
from support_centre import actions, last_words
from support_centre.models import AssistedSession, Mandate
from tests.factories import signed_in
from tests.support_centre.giving import agreed
from tests.world import World


def section(draft: Draft) -> str:
    return f"/en/draft/{draft.pk}/form/person/"


def test_without_a_session_nothing_of_the_person_is_there(
    world: World, mandate: Mandate, desk: Client
):
    draft = world.new_draft()
    assert desk.get(section(draft)).status_code == 404
    assert desk.get("/en/home/").status_code == 404


def test_in_a_session_the_persons_own_pages_open(
    world: World, session: AssistedSession, desk: Client
):
    draft = world.new_draft()
    page = desk.get(section(draft))
    assert page.status_code == 200
    assert "You act for" in page.content.decode()
    assert "Oksana Kovalenko" in page.content.decode()


def test_the_banner_stands_on_every_page(session: AssistedSession, desk: Client):
    for address in ("/en/home/", "/en/centre/desk/", "/en/permits/", "/en/account/"):
        assert "You act for" in desk.get(address, follow=True).content.decode(), address


@pytest.mark.parametrize(
    ("services", "opens", "shut"),
    [
        (("explain",), ["/en/post/"], ["/en/apply/EMP/"]),
        (("file",), ["/en/apply/EMP/"], ["/en/post/"]),
        (("restore",), [], ["/en/home/", "/en/post/", "/en/apply/EMP/"]),
    ],
)
def test_only_what_the_mandate_names_is_open(
    world: World, desk: Client, services: tuple[str, ...], opens: list[str], shut: list[str]
):
    mandate = world.new_mandate(*services)
    desk.post(f"/en/centre/mandate/{mandate.pk}/session/")
    for address in opens:
        assert desk.get(address).status_code == 200, address
    for address in shut:
        assert desk.get(address).status_code == 404, address


def test_a_mandate_for_one_case_shows_no_other(world: World, desk: Client):
    other, one = world.decided, world.case
    mandate = world.new_mandate("explain", case=one)
    desk.post(f"/en/centre/mandate/{mandate.pk}/session/")
    assert desk.get(f"/en/case/{one.pk}/").status_code == 200
    assert desk.get(f"/en/case/{other}/").status_code == 404


def test_the_conflict_is_written_before_anything_is_seen(world: World, session: AssistedSession):
    tie = Conflict.objects.get(person=world.oksana.person)
    assert (tie.user, tie.kind) == (world.helper, "assisted")


def test_no_session_without_a_live_mandate_even_by_sql(world: World, mandate: Mandate):
    actions.revoke(mandate, actor=world.applicant)
    with pytest.raises(IntegrityError), transaction.atomic():
        AssistedSession.objects.create(
            mandate=mandate, user=world.helper, person=world.oksana.person
        )


def test_a_colleague_whom_the_mandate_does_not_name_is_refused(world: World, mandate: Mandate):
    with pytest.raises(actions.NoMandate):
        actions.start(mandate, visit=None, actor=Actor.for_user(world.stranger))


def test_two_helpers_at_once_the_second_is_told_who_and_where(
    world: World, session: AssistedSession
):
    page = signed_in(world.colleague).post(f"/en/centre/mandate/{session.mandate_id}/session/")
    assert page.status_code == 409
    assert "Alena Horová at Centre on the Square" in page.content.decode()


def test_one_person_at_a_time(world: World, session: AssistedSession, helper: Actor):
    visit = actions.open_visit(world.centre, language="ar", reason="file", actor=helper)
    _offered, code = actions.offer(visit, actions.Asked(("file",), 1, "ar"), actor=helper)
    other = agreed(code, actor=Actor.for_user(world.amira))
    actions.start(other, visit=visit, actor=helper)
    session.refresh_from_db()
    assert session.end == "ended"


def test_both_are_in_every_event(world: World, session: AssistedSession, desk: Client):
    draft = world.new_draft()
    desk.post(f"{section(draft)}save/", typed(draft, "Petrenko"))
    event = Event.objects.get(name="applicants.saved_section")
    assert (event.user_id, event.acting_for) == (world.helper.pk, world.oksana.person.pk)
    assert event.role == "helper"


def test_every_page_read_is_told_to_the_person(
    world: World, session: AssistedSession, desk: Client, phone: Client
):
    desk.get("/en/home/")
    read = Event.objects.get(name="support_centre.read_page")
    assert read.acting_for == world.oksana.person.pk
    page = phone.get("/en/looks/").content.decode()
    assert "Opened a page of yours while helping you" in page


def test_revoked_on_the_telephone_it_closes_at_the_next_request(
    world: World, session: AssistedSession, desk: Client, phone: Client
):
    draft = world.new_draft()
    phone.post(f"/en/centre/consents/{session.mandate_id}/revoke/")
    page = desk.get(section(draft), follow=True)
    assert "The person took the mandate back." in page.content.decode()
    assert "Kovalenko" not in page.content.decode()
    assert desk.get(section(draft)).status_code == 404


def typed(draft: Draft, text: str) -> dict[str, str]:
    return {"name.family": text, "_was": json.dumps({"name.family": "Kovalenko"})}


def test_what_was_being_typed_is_kept_for_the_person(
    world: World, session: AssistedSession, desk: Client
):
    draft = world.new_draft()
    desk.get(section(draft))
    actions.revoke(session.mandate, actor=world.applicant)
    answer = desk.post(
        f"{section(draft)}save/", typed(draft, "Petrenko"), headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert "Kovalenko" not in answer.content.decode()
    draft.refresh_from_db()
    assert draft.answers["person"]["name"]["family"] == "Petrenko"
    page = desk.get(answer.json()["url"])
    assert "What was being typed is kept for the person" in page.content.decode()


def test_the_last_words_are_taken_once(world: World, session: AssistedSession, desk: Client):
    draft = world.new_draft()
    desk.get(section(draft))
    actions.revoke(session.mandate, actor=world.applicant)
    desk.post(section(draft), typed(draft, "Petrenko"))
    desk.post(section(draft), typed(draft, "Intruder"))
    draft.refresh_from_db()
    assert draft.answers["person"]["name"]["family"] == "Petrenko"


def test_nothing_is_kept_but_for_the_page_that_was_open(
    world: World, session: AssistedSession, desk: Client
):
    """After the end there is one write, and it overwrites nothing that was not being written."""
    draft, other = world.new_draft(), world.new_draft()
    asked = world.request
    desk.get(section(draft))
    actions.revoke(session.mandate, actor=world.applicant)
    desk.post(section(other), typed(other, "Intruder"))
    desk.post(f"/en/draft/{draft.pk}/form/contact/save/", {"email": "intruder@example.org"})
    desk.post(f"/en/case/{asked.case_id}/request/{asked.pk}/keep/", {"text": "Intruder"})
    for each in (draft, other):
        each.refresh_from_db()
        assert "ntruder" not in str(each.answers)
    assert not Reply.objects.exists()
    desk.post(section(draft), typed(draft, "Petrenko"))
    draft.refresh_from_db()
    assert draft.answers["person"]["name"]["family"] == "Petrenko"


def test_the_person_is_told_where_something_was_kept(
    world: World, session: AssistedSession, desk: Client
):
    draft = world.new_draft()
    desk.get(section(draft))
    actions.revoke(session.mandate, actor=world.applicant)
    desk.post(section(draft), typed(draft, "Petrenko"))
    desk.post(section(draft), typed(draft, "Intruder"))
    with using("cs"):
        title, part = last_words.words_kept(session.turned).title, gettext("About you")
    told = [row for row in Message.objects.all() if row.binding_subject == title]
    assert len(told) == 1
    assert part in told[0].binding_body
    assert draft.permit_type.name_cs in told[0].binding_body


def test_an_answer_under_way_is_kept_and_never_sent(
    world: World, session: AssistedSession, desk: Client
):
    asked = world.request
    desk.get(f"/en/case/{asked.case_id}/request/{asked.pk}/")
    actions.revoke(session.mandate, actor=world.applicant)
    desk.post(f"/en/case/{asked.case_id}/request/{asked.pk}/", {"text": "Ось документ."})
    asked.refresh_from_db()
    assert asked.state == "open"
    assert Reply.objects.get(request=asked).text == "Ось документ."


@pytest.mark.parametrize(
    ("field", "ago", "why"),
    [
        ("acted_at", timedelta(minutes=16), "Nothing was done for a while."),
        ("beat_at", timedelta(minutes=4), "it was closed, or the line was cut."),
    ],
)
def test_it_ends_by_itself(
    session: AssistedSession, desk: Client, field: str, ago: timedelta, why: str
):
    AssistedSession.objects.filter(pk=session.pk).update(**{field: timezone.now() - ago})
    assert why in desk.get("/en/home/", follow=True).content.decode()


def test_it_ends_with_the_mandate(world: World, session: AssistedSession):
    over = session.over(session.mandate.until + timedelta(seconds=1))
    assert over is not None
    assert over[1] in ("expired", "idle")


def test_signs_of_life_are_no_acts(session: AssistedSession, desk: Client):
    long_ago = timezone.now() - timedelta(minutes=14)
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=long_ago)
    assert desk.post("/en/centre/session/beat/").status_code == 204
    session.refresh_from_db()
    assert session.acted_at == long_ago
    assert session.beat_at is not None


def test_ending_the_visit_ends_the_session(world: World, session: AssistedSession, desk: Client):
    desk.post(f"/en/centre/visit/{world.visit.pk}/done/", {"done": ["file"]})
    session.refresh_from_db()
    assert session.end == "ended"
    assert desk.get("/en/home/").status_code == 404


def test_a_helper_changes_neither_family_nor_sign_in(
    world: World, session: AssistedSession, desk: Client
):
    assert desk.get("/en/account/child/").status_code == 404
    assert "oksana@example.org" not in desk.get("/en/account/").content.decode()


def test_whoever_assisted_no_longer_sees_the_case_as_an_officer(
    world: World, session: AssistedSession
):
    case = world.case
    from accounts import actions as people  # noqa: PLC0415
    from accounts.actor import SYSTEM  # noqa: PLC0415

    people.grant_role(world.helper, "officer", office="PRG", actor=SYSTEM)
    officer = Actor.for_user(world.helper, "officer")
    assert not Case.objects.visible_to(officer).filter(pk=case.pk).exists()


def test_what_is_written_at_the_desk_is_in_the_persons_language(
    world: World, session: AssistedSession, desk: Client
):
    """The letters that follow are in it as well, whatever language the helper works in."""
    draft = world.new_draft()
    Draft.objects.filter(pk=draft.pk).update(language="en")
    desk.post(f"{section(draft)}save/", typed(draft, "Petrenko"))
    draft.refresh_from_db()
    assert draft.language == session.mandate.language == "uk"
    desk.post("/en/apply/EMP/", {"who": "me", "place": "office"})
    assert Draft.objects.exclude(pk=draft.pk).latest("created_at").language == "uk"
