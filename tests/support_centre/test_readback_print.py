"""An answer, a change and a withdrawal are printed as they were read back, to sign on paper."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cases.models.confirmations import in_groups
from support_centre.models import AssistedSession, ReadBack
from tests.documents.samples import jpeg
from tests.support_centre.reading import address, pressed, printed
from tests.support_centre.test_readback_lighter import answered
from tests.world import World

ANSWER = "Ось документ."
PRINT = "Print in both languages"


def test_an_answer_is_printed_in_both_languages_with_a_place_to_sign(
    world: World, session: AssistedSession, desk: Client
) -> None:
    row = answered(world, desk)
    assert PRINT in desk.get(address(row)).content.decode()
    paper = printed(desk, row)
    assert paper.count(ANSWER) == 2
    for words in ("Vaše odpověď úřadu", "Ваша відповідь відомству", "Datum a podpis"):
        assert words in paper
    assert in_groups(row.digest) in paper


def test_what_is_signed_is_what_was_read_though_something_was_changed_since(
    world: World, session: AssistedSession, desk: Client
) -> None:
    row = answered(world, desk)
    before = desk.get(address(row, "print/")).content
    keep = f"/en/case/{world.request.case_id}/request/{world.request.pk}/keep/"
    desk.post(keep, {"text": "Щось інше."})
    assert desk.get(address(row, "print/")).content == before
    scan = SimpleUploadedFile("signed.jpg", jpeg(), "image/jpeg")
    signed = desk.post(address(row, "signed/?how=paper"), {"files": scan, "end_of_form": "1"})
    assert signed.status_code == 302
    row.refresh_from_db()
    assert not row.is_confirmed


def test_a_withdrawal_says_what_is_signed(world: World, desk: Client) -> None:
    desk.post(f"/en/centre/mandate/{world.new_mandate('withdraw').pk}/session/")
    desk.post(f"/en/centre/readback/withdrawal/{world.case.pk}/")
    row = ReadBack.objects.get()
    assert PRINT in desk.get(address(row)).content.decode()
    paper = printed(desk, row)
    assert paper.count(world.case.number) == 2
    assert "Ano, beru svou žádost zpět" in paper


def test_once_confirmed_it_says_when_and_how_and_is_still_offered(
    world: World, session: AssistedSession, desk: Client
) -> None:
    row = answered(world, desk)
    pressed(desk, row)
    assert "What was confirmed (PDF)" in desk.get(address(row)).content.decode()
    paper = printed(desk, row)
    assert "Potvrzeno osobou" in paper
    assert "Datum a podpis" not in paper
    desk.post(address(row, "send/"))
    assert "What was confirmed (PDF)" in desk.get(address(row)).content.decode()


def test_printing_it_is_a_read_that_the_person_is_told_of(
    world: World, session: AssistedSession, desk: Client, phone: Client
) -> None:
    row = answered(world, desk)
    printed(desk, row)
    assert "Opened a page of yours while helping you" in phone.get("/en/looks/").content.decode()


def test_at_the_pad_it_is_said_that_the_page_is_not_in_the_persons_language(
    world: World, session: AssistedSession, desk: Client
) -> None:
    """Only where the two differ: she reads Ukrainian, on the turned screen or on paper."""
    row = answered(world, desk)
    assert "This page is in your language" in desk.get(address(row)).content.decode()
    same = desk.get(address(row).replace("/en/", "/uk/")).content.decode()
    assert 'id="pad"' in same
    assert "pad-language" not in same
