"""Reporting a change on the person's pages: chosen, answered, proven, reviewed, sent once."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from applicants.actions.changing import change_in, save_change, send_change
from applicants.models import ChangeDocument, ChangeDraft
from applicants.printing import _papers_of
from cases.actions import withdraw
from cases.models import Case, CaseDocument, ChangeReport
from permits.changes import kinds
from tests.applicants.filling import ZONE, filled
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.world import World


@pytest.fixture
def browser(world: World) -> Client:
    return signed_in(world.oksana)


def url(name: str, case: Case, *args: object) -> str:
    return reverse(f"applicants:{name}", args=[case.pk, *args])


def address(since: str = "20.11.2026") -> dict[str, str]:
    return filled(kinds("cz")["ADDRESS"].form().sections[0], since=since)


def write(browser: Client, case: Case, **changes: str) -> None:
    page = url("change", case, "ADDRESS")
    browser.get(page)
    response = browser.post(page, {**address(), **changes, "_was": "{}"})
    assert response.status_code == 302, response.content.decode()[:3000]
    assert response["Location"] == url("change_papers", case, "ADDRESS")


def send(browser: Client, case: Case) -> Any:
    return browser.post(url("change_review", case, "ADDRESS"), {"declared": "yes"})


def test_the_case_leads_to_what_can_be_reported_in_it(browser: Client, case: Case) -> None:
    assert url("change_choose", case) in browser.get(url("case", case)).content.decode()
    page = browser.get(url("change_choose", case)).content.decode()
    for code in ("ADDRESS", "PASSPORT", "NAME", "STATUS", "CONTACT"):
        assert url("change", case, code) in page
    assert url("change", case, "EMPLOYER") not in page  # for those who hold the card


def test_a_permit_that_is_held_offers_more_and_names_its_periods(
    browser: Client, world: World
) -> None:
    case = world.granted
    page = browser.get(url("change_choose", case)).content.decode()
    assert url("change", case, "EMPLOYER") in page
    assert "Report it within 3 working days of the change." in page
    assert "Report it at least 30 days before the change." in page
    assert "§ 103 zákona č. 326/1999 Sb." in page
    home = browser.get(reverse("applicants:home")).content.decode()
    assert url("change_choose", case) in home


def test_what_is_not_known_is_said(browser: Client, case: Case) -> None:
    page = browser.get(url("change", case, "CONTACT")).content.decode()
    assert "No period for reporting this is recorded here." in page


def test_from_the_first_letter_to_the_office(browser: Client, case: Case, world: World) -> None:
    first = browser.get(url("change", case, "ADDRESS")).content.decode()
    assert "What the office knows until now" in first
    assert "Praha" in first
    write(browser, case, **{"address_here.city": "Brno"})
    upload = url("change_upload", case, "ADDRESS", "ACCOM")
    headers = {"X-File-Name": "lease.jpg"}
    with_file = browser.post(
        upload, jpeg(), content_type="application/octet-stream", headers=headers
    )
    assert with_file.status_code == 201
    review = browser.get(url("change_review", case, "ADDRESS")).content.decode()
    assert "Brno" in review
    assert "Until now: <bdi>Dlouhá 12, 120 00 Praha" in review
    assert "lease.jpg" in review
    sent = send(browser, case)
    report = ChangeReport.objects.get()
    assert sent["Location"] == url("change_report", case, report.pk)
    assert CaseDocument.objects.get(report=report).requirement == "ACCOM"
    assert not ChangeDocument.objects.exists()
    draft = ChangeDraft.objects.get()
    assert (draft.answers, draft.pk) == ({}, report.origin)
    page = browser.get(sent["Location"]).content.decode()
    assert "The office has received this." in page
    assert "lease.jpg" in page


def test_sending_twice_sends_once(browser: Client, case: Case, world: World) -> None:
    draft = world.new_change()
    first = send_change(draft, actor=world.applicant)
    assert send_change(draft, actor=world.applicant) == first
    again = browser.post(url("change_review", case, "ADDRESS"), {"declared": "yes"})
    assert again.status_code == 302  # there is nothing to send
    assert ChangeReport.objects.count() == 1


def test_nothing_is_sent_undeclared(browser: Client, case: Case) -> None:
    write(browser, case)
    response = browser.post(url("change_review", case, "ADDRESS"))
    assert response.status_code == 422
    assert "Confirm that everything is true and complete." in response.content.decode()
    assert not ChangeReport.objects.exists()


def test_nothing_is_sent_incomplete_or_empty(browser: Client, case: Case) -> None:
    page = url("change", case, "ADDRESS")
    assert browser.post(page, {"since": "20.11.2026", "_was": "{}"}).status_code == 422
    assert send(browser, case)["Location"] == page
    contact = url("change", case, "CONTACT")
    response = browser.post(contact, {"_was": "{}"})
    assert response.status_code == 422
    assert "Write what has changed before you go on." in response.content.decode()
    assert not ChangeReport.objects.exists()


def test_what_is_typed_is_kept_and_two_devices_agree(browser: Client, case: Case) -> None:
    save = url("change_save", case, "ADDRESS")
    browser.get(url("change", case, "ADDRESS"))
    browser.post(save, {"address_here.city": "Brno", "since": "soon", "_was": "{}"})
    other = browser.post(
        save, {"address_here.street": "Nová", "_was": json.dumps({"address_here.street": ""})}
    ).json()
    assert other["inputs"]["address_here.city"] == "Brno"
    assert other["inputs"]["since"] == "soon"  # not understood, and not thrown away
    page = browser.get(url("case", case)).content.decode()
    assert "Begun and not sent." in page


def test_the_lines_of_a_passport_fill_it_in(browser: Client, case: Case) -> None:
    save = url("change_save", case, "PASSPORT")
    browser.get(url("change", case, "PASSPORT"))
    kept = browser.post(save, {"document.mrz": ZONE, "_was": "{}"}).json()
    assert kept["inputs"]["document.number"] == "UT1234500"
    assert kept["inputs"]["document.mrz"] == ""


def test_late_is_told_before_and_after(browser: Client, world: World) -> None:
    case = world.granted
    long_ago = timezone.localdate() - timedelta(days=60)
    write(browser, case, since=f"{long_ago.day}.{long_ago.month}.{long_ago.year}")
    page = browser.get(url("change", case, "ADDRESS")).content.decode()
    assert "You can still report it, and the office takes it." in page
    sent = send(browser, case)
    report = ChangeReport.objects.get()
    assert report.is_late
    assert "The last day to report this was" in browser.get(sent["Location"]).content.decode()


def test_a_case_that_ends_meanwhile_keeps_what_was_typed(
    browser: Client, case: Case, world: World
) -> None:
    write(browser, case, **{"address_here.city": "Brno"})
    withdraw(case, actor=world.applicant)
    page = url("change", case, "ADDRESS")
    typed = {**address(), "address_here.city": "Ostrava", "_was": "{}"}
    stopped = browser.post(
        url("change_save", case, "ADDRESS"), typed, headers={"Accept": "application/json"}
    )
    assert stopped.status_code == 409
    assert stopped.json()["url"] == page
    shown = browser.get(page).content.decode()
    assert "This can no longer be reported in this case" in shown
    assert "Ostrava" in shown
    assert browser.get(url("change", case, "NAME")).status_code == 404
    assert not ChangeReport.objects.exists()


def test_what_was_begun_can_be_thrown_away_with_its_files(
    browser: Client, case: Case, world: World
) -> None:
    document = world.change_paper.document
    browser.post(url("change_discard", case, "ADDRESS"))
    assert not ChangeDraft.objects.exists()
    document.refresh_from_db()
    assert document.removed_at is not None


def test_a_file_is_taken_away_before_and_not_after(
    browser: Client, case: Case, world: World
) -> None:
    paper = world.change_paper
    assert browser.get(url("change_file", case, "ADDRESS", paper.pk)).status_code == 200
    send_change(paper.draft, actor=world.applicant)
    response = browser.post(url("change_detach", case, "ADDRESS", paper.pk))
    assert response.status_code == 404
    assert CaseDocument.objects.filter(document=paper.document).exists()


def test_it_is_printed_in_two_languages(browser: Client, case: Case, world: World) -> None:
    response = browser.get(url("change_print", case, world.change_report.pk))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_the_print_of_the_application_has_none_of_it(case: Case, world: World) -> None:
    before = [paper.files for paper in _papers_of(case)]
    paper = world.change_paper
    send_change(paper.draft, actor=world.applicant)
    assert [each.files for each in _papers_of(case)] == before


def test_the_office_reads_the_old_beside_the_new_and_takes_note(
    browser: Client, case: Case, world: World
) -> None:
    write(browser, case, **{"address_here.city": "Brno"})
    send(browser, case)
    write(browser, case, **{"address_here.city": "Ostrava"})
    send(browser, case)
    newest, first = ChangeReport.objects.all()
    office = signed_in(world.novotna)
    page = office.get(reverse("cases:case", args=[case.pk])).content.decode()
    cards = {
        report.pk: page.split(f'id="change-{report.pk}"')[1].split("</article>")[0]
        for report in (newest, first)
    }
    assert "Praha" in cards[first.pk].split("</del>")[0]
    assert "Brno" in cards[newest.pk].split("</del>")[0]  # as it was reported last
    note = reverse("cases:change_noted", args=[case.pk, newest.pk])
    assert note in page
    assert office.post(note).status_code == 302
    newest.refresh_from_db()
    assert newest.noted_by == world.novotna
    own = browser.get(url("change_report", case, newest.pk)).content.decode()
    assert "The office took note of this on" in own
    assert "Novotná" not in own


def test_what_is_left_blank_stays_as_it_was(browser: Client, case: Case, world: World) -> None:
    page = url("change", case, "CONTACT")
    browser.get(page)
    browser.post(page, {"phone": "+420 601 999 888", "_was": "{}"})
    browser.post(url("change_review", case, "CONTACT"), {"declared": "yes"})
    report = ChangeReport.objects.get()
    for shown in (
        browser.get(url("change_report", case, report.pk)),
        signed_in(world.novotna).get(reverse("cases:case", args=[case.pk])),
    ):
        text = shown.content.decode()
        assert "601 999 888" in text
        assert "<del" not in text or "oksana@example.org" not in text.split("<del")[1][:300]
    before = browser.get(page).content.decode()
    assert "oksana@example.org" in before
    assert "601 999 888" in before


def test_the_auditor_reads_and_takes_no_note(case: Case, world: World) -> None:
    report = world.change_report
    auditor = signed_in(world.auditor)
    page = auditor.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert f"change-{report.pk}" in page
    assert reverse("cases:change_noted", args=[case.pk, report.pk]) not in page


def test_a_guardian_reports_for_a_child(world: World) -> None:
    """The scope is that of the case; nothing here asks whose login it is."""
    draft = change_in(world.case, kinds("cz")["CONTACT"], language="uk")
    posted = {"phone": "+420 601 999 888"}
    save_change(draft, posted=posted, was=None, actor=world.applicant)
    with pytest.raises(Case.DoesNotExist):
        send_change(draft, actor=Actor.for_user(world.amira))
    assert not ChangeReport.objects.exists()
