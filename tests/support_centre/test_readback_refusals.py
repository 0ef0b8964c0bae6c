"""Read-backs below the pages: what actions and the database refuse, and who gets in."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.actor import SYSTEM, Actor
from applicants import actions as applying
from applicants.actions.replying import reply_to, send_reply
from applicants.models import Draft
from cases.actions.confirming import NotReadBack
from cases.actions.ending import withdraw
from cases.models import Case, CaseEvent, Confirmation
from documents.actions import remove
from support_centre import actions
from support_centre.models import AssistedSession, ReadBack
from tests.cases.test_guards import refused
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.support_centre.reading import address, begun, filed, pressed
from tests.world import World

# -- below the pages


def test_the_action_itself_refuses_a_helper(world: World, draft: Draft, assisting: Actor):
    with pytest.raises(NotReadBack):
        applying.submit(draft, actor=assisting)
    with pytest.raises(NotReadBack):
        withdraw(world.case, actor=widened(assisting, "case.withdraw"))
    with pytest.raises(NotReadBack):
        send_reply(reply_to(world.request), language="uk", actor=assisting)


def widened(actor: Actor, *permissions: str) -> Actor:
    return replace(actor, permissions=actor.permissions | set(permissions))


def test_the_database_takes_no_act_of_a_helper_without_it(world: World, assisting: Actor):
    for name in ("filed", "answered", "withdraw"):
        with pytest.raises(IntegrityError), transaction.atomic():
            CaseEvent.objects.create(
                case=world.case,
                name=name,
                at=world.case.filed_at,
                on=world.case.filed_on,
                by_id=world.helper.pk,
                role="helper",
            )


def test_the_database_takes_no_confirmation_that_nobody_gave(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    row = ReadBack.objects.select_related("document").get(pk=row.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(
            case=world.case,
            act="filed",
            digest=row.digest,
            document=row.document,
            how="screen",
            language="uk",
            at=row.made_at,
        )


def test_what_was_confirmed_of_one_case_is_not_taken_for_another(world: World, desk: Client):
    case, other = world.case, Case.objects.get(pk=world.decided)
    mandate = world.new_mandate("withdraw")
    desk.post(f"/en/centre/mandate/{mandate.pk}/session/")
    row = confirmed(desk, f"/en/centre/readback/withdrawal/{case.pk}/")
    values = {"act": "withdraw", "digest": row.digest, "how": "screen", "language": "uk"}
    values |= {"centre": {}, "at": row.confirmed_at}
    refused(lambda: Confirmation.objects.create(case=other, **values))
    actions.revoke(mandate, actor=world.applicant)
    refused(lambda: Confirmation.objects.create(case=case, **values))


def test_what_was_confirmed_and_sent_is_not_shredded(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    scan = SimpleUploadedFile("scan.jpg", jpeg(), "image/jpeg")
    desk.post(address(row, "signed/?how=paper"), {"files": scan, "end_of_form": "1"})
    desk.post(address(row, "send/"))
    row = ReadBack.objects.select_related("document", "signature").get(pk=row.pk)
    assert Confirmation.objects.get().document == row.document
    refused(lambda: ReadBack.objects.filter(pk=row.pk).update(shown=None))
    for paper in (row.document, row.signature):
        refused(lambda paper=paper: remove(paper, actor=SYSTEM))


@pytest.mark.parametrize("change", [{"how": "paper"}, {"confirmed_at": None, "how": ""}])
def test_confirmed_once_for_ever(
    world: World, draft: Draft, session: AssistedSession, desk: Client, change: dict[str, Any]
):
    row = filed(desk, draft)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadBack.objects.filter(pk=row.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadBack.objects.filter(pk=row.pk).update(digest=b"0" * 32)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadBack.objects.filter(pk=row.pk).delete()


# -- who gets in


def test_without_a_session_there_is_nothing(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    stranger = signed_in(world.colleague)
    for more in ("", "turned/", "print/", "state/"):
        assert stranger.get(address(row, more)).status_code == 404
    assert stranger.post(address(row, "send/")).status_code == 404


def test_revoked_it_closes_and_says_why(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    pressed(desk, row)
    actions.revoke(session.mandate, actor=world.applicant)
    page = desk.post(address(row, "send/"), follow=True)
    assert "The person took the mandate back." in page.content.decode()
    assert not Case.objects.exists()


# -- what was confirmed counts in the session in which it was


def confirmed(desk: Client, started: str) -> ReadBack:
    """Read back from this address on, and confirmed on the screen."""
    desk.post(started)
    row = ReadBack.objects.select_related("session__mandate").get()
    assert pressed(desk, row).status_code == 302
    row.refresh_from_db()
    return row


def of_a_colleague(world: World, row: ReadBack, service: str) -> Client:
    """The mandate is taken back; later another helper begins under another one."""
    actions.revoke(row.session.mandate, actor=world.applicant)
    actions.end(row.session, actor=Actor.for_user(world.helper))
    mandate = world.new_mandate(service)
    browser = signed_in(world.colleague)
    assert browser.post(f"/en/centre/mandate/{mandate.pk}/session/").status_code == 302
    return browser


def test_what_was_confirmed_under_a_mandate_that_was_taken_back_is_not_sent_under_another(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = confirmed(desk, f"/en/centre/readback/draft/{draft.pk}/")
    other = of_a_colleague(world, row, "file")
    page = other.post(address(row, "send/"), follow=True).content.decode()
    assert "was not read back" in page
    assert "read in an earlier session" in page
    assert not Case.objects.exists()
    again = begun(other, draft)
    assert again.pk != row.pk
    assert not again.is_confirmed


def test_nor_is_a_withdrawal(world: World, desk: Client):
    case, mandate = world.case, world.new_mandate("withdraw")
    desk.post(f"/en/centre/mandate/{mandate.pk}/session/")
    row = confirmed(desk, f"/en/centre/readback/withdrawal/{case.pk}/")
    of_a_colleague(world, row, "withdraw").post(address(row, "send/"))
    assert Case.objects.get(pk=case.pk).ended_on is None


def test_nor_is_anything_once_the_right_to_it_ended_while_the_request_ran(
    world: World, draft: Draft, session: AssistedSession, assisting: Actor
):
    row = actions.read_back(draft, session=session, language="uk", actor=assisting)
    row = actions.confirm(row, how="screen", actor=assisting)
    actions.revoke(session.mandate, actor=world.applicant)
    with pytest.raises(actions.NoMandate):
        actions.send(row, actor=assisting)
    with pytest.raises(actions.NoMandate):
        actions.confirm(row, how="screen", actor=assisting)
    assert not Case.objects.filter(origin=draft.pk).exists()


def test_a_mandate_for_letters_reads_nothing_back(world: World, draft: Draft, desk: Client):
    mandate = world.new_mandate("explain")
    desk.post(f"/en/centre/mandate/{mandate.pk}/session/")
    assert desk.post(f"/en/centre/readback/draft/{draft.pk}/").status_code == 404


def test_of_a_draft_that_was_thrown_away_nothing_is_kept(
    world: World, draft: Draft, session: AssistedSession, desk: Client, assisting: Actor
):
    row = begun(desk, draft)
    assert not ReadBack.objects.forgettable().exists()
    applying.discard(draft, actor=world.applicant)
    actions.forget(ReadBack.objects.forgettable().get(), actor=assisting)
    row.refresh_from_db()
    assert row.shown is None
    assert row.document.state == "removed"
    assert desk.get(address(row)).status_code == 404


def test_what_was_filed_is_never_forgotten(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    filed(desk, draft)
    assert not ReadBack.objects.forgettable().exists()
