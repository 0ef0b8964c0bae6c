"""Drafts: begun, written on two devices, thrown away, expired."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.actor import Actor
from accounts.models import Person
from applicants import actions
from applicants.actions.drafting import LONGEST_INPUT
from applicants.forms import BeginForm
from applicants.models import Draft
from documents.actions import store_bytes
from documents.models import Document
from permits import schema
from permits.models import PermitType
from postbox.models import Message
from tests.applicants.filling import ZONE, photo
from tests.factories import Cast


def save(
    draft: Draft, section: str, actor: Actor, was: dict[str, str], **posted: str
) -> actions.Saved:
    return actions.save_section(draft, section, posted=posted, was=was, actor=actor)


def test_a_draft_begins_with_what_is_known(draft: Draft) -> None:
    assert draft.answers["person"]["name"]["family"] == "Kovalenko"
    assert draft.answers["person"]["birth_date"] == "1994-03-12"
    assert draft.schema_version == schema.latest("EMP", "cz")


def test_a_draft_for_a_child_belongs_to_the_child(permit: PermitType, cast: Cast) -> None:
    amira = Actor.for_user(cast.amira)
    draft = actions.begin(permit, person=cast.yusuf, actor=amira, place="office", language="ar")
    assert draft.person == cast.yusuf
    assert draft.filed_by == cast.amira.person
    assert draft in Draft.objects.visible_to(amira)


def test_nobody_begins_for_a_stranger(permit: PermitType, cast: Cast, oksana: Actor) -> None:
    with pytest.raises(Person.DoesNotExist):
        actions.begin(permit, person=cast.yusuf, actor=oksana, place="office", language="uk")


def test_a_permit_is_filed_where_the_catalogue_says(
    permit: PermitType, cast: Cast, oksana: Actor
) -> None:
    with pytest.raises(ValueError, match="moon"):
        actions.begin(permit, person=cast.oksana.person, actor=oksana, place="moon", language="uk")


def test_what_is_not_understood_yet_is_kept_as_typed(draft: Draft, oksana: Actor) -> None:
    saved = save(draft, "person", oksana, {"birth_date": "12.3.1994"}, birth_date="born in spr")
    assert saved.page.inputs["birth_date"] == "born in spr"
    draft.refresh_from_db()
    assert draft.answers["person"]["birth_date"] == "born in spr"
    assert "birth_date" in saved.page.clean()[1]


def test_two_devices_write_in_different_fields_of_one_page(draft: Draft, oksana: Actor) -> None:
    was = {"birth_place": "", "birth_country": ""}
    save(draft, "person", oksana, was, birth_place="Lviv", birth_country="")
    saved = save(draft, "person", oksana, was, birth_place="", birth_country="UA")
    assert saved.page.inputs["birth_place"] == "Lviv"
    assert saved.page.inputs["birth_country"] == "UA"
    assert not saved.conflicts


def test_of_two_devices_in_one_field_the_newest_wins_and_the_other_is_shown(
    draft: Draft, oksana: Actor
) -> None:
    save(draft, "person", oksana, {}, birth_place="Lviv")
    saved = save(draft, "person", oksana, {}, birth_place="Kyiv")
    assert saved.page.inputs["birth_place"] == "Kyiv"
    assert saved.conflicts == {"birth_place": "Lviv"}


def test_rows_are_added_and_removed_by_id(draft: Draft, oksana: Actor) -> None:
    posted = actions.add_row({}, "children")
    row = next(iter(posted))
    saved = actions.save_section(draft, "family", posted=posted, was={}, actor=oksana)
    assert saved.page.inputs[row] == "1"
    name = row.replace("_row", "name.given")
    saved = save(draft, "family", oksana, saved.page.inputs, **{name: "Ivan"})
    assert draft.schema.section("family") is not None
    gone = actions.remove_row(saved.page.inputs, row)
    saved = actions.save_section(draft, "family", posted=gone, was=saved.page.inputs, actor=oksana)
    assert row not in saved.page.inputs


def test_a_pasted_zone_fills_the_passport_and_what_is_still_empty(
    draft: Draft, oksana: Actor
) -> None:
    saved = save(draft, "passport", oksana, {}, **{"document.mrz": ZONE})
    assert saved.page.inputs["document.number"] == "UT1234500"
    assert saved.page.inputs["document.mrz"] == ""
    person = saved.draft.answers["person"]
    assert person["citizenship"] == "UA"
    assert person["name"]["family"] == "Kovalenko", "what was answered is not overwritten"
    assert saved.reading is not None
    assert ("person", "name") in saved.reading.differing
    assert save(draft, "contact", oksana, {}, email="a@b.cz").reading is None


def test_saving_pushes_the_end_away(draft: Draft, oksana: Actor) -> None:
    later = timezone.now() + timedelta(days=30)
    saved = actions.save_section(
        draft, "contact", posted={"email": "a@b.cz"}, was={}, actor=oksana, now=later
    )
    assert saved.draft.expires_at == later + timedelta(days=settings.DRAFT_LIFETIME_DAYS)


def test_a_draft_is_warned_about_once_and_then_deleted(
    draft: Draft, cast: Cast, oksana: Actor
) -> None:
    document = store_bytes(
        photo(),
        owner=draft.person,
        name="a.jpg",
        media_type="image/jpeg",
        actor=oksana,
        kind="upload",
    )
    actions.attach(draft, "PHOTO", document, actor=oksana)
    soon = draft.expires_at - timedelta(days=settings.DRAFT_WARNING_DAYS - 1)
    assert not actions.expire(draft, now=draft.expires_at + timedelta(days=1)), "nobody was told"
    assert actions.warn(draft, now=soon)
    assert not actions.warn(draft, now=soon)
    message = Message.objects.get(person=cast.oksana.person)
    assert str(draft.pk) in message.body
    draft.refresh_from_db()
    assert draft.expires_at >= soon + timedelta(days=settings.DRAFT_WARNING_DAYS)
    assert not actions.expire(draft, now=soon)
    assert actions.expire(draft, now=draft.expires_at)
    assert not Draft.objects.exists()
    assert Document.objects.get().state == "removed"


def test_saving_after_the_warning_keeps_the_draft(draft: Draft, oksana: Actor) -> None:
    end = draft.expires_at
    actions.warn(draft, now=end - timedelta(days=1))
    actions.save_section(
        draft, "contact", posted={"email": "a@b.cz"}, was={}, actor=oksana, now=end
    )
    assert not actions.expire(draft, now=end + timedelta(days=20))


def test_discarding_shreds_the_files(draft: Draft, oksana: Actor) -> None:
    document = store_bytes(
        photo(),
        owner=draft.person,
        name="a.jpg",
        media_type="image/jpeg",
        actor=oksana,
        kind="upload",
    )
    actions.attach(draft, "PHOTO", document, actor=oksana)
    actions.discard(draft, actor=oksana)
    document.refresh_from_db()
    assert document.state == "removed"
    assert not Draft.objects.exists()


def test_an_input_holds_no_more_than_a_form_has_room_for(draft: Draft, oksana: Actor) -> None:
    saved = save(draft, "person", oksana, {}, **{"name.native": "к" * 100_000})
    assert len(saved.draft.answers["person"]["name"]["native"]) <= LONGEST_INPUT


def test_what_a_page_had_shown_may_be_anything(draft: Draft, browser_of_oksana: Client) -> None:
    address = reverse("applicants:autosave", args=[draft.pk, "person"])
    for shown in ("[" * 100_000, "{}", "[]", "x", '{"name.family": 1}'):
        data = {"name.family": "Kovalenko", "_was": shown}
        assert browser_of_oksana.post(address, data).status_code == 200


def test_another_child_is_spoken_of_where_one_is_known(permit: PermitType, cast: Cast) -> None:
    def last_choice(wards: list[Person]) -> str:
        who = BeginForm(permit_type=permit, wards=wards).fields["who"]
        return str(list(who.choices)[-1][1])  # type: ignore[attr-defined]

    with override("en"):
        assert last_choice([]) == "For my child"
        assert last_choice([cast.yusuf]) == "For another child of mine"
