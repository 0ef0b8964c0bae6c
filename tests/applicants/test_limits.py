"""What one login may keep at once: drafts, children, files; also when everything comes at once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import add_ward, end_guardianship
from accounts.actor import Actor
from accounts.limits import SENTENCES, LimitReached
from accounts.models import Guardianship, Person
from applicants import actions
from applicants.actions.replying import attach_to_reply, reply_to
from applicants.models import Draft
from cases.actions.requests import Asked, ask
from documents.actions import store_bytes
from documents.models import Document
from permits.models import Phrase
from tests.applicants.filling import photo
from tests.applicants.test_journey import page, upload
from tests.cases.test_races import at_once
from tests.factories import Cast
from tests.world import World

CHILD = {"family_name": "Kovalenko", "given_names": "Marko", "birth_date": "2020-05-01"}


@pytest.fixture
def limit(settings: Any) -> Callable[..., None]:
    def set_to(**limits: int) -> None:
        settings.LIMITS = {**settings.LIMITS, **limits}

    return set_to


@pytest.fixture
def file(draft: Draft, oksana: Actor) -> Callable[[], Document]:
    def new() -> Document:
        return store_bytes(
            photo(),
            owner=draft.person,
            name="a.jpg",
            media_type="image/jpeg",
            actor=oksana,
            kind="upload",
        )

    return new


def begin_another(draft: Draft, actor: Actor) -> Draft:
    return actions.begin(
        draft.permit_type, person=draft.person, actor=actor, place="office", language="uk"
    )


def test_every_limit_has_a_sentence_and_a_number(settings: Any) -> None:
    assert set(SENTENCES) == set(settings.LIMITS)
    assert all(number > 0 for number in settings.LIMITS.values())


def test_drafts_are_limited_until_one_is_deleted(draft, oksana, limit) -> None:
    limit(open_drafts=2)
    begin_another(draft, oksana)
    with pytest.raises(LimitReached):
        begin_another(draft, oksana)
    actions.discard(draft, actor=oksana)
    begin_another(draft, oksana)


def test_the_page_says_what_to_do(draft, browser_of_oksana: Client, limit) -> None:
    limit(open_drafts=1)
    form = {"who": "me", "place": "office"}
    answer = browser_of_oksana.post(page("new", "EMP"), form)
    assert answer.status_code == 422
    assert str(SENTENCES["open_drafts"]) in answer.content.decode()
    assert Draft.objects.count() == 1


def test_a_child_without_a_draft_is_not_left_over(draft, browser_of_oksana, limit) -> None:
    limit(open_drafts=1)
    people = Person.objects.count()
    form = {**CHILD, "who": "child", "place": "office"}
    assert browser_of_oksana.post(page("new", "EMP"), form).status_code == 422
    assert Person.objects.count() == people


def test_children_are_limited(cast: Cast, oksana: Actor, limit, browser_of_oksana: Client) -> None:
    limit(children=1)
    add_ward(cast.oksana.person, actor=oksana, **CHILD)
    answer = browser_of_oksana.post(reverse("accounts:add-child"), CHILD)
    assert str(SENTENCES["children"]) in answer.content.decode()
    assert Guardianship.objects.count() == 1


def test_ending_and_adding_again_is_no_way_round(
    cast: Cast, oksana: Actor, limit, time_machine: Any
) -> None:
    limit(children=1)
    add_ward(cast.oksana.person, actor=oksana, **CHILD)
    end_guardianship(Guardianship.objects.get(), actor=oksana)
    with pytest.raises(LimitReached):
        add_ward(cast.oksana.person, actor=oksana, **CHILD)
    time_machine.move_to(timezone.now() + timedelta(days=2))
    add_ward(cast.oksana.person, actor=oksana, **CHILD)


def test_files_of_a_paper_are_limited_and_one_can_be_replaced(draft, oksana, file, limit) -> None:
    limit(files_a_paper=1)
    first = actions.attach(draft, "PASSPORT", file(), actor=oksana)
    with pytest.raises(LimitReached):
        actions.attach(draft, "PASSPORT", file(), actor=oksana)
    actions.attach(draft, "ACCOMMODATION", file(), actor=oksana)
    actions.attach(draft, "PASSPORT", file(), actor=oksana, replaces=first)
    assert draft.papers.count() == 2


def test_all_files_together_are_limited(draft, oksana, file, limit) -> None:
    document = file()
    limit(bytes_an_application=document.size)
    first = actions.attach(draft, "PASSPORT", document, actor=oksana)
    with pytest.raises(LimitReached):
        actions.attach(draft, "ACCOMMODATION", file(), actor=oksana)
    actions.attach(draft, "PASSPORT", file(), actor=oksana, replaces=first)


def test_a_file_beyond_the_limit_is_shredded_and_told(
    draft, browser_of_oksana: Client, limit
) -> None:
    limit(bytes_an_application=1)
    answer: Any = upload(browser_of_oksana, draft, "PASSPORT", photo())
    assert answer.status_code == 422
    assert answer.json()["message"] == SENTENCES["bytes_an_application"]
    assert [document.state for document in Document.objects.all()] == ["removed"]


def test_a_reply_has_the_same_limits(db: None, limit) -> None:
    world = World()
    phrase = Phrase.objects.filter(pack="cz", kind="paper").first()
    assert phrase is not None
    wanted = [Asked("missing", phrase.code, world.case_document.requirement)]
    request = ask(world.case, wanted, legal_basis="section 1", text="", actor=world.officer)
    reply = reply_to(request)
    limit(files_a_paper=1)
    attach_to_reply(reply, "PASSPORT", world.new_document(), actor=world.applicant)
    with pytest.raises(LimitReached):
        attach_to_reply(reply, "PASSPORT", world.new_document(), actor=world.applicant)
    limit(files_a_paper=9, bytes_an_application=1)
    with pytest.raises(LimitReached):
        attach_to_reply(reply, "", world.new_document(), actor=world.applicant)


def guarded(act: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return act()
        except LimitReached:
            return None
        finally:
            connections.close_all()

    return run


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_at_once_stay_within_the_limits(draft, oksana, file, limit, cast: Cast) -> None:
    limit(open_drafts=3, children=3, files_a_paper=3)
    documents = [file() for _number in range(8)]
    person = cast.oksana.person
    at_once([guarded(lambda: begin_another(draft, oksana))] * 8)
    at_once([guarded(lambda: add_ward(person, actor=oksana, **CHILD))] * 8)
    at_once(
        [
            guarded(lambda each=each: actions.attach(draft, "PASSPORT", each, actor=oksana))
            for each in documents
        ]
    )
    assert Draft.objects.open().count() == 3
    assert Guardianship.objects.live().count() == 3
    assert draft.papers.count() == 3
