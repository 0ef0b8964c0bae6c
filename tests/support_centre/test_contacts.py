"""Nobody gives a centre's or a helper's address as a person's own, whichever way they try."""

import json

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from accounts.contacts import is_reserved, reserve_staff_phones
from accounts.models import ReservedContact, User
from applicants.actions import Incomplete, submit
from applicants.models import Draft
from support_centre.models import AssistedSession, Centre
from tests.cases.test_guards import raw, refused
from tests.factories import PASSWORD, signed_in
from tests.world import World

CENTRE = "square@centre.example"
HELPER = "horova@centre.example"
NUMBER = "+420 221 111 222"


@pytest.fixture
def centre(world: World) -> Centre:
    centre = world.centre
    centre.email, centre.phone = CENTRE, NUMBER
    centre.save()
    User.objects.filter(pk=world.helper.pk).update(email=HELPER)
    return centre


# The login


@pytest.mark.parametrize("address", [CENTRE, HELPER, CENTRE.upper(), HELPER.title()])
def test_no_login_has_such_an_address_by_code_or_sql(
    world: World, centre: Centre, address: str
) -> None:
    user = world.oksana

    def saved() -> None:
        user.email = address
        user.save()

    def in_bulk() -> None:
        user.email = address
        User.objects.bulk_update([user], ["email"])

    refused(saved)
    refused(in_bulk)
    refused(lambda: User.objects.filter(pk=user.pk).update(email=address))
    refused(lambda: raw("UPDATE accounts_user SET email = %s WHERE id = %s", address, user.pk))
    refused(lambda: people.create_user(password=PASSWORD, email=address))
    refused(lambda: EmailAddress.objects.create(user=user, email=address))
    assert User.objects.get(pk=user.pk).email == "oksana@example.org"


def test_a_grant_reserves_the_address_and_so_does_a_change_of_it(world: World) -> None:
    user = people.create_user(password=PASSWORD, username="new.one", email="new@work.example")
    assert not is_reserved("email", "new@work.example")
    people.grant_role(user, "helper", office="KPC", actor=SYSTEM)
    assert is_reserved("email", "New@Work.example")
    raw("UPDATE accounts_user SET email = %s WHERE id = %s", "newer@work.example", user.pk)
    assert is_reserved("email", "newer@work.example")
    assert is_reserved("email", "new@work.example")  # what was theirs once stays away from others


def test_staff_keep_their_own_address(world: World, centre: Centre) -> None:
    user = User.objects.get(pk=world.helper.pk)
    user.language = "uk"
    user.save()
    User.objects.filter(pk=user.pk).update(email="other@centre.example")
    User.objects.filter(pk=user.pk).update(email=HELPER)
    assert User.objects.get(pk=user.pk).email == HELPER


def test_a_centre_cannot_take_the_address_of_somebody(world: World) -> None:
    centre = world.centre
    EmailAddress.objects.create(user=world.oksana, email=world.oksana.email, verified=True)
    centre.email = "Oksana@example.org"
    with pytest.raises((ValidationError, IntegrityError)), transaction.atomic():
        centre.save()
    refused(lambda: Centre.objects.filter(pk=centre.pk).update(email=centre.email))


def test_what_a_centre_gives_up_is_free_again(centre: Centre) -> None:
    centre.email = "new@centre.example"
    centre.phone = ""
    centre.save()
    assert not is_reserved("email", CENTRE)
    assert not is_reserved("phone", "+420221111222")
    assert is_reserved("email", "new@centre.example")


def test_what_is_reserved_is_never_moved(centre: Centre) -> None:
    refused(lambda: ReservedContact.objects.filter(value=CENTRE).update(value="x@example.org"))
    refused(lambda: ReservedContact.objects.filter(value=HELPER).delete())


def sign_up(email: str) -> Client:
    client = Client()
    data = {"email": email, "username": "", "password1": "a wide field under snow"}
    client.first = client.post(reverse("account_signup"), data)  # type: ignore[attr-defined]
    return client


def test_sign_up_says_that_it_is_the_centres_address(centre: Centre) -> None:
    page = sign_up(CENTRE).first  # type: ignore[attr-defined]
    assert "belongs to a support centre" in page.content.decode()
    assert not User.objects.filter(email=CENTRE).exists()


