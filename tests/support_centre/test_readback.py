"""In an assisted session nothing is sent that was not read back and confirmed as it stands."""

import hashlib

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applicants import actions as applying
from applicants.models import Draft
from audit.models import Event
from cases.letters.rendering import write
from cases.models import Case, Confirmation, Letter
from documents.actions import open_plain
from documents.models import Document
from support_centre.models import AssistedSession, ReadBack
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.support_centre.reading import address, begun, changed, filed, pressed
from tests.world import World

PAD = {"X-File-Name": "signature.png"}


def test_the_button_is_not_there_and_the_door_is_shut(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    page = desk.get(f"/en/draft/{draft.pk}/review/").content.decode()
    assert "Read it back" in page
    assert 'name="declared"' not in page
    sent = desk.post(f"/en/draft/{draft.pk}/review/", {"declared": "yes"}, follow=True)
    assert "was not read back" in sent.content.decode()
    assert not Case.objects.exists()


def test_alone_nobody_is_asked_for_it(world: World, draft: Draft, phone: Client):
    page = phone.get(f"/en/draft/{draft.pk}/review/").content.decode()
    assert 'name="declared"' in page
    phone.post(f"/en/draft/{draft.pk}/review/", {"declared": "yes"})
    assert Case.objects.get().confirmations.count() == 0


def test_read_confirmed_on_the_turned_screen_and_sent(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    page = desk.get(f"/uk/centre/readback/{row.pk}/turned/").content.decode()
    assert 'lang="uk"' in page
    assert "SHEVCHENKO" in page
    assert "scan.jpg" in page
    assert desk.get(address(row, "state/")).status_code == 204
    assert pressed(desk, row).status_code == 302
    assert desk.get(address(row, "state/")).headers["HX-Refresh"] == "true"
    sent = desk.post(address(row, "send/"))
    assert sent["Location"].endswith(f"/draft/{draft.pk}/receipt/")
    case = Case.objects.get(origin=draft.pk)
    kept = case.confirmations.get()
    row.refresh_from_db()
    assert (kept.act, kept.how, kept.at) == ("filed", "screen", row.confirmed_at)
    assert kept.centre_name == "Centre on the Square"


def test_nothing_leads_away_from_the_persons_screen(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    page = desk.get(f"/uk/centre/readback/{row.pk}/turned/").content.decode()
    assert 'class="demonstration"' in page
    assert "<a " not in page


def test_the_digest_is_that_of_the_very_bytes(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = filed(desk, draft)
    with open_plain(row.document) as reader:
        data = reader.read()
    assert data.startswith(b"%PDF")
    digest = hashlib.sha256(data).digest()
    assert bytes(row.digest) == digest == bytes(Confirmation.objects.get().digest)
    served = desk.get(address(row, "print/"))
    assert b"".join(served) == data


def test_the_receipt_prints_it_on_the_page_and_in_the_letter(
    world: World, draft: Draft, session: AssistedSession, desk: Client, phone: Client
):
    filed(desk, draft)
    kept = Confirmation.objects.get()
    page = phone.get(f"/en/draft/{draft.pk}/receipt/").content.decode()
    assert kept.hexadecimal in page
    letter = Letter.objects.get(kind=Letter.Kind.RECEIPT)
    for language in ("cs", "en"):
        facts = [value for _label, value in write(letter, language).facts]
        assert any(kept.hexadecimal in value for value in facts)


def test_the_person_has_what_they_confirmed(
    world: World, draft: Draft, session: AssistedSession, desk: Client, phone: Client
):
    row = filed(desk, draft)
    kept = Confirmation.objects.get()
    url = f"/en/case/{kept.case_id}/confirmed/{kept.pk}/"
    data = b"".join(phone.get(url))
    assert hashlib.sha256(data).digest() == bytes(row.digest)
    assert signed_in(world.stranger).get(url).status_code == 404


def test_the_officer_sees_who_helped(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    filed(desk, draft)
    case = Case.objects.get()
    page = signed_in(world.novotna).get(reverse("cases:case", args=[case.pk]))
    text = page.content.decode()
    assert "sent with help of Centre on the Square" in text
    assert "on the screen" in text


def test_before_it_is_confirmed_nothing_is_sent(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    page = desk.post(address(row, "send/"), follow=True)
    assert "was not read back" in page.content.decode()
    assert not Case.objects.exists()


def test_an_answer_changed_after_confirming_is_read_again_and_shown_first(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    pressed(desk, row)
    changed(draft, "Petrenko")
    desk.post(address(row, "send/"))
    assert not Case.objects.exists()
    assert "Something was changed since" in desk.get(address(row)).content.decode()
    again = begun(desk, draft)
    assert again.pk != row.pk
    page = desk.get(address(again, "turned/")).content.decode()
    changes = page[page.index("<del>") : page.index("</ins>")]
    assert "SHEVCHENKO" in changes
    assert "PETRENKO" in changes
    pressed(desk, again)
    desk.post(address(again, "send/"))
    assert Case.objects.get().answers["person"]["name"]["family"] == "Petrenko"


def test_another_file_is_another_content(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    pressed(desk, row)
    paper = draft.papers.get()
    applying.attach(
        draft, paper.requirement, world.new_document(), actor=world.applicant, replaces=paper
    )
    desk.post(address(row, "send/"))
    assert not Case.objects.exists()


def test_what_was_changed_before_the_button_cannot_be_confirmed(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    changed(draft, "Petrenko")
    page = pressed(desk, row)
    assert page.status_code == 409
    row.refresh_from_db()
    assert row.confirmed_at is None


def test_reading_it_again_unchanged_is_the_same_one(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    assert begun(desk, draft) == begun(desk, draft)


def test_an_older_one_is_not_confirmed_after_a_newer(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    changed(draft, "Petrenko")
    begun(desk, draft)
    changed(draft, "Shevchenko")
    assert pressed(desk, row).status_code == 409


def test_on_the_pad(world: World, draft: Draft, session: AssistedSession, desk: Client):
    row = begun(desk, draft)
    sent = desk.post(
        address(row, "signed/?how=pad"),
        jpeg(),
        content_type="application/octet-stream",
        headers=PAD,
    )
    assert sent.status_code == 201
    row.refresh_from_db()
    assert (row.how, row.signature.person_id) == ("pad", world.oksana.person.pk)


def test_on_paper(world: World, draft: Draft, session: AssistedSession, desk: Client):
    row = begun(desk, draft)
    scan = SimpleUploadedFile("scan.jpg", jpeg(), "image/jpeg")
    desk.post(address(row, "signed/?how=paper"), {"files": scan, "end_of_form": "1"})
    row.refresh_from_db()
    assert row.how == "paper"


def test_a_signature_under_what_was_changed_is_thrown_away(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = begun(desk, draft)
    changed(draft, "Petrenko")
    sent = desk.post(
        address(row, "signed/?how=pad"),
        jpeg(),
        content_type="application/octet-stream",
        headers=PAD,
    )
    assert sent.status_code == 422
    assert not Document.objects.stored().filter(kind="confirmed").exists()


def test_sent_twice_it_is_one_case(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    row = filed(desk, draft)
    again = desk.post(address(row, "send/"))
    assert again["Location"].endswith("/receipt/")
    assert Case.objects.count() == 1


def test_incomplete_leads_back_to_what_is_missing(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    del draft.answers["person"]["name"]
    draft.save()
    page = desk.post(f"/en/centre/readback/draft/{draft.pk}/", follow=True)
    assert "Some answers are missing" in page.content.decode()
    assert not ReadBack.objects.exists()


def test_both_acts_are_in_the_log(
    world: World, draft: Draft, session: AssistedSession, desk: Client
):
    filed(desk, draft)
    for name in ("support_centre.read_back", "support_centre.confirmed_read_back"):
        event = Event.objects.get(name=name)
        assert (event.user_id, event.acting_for) == (world.helper.pk, world.oksana.person.pk)
