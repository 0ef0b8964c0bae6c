"""An answer to the office and a withdrawal are read back too, in a lighter form."""

from django.test import Client

from applicants.actions.replying import reply_to
from cases.models import Case
from support_centre import actions
from support_centre.models import AssistedSession, ReadBack
from tests.support_centre.reading import address, pressed
from tests.world import World

# -- an answer, and a withdrawal


def answered(world: World, desk: Client, text: str = "Ось документ.") -> ReadBack:
    asked = world.request
    url = f"/en/centre/readback/answer/{asked.case_id}/{asked.pk}/"
    desk.post(url, {"text": text, "written_in": "uk"})
    return ReadBack.objects.filter(act="answered").order_by("-made_at").first()


def test_an_answer_is_read_confirmed_and_sent(world: World, session: AssistedSession, desk: Client):
    row = answered(world, desk)
    page = desk.get(address(row, "turned/")).content.decode()
    assert "Ось документ." in page
    pressed(desk, row)
    desk.post(address(row, "send/"))
    given = world.request.answers.get()
    assert (given.text, given.language) == ("Ось документ.", "uk")
    assert world.request.case.confirmations.get().act == "answered"


def test_an_answer_changed_afterwards_is_not_sent(
    world: World, session: AssistedSession, desk: Client
):
    row = answered(world, desk)
    pressed(desk, row)
    keep = f"/en/case/{world.request.case_id}/request/{world.request.pk}/keep/"
    desk.post(keep, {"text": "Щось інше."})
    desk.post(address(row, "send/"))
    assert not world.request.answers.exists()
    again = answered(world, desk, "Щось інше.")
    page = desk.get(address(again)).content.decode()
    assert "Changed since it was last read" in page


def test_an_empty_answer_is_not_read(world: World, session: AssistedSession, desk: Client):
    assert answered(world, desk, " ") is None


def test_the_plain_button_refuses_an_answer_and_keeps_it(
    world: World, session: AssistedSession, desk: Client
):
    asked = world.request
    url = f"/en/case/{asked.case_id}/request/{asked.pk}/"
    page = desk.post(url, {"text": "Ось документ."})
    assert page.status_code == 422
    assert "Ось документ." in page.content.decode()
    assert not asked.answers.exists()


def test_typed_when_the_session_ended_is_kept(world: World, session: AssistedSession, desk: Client):
    asked = world.request
    desk.get(f"/en/case/{asked.case_id}/request/{asked.pk}/")
    actions.revoke(session.mandate, actor=world.applicant)
    answered(world, desk)
    assert reply_to(asked).text == "Ось документ."
    assert not ReadBack.objects.exists()


def test_a_withdrawal_is_asked_and_confirmed(world: World, desk: Client):
    mandate = world.new_mandate("withdraw")
    desk.post(f"/en/centre/mandate/{mandate.pk}/session/")
    case = world.case
    assert "Ask the person" in desk.get(f"/en/case/{case.pk}/").content.decode()
    desk.post(f"/en/case/{case.pk}/withdraw/")
    assert Case.objects.get(pk=case.pk).ended_on is None
    desk.post(f"/en/centre/readback/withdrawal/{case.pk}/")
    row = ReadBack.objects.get()
    assert case.number in desk.get(address(row, "turned/")).content.decode()
    pressed(desk, row)
    desk.post(address(row, "send/"))
    assert Case.objects.get(pk=case.pk).ending == "withdraw"
    assert case.confirmations.get().act == "withdraw"
