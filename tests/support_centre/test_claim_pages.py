"""The pages of a claim: a sign-in is made, everything is the person's, the centre's access ends."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import SYSTEM, Actor
from accounts.models import Person, User
from applicants import actions as applying
from audit.models import Event
from cases.models import Case
from postbox.models import Message
from support_centre import actions
from support_centre.models import AssistedSession, Mandate, Slip
from tests.applicants.filling import complete_answers
from tests.factories import PASSWORD, UserFactory, signed_in
from tests.support_centre.visitor import BORN, PASSPORT, Visitor, filed_for
from tests.world import PERMIT, World

HOME = "192.0.2.10"


# -- then it is theirs


def claimed_by_new_account(code: str, **more: str) -> Client:
    phone = Client()
    first = phone.post("/uk/centre/claim/", {"code": code, "birth_date": BORN})
    assert first.status_code == 302, first.content.decode()
    page = phone.post(first.headers["Location"], {"password1": PASSWORD, **more})
    assert page.status_code == 302, page.content.decode()
    return phone


def test_the_person_makes_a_sign_in_and_sees_everything(visitor: Visitor, code: str):
    phone = claimed_by_new_account(code)
    person = Person.objects.get(pk=visitor.person.pk)
    assert person.user is not None
    assert person.user.username in phone.get("/uk/centre/claim/done/").content.decode()
    assert visitor.case.number in phone.get("/uk/home/").content.decode()
    assert phone.get(f"/uk/case/{visitor.case.pk}/").status_code == 200
    again = Client()
    assert again.login(username=person.user.username, password=PASSWORD)


def test_a_login_name_and_an_address_of_ones_own(visitor: Visitor, code: str, mailoutbox: Any):
    claimed_by_new_account(code, username="halyna", email="halyna@example.org")
    user = User.objects.get(username="halyna")
    assert user.person.pk == visitor.person.pk
    assert mailoutbox[0].to == ["halyna@example.org"]


def test_a_weak_password_is_told_and_costs_nothing(visitor: Visitor, code: str):
    phone = Client()
    first = phone.post("/en/centre/claim/", {"code": code, "birth_date": BORN})
    page = phone.post(first.headers["Location"], {"username": "halyna", "password1": "short"})
    assert page.status_code == 422
    assert 'value="halyna"' in page.content.decode()
    assert not User.objects.filter(username="halyna").exists()
    assert Slip.objects.live().count() == 1
    page = phone.post(first.headers["Location"], {"username": "halyna", "password1": PASSWORD})
    assert page.status_code == 302


def test_the_address_of_another_account_claims_nothing(world: World, visitor: Visitor, code: str):
    _ = world.oksana
    phone = Client()
    first = phone.post("/en/centre/claim/", {"code": code, "birth_date": BORN})
    phone.post(first.headers["Location"], {"email": "oksana@example.org", "password1": PASSWORD})
    assert Slip.objects.live().count() == 1
    assert Person.objects.get(pk=visitor.person.pk).user is None


def test_the_helper_sees_nothing_any_more(visitor: Visitor, code: str, desk: Client):
    desk.post(f"/en/centre/mandate/{visitor.mandate.pk}/session/")
    assert desk.get(f"/en/case/{visitor.case.pk}/").status_code == 200
    claimed_by_new_account(code)
    page = desk.get(f"/en/case/{visitor.case.pk}/", follow=True)
    assert "The person took the mandate back." in page.content.decode()
    assert desk.get(f"/en/case/{visitor.case.pk}/").status_code == 404
    assert not Mandate.objects.live().exists()
    assert not AssistedSession.objects.open().exists()


def test_the_centre_is_told_by_the_visit_and_reads_no_case(
    world: World, visitor: Visitor, code: str, desk: Client
):
    """Its mandates ended with the claim: neither what it filed nor what came after is shown."""
    claimed_by_new_account(code)
    person = Person.objects.get(pk=visitor.person.pk)
    draft = applying.begin(
        world.permit,
        person=person,
        actor=Actor.for_user(person.user),
        place="office",
        language="uk",
    )
    draft.answers = complete_answers(PERMIT)
    draft.save()
    alone = applying.submit(draft, actor=Actor.for_user(person.user))
    page = desk.get("/en/centre/desk/").content.decode()
    assert "has an account now" in page
    assert f"Visitor {visitor.visit.number} of " in page
    assert visitor.case.number not in page
    assert alone.number not in page
    event = Event.objects.get(name="support_centre.claimed")
    assert event.user_id == Person.objects.get(pk=visitor.person.pk).user_id


def test_the_person_is_told_in_their_language_beside_the_binding_one(visitor: Visitor, code: str):
    claimed_by_new_account(code)
    told = Message.objects.filter(person=visitor.person, case_id=None).order_by("-sent_at")
    message = next(each for each in told if each.binding_language)
    assert (message.language, message.binding_language) == ("uk", "cs")
    assert "Centre on the Square" in (message.body or "")


def test_a_code_works_once(code: str):
    claimed_by_new_account(code)
    with pytest.raises(actions.NoSuchSlip):
        actions.check(code, birth_date=BORN, source=HOME)
    late = Client()
    assert late.post("/en/centre/claim/", {"code": code, "birth_date": BORN}).status_code == 422


def test_of_two_who_know_everything_the_first_gets_it(visitor: Visitor, code: str):
    two = [Client(), Client()]
    for client in two:
        client.post("/en/centre/claim/", {"code": code, "birth_date": BORN})
    two[0].post("/en/centre/claim/account/", {"username": "first", "password1": PASSWORD})
    page = two[1].post("/en/centre/claim/account/", {"username": "second", "password1": PASSWORD})
    assert page.headers["Location"] == "/en/centre/claim/"
    assert not User.objects.filter(username="second").exists()
    assert User.objects.get(username="first").person.pk == visitor.person.pk


def test_the_second_page_is_nothing_without_the_first(code: str):
    page = Client().post("/en/centre/claim/account/", {"password1": PASSWORD})
    assert page.headers["Location"] == "/en/centre/claim/"
    assert Slip.objects.live().count() == 1


# -- with an account that is there already


def claimed_signed_in(user: User, code: str) -> Any:
    client = signed_in(user)
    client.post("/en/centre/claim/", {"code": code, "birth_date": BORN})
    return client.post("/en/centre/claim/account/")


def test_an_empty_account_takes_it_over(visitor: Visitor, code: str):
    user = UserFactory(username="empty")
    before = user.person.pk
    assert claimed_signed_in(user, code).headers["Location"] == "/en/centre/claim/done/"
    assert Person.objects.get(user=user).pk == visitor.person.pk
    assert Person.objects.get(pk=before).user is None
    assert signed_in(user).get(f"/en/case/{visitor.case.pk}/").status_code == 200


def test_an_account_with_a_draft_is_refused(world: World, visitor: Visitor, code: str):
    applying.begin(
        world.permit,
        person=world.stranger.person,
        actor=Actor.for_user(world.stranger),
        place="office",
        language="en",
    )
    page = claimed_signed_in(world.stranger, code)
    assert page.status_code == 409
    assert "they are not mixed with these" in page.content.decode()
    assert Person.objects.get(pk=visitor.person.pk).user is None
    assert Slip.objects.live().count() == 1


def test_staff_are_sent_away(world: World, code: str):
    client = signed_in(world.helper)
    page = client.post("/en/centre/claim/", {"code": code, "birth_date": BORN})
    assert "You are signed in as staff" in page.content.decode()
    assert "claim" not in client.session
    as_applicant = signed_in(world.helper, "applicant")
    as_applicant.post("/en/centre/claim/", {"code": code, "birth_date": BORN})
    assert as_applicant.post("/en/centre/claim/account/").status_code == 409
    assert Case.objects.get().person.user is None


def test_the_desk_reads_its_notes_in_as_many_queries_for_three(
    world: World, helper: Actor, desk: Client, code: str
):

    claimed_by_new_account(code)
    desk.get("/en/centre/desk/")
    with CaptureQueriesContext(connection) as one:
        desk.get("/en/centre/desk/")
    for number in range(2):
        other = filed_for(world, helper, replace(PASSPORT, number=f"UT000000{number}"))
        again = actions.hand_over(other.visit, actor=helper)[1]
        claimed_by_new_account(again)
        actions.end_visit(other.visit, done=["file"], actor=SYSTEM)
    with CaptureQueriesContext(connection) as three:
        desk.get("/en/centre/desk/")
    assert len(three) == len(one)