@pytest.mark.parametrize("spelt", [HELPER, "horova+visitor@centre.example"])
def test_sign_up_with_an_address_of_staff_answers_like_any_taken_one(
    world: World, centre: Centre, spelt: str
) -> None:
    taken = sign_up(world.oksana.email).first  # type: ignore[attr-defined]
    before = User.objects.count()
    page = sign_up(spelt).first  # type: ignore[attr-defined]
    assert (page.status_code, page.get("Location")) == (taken.status_code, taken.get("Location"))
    assert User.objects.count() == before


def test_a_person_cannot_change_to_the_centres_address(
    world: World, centre: Centre, phone: Client
) -> None:
    page = phone.post(reverse("account_email"), {"email": CENTRE, "action_add": ""})
    assert "belongs to a support centre" in page.content.decode()


def test_an_administrator_cannot_write_it_either(world: World, centre: Centre) -> None:
    client = signed_in(world.administrator)
    url = reverse("admin:accounts_user_change", args=[world.oksana.pk])
    data = {
        "username": "oksana",
        "email": HELPER,
        "language": "uk",
        "is_active": "on",
        "grants-TOTAL_FORMS": "0",
        "grants-INITIAL_FORMS": "0",
    }
    page = client.post(url, data)
    assert page.status_code == 200
    assert "belongs to a support centre" in page.content.decode()
    assert User.objects.get(pk=world.oksana.pk).email == "oksana@example.org"


# What is written in an application


def typed(client: Client, draft: Draft, **answers: str) -> str:
    was = dict.fromkeys(answers, "")
    url = reverse("applicants:section", args=[draft.pk, "contact"])
    response = client.post(url, {**answers, "_was": json.dumps(was)}, follow=True)
    return response.content.decode()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("email", CENTRE, "This e-mail address belongs to a support centre"),
        ("email", "horova+oksana@centre.example", "This e-mail address belongs to a support"),
        ("phone", NUMBER, "This telephone number belongs to a support centre"),
        ("phone", "221111222", "This telephone number belongs to a support centre"),
        ("phone", "00420 777 123 456", "This telephone number belongs to a support centre"),
    ],
)
def test_in_a_draft_the_field_says_why_and_what_to_do(
    world: World, centre: Centre, session: AssistedSession, desk: Client, field, text, sentence
) -> None:
    helper = Actor.for_user(world.helper)
    reserve_staff_phones(world.helper.person, ["+420777123456"], actor=helper)
    draft = world.new_draft()
    draft.answers = {**draft.answers, "contact": {}}
    draft.save()
    page = typed(desk, draft, **{field: text})
    assert sentence in page
    assert "leave this empty" in page
    draft.refresh_from_db()
    assert draft.answers["contact"][field]  # what was typed is not lost
    with pytest.raises(Incomplete) as found:
        submit(draft, actor=world.applicant)
    assert [missing.question_id for missing in found.value.missing] == [field]


def test_none_at_all_is_fine(world: World, centre: Centre) -> None:
    draft = world.new_draft()
    draft.answers = {**draft.answers, "contact": {}}
    draft.save()
    assert submit(draft, actor=world.applicant).pk


def test_the_persons_own_is_fine(world: World, centre: Centre) -> None:
    draft = world.new_draft()
    draft.answers["contact"] = {"email": "oksana@example.org", "phone": "+420601123456"}
    draft.save()
    assert submit(draft, actor=world.applicant).pk


def test_numbers_of_staff_are_not_kept_readable(world: World, centre: Centre) -> None:
    reserve_staff_phones(world.helper.person, ["+420777123456"], actor=Actor.for_user(world.helper))
    assert is_reserved("phone", "+420777123456")
    assert not ReservedContact.objects.filter(value__contains="777123456").exists()


def test_staff_name_their_numbers_on_a_page_that_never_shows_them(
    world: World, centre: Centre, desk: Client
) -> None:
    url = reverse("support_centre:telephones")
    wrong = desk.post(url, {"numbers": "777 123 456\nno number"})
    assert wrong.status_code == 422
    assert "no number" in wrong.content.decode()
    assert desk.post(url, {"numbers": "777 123 456\n+380 50 123 4567"}).status_code == 302
    assert is_reserved("phone", "+420777123456")
    assert is_reserved("phone", "+380501234567")
    page = desk.get(url).content.decode()
    assert "Numbers of yours are kept" in page
    assert "777" not in page.split("<main")[1].split("</main")[0]
    desk.post(url, {"numbers": ""})
    assert not is_reserved("phone", "+420777123456")
