"""A change reported in a person's place: lent by its own service, read back, told at the end."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import Conflict
from applicants.actions.changing import send_change
from applicants.models import ChangeDraft
from cases.actions.confirming import NotReadBack
from cases.models import CaseEvent, ChangeReport, Confirmation
from i18n.languages import using
from support_centre import actions
from support_centre.models import AssistedSession, ReadBack
from support_centre.notices import done_in
from support_centre.services import permissions_of
from tests.applicants.filling import filled
from tests.factories import signed_in
from tests.support_centre.reading import pressed, printed
from tests.world import World


@pytest.fixture
def desk(world: World) -> Client:
    """The helper's browser, acting for Oksana with the right to report a change and no other."""
    client = signed_in(world.helper)
    mandate = world.new_mandate("change")
    client.post(reverse("support_centre:session", args=[mandate.pk]))
    return client


@pytest.fixture
def written(desk: Client, world: World) -> ChangeDraft:
    case = world.case
    page = reverse("applicants:change", args=[case.pk, "ADDRESS"])
    assert desk.get(page).status_code == 200
    draft = ChangeDraft.objects.select_related("case__permit_type", "person").get()
    posted = filled(draft.section, since="20.11.2026")
    assert desk.post(page, {**posted, "_was": "{}"}).status_code == 302
    draft.refresh_from_db()
    return draft


def read_back(desk: Client, draft: ChangeDraft) -> ReadBack:
    url = reverse("support_centre:readback_change", args=[draft.case_id, draft.kind])
    response = desk.post(url)
    row = ReadBack.objects.get(act="reported", about=draft.pk, confirmed_at=None)
    assert response["Location"] == reverse("support_centre:readback", args=[row.pk])
    return row


def test_the_service_lends_exactly_that() -> None:
    assert permissions_of(["change"]) == {"case.follow", "case.report"}
    for other in ("file", "answer", "explain", "withdraw", "restore"):
        assert "case.report" not in permissions_of([other])


def test_without_it_there_is_no_such_page_and_no_button(world: World) -> None:
    client = signed_in(world.helper)
    mandate = world.new_mandate("file", "answer", "explain", "withdraw")
    client.post(reverse("support_centre:session", args=[mandate.pk]))
    case = world.case
    choose = reverse("applicants:change_choose", args=[case.pk])
    assert choose not in client.get(reverse("applicants:case", args=[case.pk])).content.decode()
    assert client.get(choose).status_code == 404
    draft = world.new_change()
    url = reverse("support_centre:readback_change", args=[case.pk, draft.kind])
    assert client.post(url).status_code == 404


def test_nothing_is_sent_that_was_not_read_back(desk: Client, written: ChangeDraft) -> None:
    review = reverse("applicants:change_review", args=[written.case_id, written.kind])
    assert "Read it back" in desk.get(review).content.decode()
    desk.post(review, {"declared": "yes"})
    assert not ChangeReport.objects.exists()


def test_what_the_person_confirmed_is_reported_through_the_centre(
    desk: Client, written: ChangeDraft, world: World
) -> None:
    row = read_back(desk, written)
    turned = reverse("support_centre:readback_turned", args=[row.pk])
    assert "Dlouhá" in desk.get(turned).content.decode()
    pressed(desk, row)
    desk.post(reverse("support_centre:readback_send", args=[row.pk]))
    report = ChangeReport.objects.get()
    assert report.centre == world.centre.name
    assert report.by == world.helper
    assert Confirmation.objects.get(act="reported").case_id == written.case_id
    page = signed_in(world.novotna).get(reverse("cases:case", args=[written.case_id]))
    assert "with help of Centre on the Square" in page.content.decode()


def test_it_is_printed_with_its_answers_and_the_declaration_that_binds(
    desk: Client, written: ChangeDraft
) -> None:
    paper = printed(desk, read_back(desk, written))
    assert paper.count("Dlouhá") == 2
    for words in ("Změna adresy", "Зміна адреси", "Prohlašuji"):
        assert words in paper


def test_after_a_change_it_is_read_again(desk: Client, written: ChangeDraft, world: World) -> None:
    row = read_back(desk, written)
    pressed(desk, row)
    save = reverse("applicants:change_save", args=[written.case_id, written.kind])
    desk.post(save, {"address_here.city": "Ostrava"})
    desk.post(reverse("support_centre:readback_send", args=[row.pk]))
    assert not ChangeReport.objects.exists()
    again = read_back(desk, written)
    text = desk.get(reverse("support_centre:readback", args=[again.pk])).content.decode()
    assert "Changed since it was last read" in text


def test_a_helper_without_proof_is_refused_below_and_by_the_database(
    written: ChangeDraft, world: World
) -> None:
    session = AssistedSession.objects.get()
    helper = Actor.for_user(world.helper).assisting(
        session.person_id, permissions=permissions_of(["change"]), only_case=None, reads="uk"
    )
    with pytest.raises(NotReadBack):
        send_change(written, actor=helper)
    with pytest.raises(IntegrityError, match="confirmed"), transaction.atomic():
        CaseEvent.objects.create(
            case_id=written.case_id,
            name="reported",
            role="helper",
            at=written.saved_at,
            on=written.saved_at.date(),
            data={},
        )


def test_whoever_helped_never_takes_note(desk: Client, written: ChangeDraft, world: World) -> None:
    """The conflict was written when the session began."""
    person = world.oksana.person
    assert Conflict.objects.filter(user=world.helper, person=person, kind="assisted").exists()


def test_the_visitors_screen_shows_what_is_written(desk: Client, written: ChangeDraft) -> None:
    desk.get(reverse("applicants:change", args=[written.case_id, written.kind]))
    now = reverse("support_centre:turned_now")
    first = desk.get(now)
    assert "Зміна адреси" in first.content.decode()
    assert "Dlouhá" in first.content.decode()
    same = desk.get(now, headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304
    save = reverse("applicants:change_save", args=[written.case_id, written.kind])
    desk.post(save, {"address_here.city": "Ostrava"})
    later = desk.get(now, headers={"If-None-Match": first["ETag"]})
    assert "Ostrava" in later.content.decode()


def test_it_is_told_at_the_end(desk: Client, written: ChangeDraft) -> None:
    row = read_back(desk, written)
    pressed(desk, row)
    desk.post(reverse("support_centre:readback_send", args=[row.pk]))
    session = AssistedSession.objects.get()
    with using("en"):
        lines = done_in(session)
    assert f"reported a change to the office in case {written.case.number}" in lines


def test_what_was_being_typed_at_the_end_is_kept(
    desk: Client, written: ChangeDraft, world: World
) -> None:
    actions.revoke(AssistedSession.objects.get().mandate, actor=world.applicant)
    save = reverse("applicants:change_save", args=[written.case_id, written.kind])
    over = desk.post(save, {"address_here.city": "Ostrava"}, headers={"Accept": "application/json"})
    assert over.status_code == 409
    written.refresh_from_db()
    assert written.answers["stay"]["address_here"]["city"] == "Ostrava"
