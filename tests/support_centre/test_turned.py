"""The visitor's screen follows what is asked and written, and shows nothing else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import add_ward
from accounts.actor import Actor
from accounts.models import Guardianship
from applicants.actions import begin
from applicants.models import Draft
from audit.models import Event
from support_centre import actions, scenes
from support_centre.models import AssistedSession, Mandate, Turned
from support_centre.scenes import Seen
from support_centre.screen import screen_of
from tests.cases.test_guards import refused
from tests.factories import signed_in
from tests.world import World

SCREEN, NOW, FOLLOW = "/en/centre/turned/", "/en/centre/turned/now/", "/en/centre/turned/follow/"


@pytest.fixture
def draft(world: World) -> Draft:
    return world.new_draft()


def section(draft: Draft, name: str = "person") -> str:
    return f"/en/draft/{draft.pk}/form/{name}/"


def focus(desk: Client, draft: Draft, question: str, name: str = "person") -> int:
    data = {"draft": draft.pk, "section": name, "question": question}
    return desk.post(FOLLOW, data).status_code


def shown(desk: Client, address: str = NOW) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_opens_in_the_visitors_language_with_no_way_out(session: AssistedSession, desk: Client):
    page = shown(desk, SCREEN)
    assert '<html lang="uk" dir="ltr"' in page
    for part in ("<a ", "<form", "<button", "Alena", "csrf"):
        assert part not in page, part


def test_it_follows_the_section_that_the_helper_opens(
    draft: Draft, session: AssistedSession, desk: Client
):
    desk.get(section(draft))
    page = shown(desk)
    assert "Про вас" in page
    assert "Дата народження" in page
    assert "About you" not in page
    desk.get(section(draft, "contact"))
    assert "Про вас" not in shown(desk)


def test_it_shows_the_question_that_has_the_focus_and_what_stands_in_it(
    draft: Draft, session: AssistedSession, desk: Client
):
    desk.get(section(draft))
    assert focus(desk, draft, "birth_place") == 204
    desk.post(
        f"/en/draft/{draft.pk}/form/person/save/",
        {"birth_place": "Полтава на Ворсклі", "_was": "{}"},
        headers={"Accept": "application/json"},
    )
    page = shown(desk)
    asked = page.split("turned__written")[0]
    assert "Полтава на Ворсклі" in asked


def test_the_answers_of_a_choice_are_shown_with_the_one_chosen(
    draft: Draft, session: AssistedSession, desk: Client
):
    desk.get(section(draft))
    focus(desk, draft, "sex")
    page = shown(desk)
    assert page.count("<li") == 3
    assert page.count("data-chosen") == 1


def test_a_question_inside_a_list_is_followed(draft: Draft, session: AssistedSession, desk: Client):
    draft.answers["family"]["children"] = [{"_id": "r0", "name": {"family": "Kovalenko"}}]
    draft.save()
    desk.get(section(draft, "family"))
    focus(desk, draft, "children.r0.birth_date", "family")
    assert "turned__asked" in shown(desk)


def test_what_is_no_question_of_the_form_is_not_kept(
    draft: Draft, session: AssistedSession, desk: Client
):
    assert focus(desk, draft, "Oksana has a rash") == 204
    assert Turned.objects.get().question == ""
    assert focus(desk, draft, "", "no_such_section") == 404


def test_it_answers_304_until_something_changes(
    draft: Draft, session: AssistedSession, desk: Client
):
    desk.get(section(draft))
    tag = desk.get(NOW)["ETag"]
    again = desk.get(NOW, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    desk.post(
        f"/en/draft/{draft.pk}/form/person/save/",
        {"birth_place": "Lviv", "_was": "{}"},
        headers={"Accept": "application/json"},
    )
    assert desk.get(NOW, headers={"If-None-Match": tag}).status_code == 200


def test_asking_again_is_cheap(draft: Draft, session: AssistedSession, desk: Client):
    desk.get(section(draft))
    tag = desk.get(NOW)["ETag"]
    with CaptureQueriesContext(connection) as queries:
        desk.get(NOW, headers={"If-None-Match": tag})
    about = [q["sql"] for q in queries if '"answers"' in q["sql"]]
    assert about == []
    assert len(queries) <= 10


def test_papers_are_shown_as_wanted_and_here(world: World, session: AssistedSession, desk: Client):
    paper = world.paper
    desk.get(f"/en/draft/{paper.draft_id}/documents/")
    page = shown(desk)
    assert page.count("data-chosen") == 1
    assert page.count("<li") > 1


def test_elsewhere_it_waits_calmly(draft: Draft, session: AssistedSession, desk: Client):
    desk.get(section(draft))
    desk.get("/en/home/")
    page = shown(desk)
    assert "Kovalenko" not in page
    assert "turned__calm" in page


def test_when_the_session_is_over_it_says_so_and_shows_nothing(
    world: World, draft: Draft, mandate: Mandate, session: AssistedSession, desk: Client
):
    desk.get(section(draft))
    assert "turned__written" in shown(desk)
    tag = desk.get(NOW)["ETag"]
    actions.revoke(mandate, actor=world.applicant)
    answer = desk.get(NOW, headers={"If-None-Match": tag})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'lang="uk"' in page
    assert "turned__written" not in page
    assert "turned__calm" in page


def test_after_a_while_it_welcomes_the_next_visitor(
    session: AssistedSession, desk: Client, helper: Actor
):
    actions.end(session, actor=helper, now=timezone.now())
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=timezone.now())
    assert "Welcome" not in shown(desk)
    later = screen_of(helper, timezone.now() + timedelta(minutes=4))
    assert later.seen is None
    assert not later.finished


def test_the_open_screen_alone_keeps_no_session_alive(session: AssistedSession, desk: Client):
    before = AssistedSession.objects.filter(pk=session.pk).values_list("acted_at", "beat_at").get()
    past = timezone.now() - timedelta(minutes=5)
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=past)
    desk.get(NOW)
    after = AssistedSession.objects.filter(pk=session.pk).values_list("acted_at", "beat_at").get()
    assert after == (past, before[1])


def test_a_colleague_sees_nothing_of_it(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    desk.get(section(draft))
    other = signed_in(world.colleague)
    page = shown(other)
    assert "turned__written" not in page
    assert other.post(FOLLOW, {"draft": draft.pk, "section": "person"}).status_code == 204


def test_another_persons_draft_is_not_followed(
    world: World, session: AssistedSession, desk: Client
):
    amira = Actor.for_user(world.amira)
    foreign = begin(
        world.permit, person=world.amira.person, actor=amira, place="office", language="ar"
    )
    assert focus(desk, foreign, "name") == 404
    assert desk.get(section(foreign)).status_code == 404
    with pytest.raises(IntegrityError), transaction.atomic():
        Turned.objects.create(session=session, scene="section", draft=foreign, section="person")


def test_a_childs_draft_is_followed_while_the_visitor_acts_for_the_child(
    world: World, session: AssistedSession
):
    oksana = world.applicant
    child = add_ward(
        world.oksana.person, actor=oksana, family_name="K", given_names="M", birth_date="2015-01-01"
    )
    about = begin(world.permit, person=child, actor=oksana, place="office", language="uk")
    row, seen = Turned(session=session, scene="section"), {"draft": about, "section": "person"}
    row.save()
    rows, acting = Turned.objects.filter(pk=row.pk), Guardianship.objects.filter(ward=child)
    before = acting.get().since - timedelta(seconds=1)
    refused(lambda: rows.update(**seen, changed_at=before))
    assert rows.update(**seen, changed_at=timezone.now()) == 1
    acting.update(ended_at=timezone.now(), comes_of_age_at=None)
    refused(lambda: rows.update(question="name", changed_at=timezone.now()))


def test_another_part_of_the_desk_adds_a_scene(
    draft: Draft, session: AssistedSession, desk: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(scenes, "_scenes", dict(scenes._scenes))

    def values(seen: Seen) -> dict[str, object]:
        return {"cards": [], "draft": seen.draft()}

    scenes.register("readback", "support_centre/scenes/papers.html", values, lambda seen: "1")
    actions.turn(session, "readback", draft=draft)
    assert "turned__title" in shown(desk)
    actions.turn(session, "a scene that nobody knows"[:16])
    assert "turned__calm" in shown(desk)


def reads(session: AssistedSession) -> int:
    read = Event.objects.filter(name="support_centre.read_page", user_id=session.user_id)
    return read.filter(acting_for=session.person_id).count()


def test_what_it_shows_is_a_read_of_the_log_once_for_each_thing(
    draft: Draft, session: AssistedSession, desk: Client
):
    desk.get(SCREEN)
    assert reads(session) == 0  # it says nothing of her yet
    focus(desk, draft, "birth_place")
    shown(desk)
    assert reads(session) == 1
    shown(desk)
    shown(desk, SCREEN)
    assert reads(session) == 1
    focus(desk, draft, "", "contact")
    shown(desk)
    assert reads(session) == 2
