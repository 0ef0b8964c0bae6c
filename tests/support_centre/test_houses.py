"""A centre's own address is nobody's home or letterbox while a helper writes."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from accounts.contacts import is_house_of_a_centre
from applicants.actions import Incomplete, submit
from applicants.actions.changing import send_change
from applicants.models import ChangeDraft, Draft
from permits import schema
from support_centre.models import AssistedSession, Centre, ReadBack
from tests.applicants.filling import filled
from tests.factories import signed_in
from tests.world import World

pytestmark = pytest.mark.django_db
SENTENCE = "This is the address of a support centre. If the person lives in this house, they can"
HOUSE = {"street": "namesti miru", "number": "5", "postal_code": "120 00", "city": "PRAHA"}
OTHER = HOUSE | {"number": "7"}


@pytest.fixture(autouse=True)
def centre(world: World) -> Centre:
    world.centre.address = "Náměstí Míru 1234/5, 120 00 Praha 2"
    world.centre.save()
    return world.centre


def named(question: str, house: dict[str, str]) -> dict[str, str]:
    return {f"{question}.{part}": text for part, text in house.items()}


def typed(client: Client, draft: Draft, question: str, house: dict[str, str]) -> str:
    section = draft.schema.section("stay")
    posted = filled(section) | {"delivery_elsewhere": "yes"} | named(question, house)
    url = reverse("applicants:section", args=[draft.pk, "stay"])
    answer = client.post(url, {**posted, "_was": json.dumps(dict.fromkeys(posted, ""))})
    draft.refresh_from_db()
    return answer.content.decode()


@pytest.mark.parametrize("question", ["address_here", "delivery_address"])
def test_in_the_form_a_helper_is_told_what_to_do(
    world: World, session: AssistedSession, desk: Client, question: str
) -> None:
    draft = world.new_draft()
    assert SENTENCE in typed(desk, draft, question, HOUSE)
    assert draft.answers["stay"][question]["number"] == "5"  # what was typed is not lost
    desk.post(reverse("support_centre:readback_draft", args=[draft.pk]))
    assert not ReadBack.objects.exists()
    assert SENTENCE not in typed(desk, draft, question, OTHER)


def test_where_somebody_lived_before_is_not_looked_at(
    world: World, session: AssistedSession, desk: Client
) -> None:
    before = HOUSE | {"country": "CZ"}
    assert SENTENCE not in typed(desk, world.new_draft(), "address_abroad", before)


def test_a_helper_sends_nothing_with_it_and_the_person_does(
    world: World, assisting, phone: Client
) -> None:
    draft = world.new_draft()
    assert SENTENCE not in typed(phone, draft, "delivery_address", HOUSE)
    with pytest.raises(Incomplete) as found:
        submit(draft, actor=assisting)
    assert [each.question_id for each in found.value.missing] == ["delivery_address"]
    assert submit(draft, actor=world.applicant).pk


def test_the_place_of_work_may_be_a_centre(world: World, session, desk: Client) -> None:
    draft = world.new_draft()
    section = next(
        part for part in draft.schema.sections for item in part.items if item.id == "workplace"
    )
    posted = filled(section) | named("workplace", HOUSE)
    page = schema.bind(section, draft.answers, posted, by_helper=True)
    assert page.clean()[1] == {}


def test_in_the_report_of_a_change(world: World) -> None:
    desk = signed_in(world.helper)
    mandate = world.new_mandate("change")
    desk.post(reverse("support_centre:session", args=[mandate.pk]))
    address = reverse("applicants:change", args=[world.case.pk, "ADDRESS"])
    assert desk.get(address).status_code == 200
    draft = ChangeDraft.objects.select_related("case__permit_type", "person").get()

    def sent(client: Client, house: dict[str, str]) -> tuple[int, str]:
        posted = filled(draft.section, since="20.11.2026") | named("address_here", house)
        draft.refresh_from_db()
        shown = schema.to_inputs(draft.section, (draft.answers or {}).get("stay", {}))
        answer = client.post(address, {**posted, "_was": json.dumps(shown)})
        return answer.status_code, answer.content.decode()

    status, text = sent(desk, HOUSE)
    assert status == 422
    assert SENTENCE in text
    assert sent(desk, OTHER)[0] == 302
    status, text = sent(signed_in(world.oksana), HOUSE)
    assert status == 302
    draft = ChangeDraft.objects.select_related("case__permit_type", "person").get()
    assert send_change(draft, actor=world.applicant).pk


def test_the_page_of_ones_details_asks_for_no_house(phone: Client) -> None:
    form = phone.get(reverse("accounts:details")).context["form"]
    assert set(form.fields) == {"given_names", "family_name", "native_name", "language"}


def test_a_centre_that_moved_leaves_its_house(centre: Centre) -> None:
    assert is_house_of_a_centre(HOUSE)
    centre.address = "Náměstí Míru 7, 120 00 Praha 2"
    centre.save()
    assert not is_house_of_a_centre(HOUSE)
    assert is_house_of_a_centre(OTHER)
