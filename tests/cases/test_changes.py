"""A reported change: written once, read once, beside the application and not in it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.actor import Actor
from accounts.limits import LimitReached
from accounts.models import Conflict
from audit.models import Event
from cases.actions import begin, withdraw
from cases.actions.reporting import report_change, take_note
from cases.errors import NotNow, NotPermitted
from cases.models import Case, CaseDocument, ChangeReport, FreeSentence, timeline
from cases.queue.views import QUEUE_VIEWS, counted
from i18n.languages import using
from postbox.models import Message
from tests.cases.conftest import at, file_for, make_document, make_permit
from tests.factories import Cast
from vault import keys

SENT = at(9, 10)
ADDRESS = {
    "stay": {
        "address_here": {
            "street": "Nová",
            "number": "5",
            "city": "Brno",
            "postal_code": "602 00",
            "country": "CZ",
        },
        "since": "2026-09-01",
    }
}


def reported(case: Case, actor: Actor, **changes: Any) -> ChangeReport:
    details: dict[str, Any] = {
        "origin": uuid4(),
        "schema_version": 1,
        "language": "uk",
        "actor": actor,
        "now": SENT,
    }
    kind, answers = changes.pop("kind", "ADDRESS"), changes.pop("answers", ADDRESS)
    return report_change(case, kind, answers, **(details | changes))


@pytest.fixture
def report(running: Case, oksana: Actor) -> ChangeReport:
    return reported(running, oksana)


def test_sent_twice_it_is_one_report(running: Case, oksana: Actor) -> None:
    origin = uuid4()
    first = reported(running, oksana, origin=origin)
    assert reported(running, oksana, origin=origin) == first
    assert ChangeReport.objects.count() == 1
    assert Message.objects.filter(subject__isnull=False, case_id=running.pk).count() >= 1
    assert Event.objects.filter(name="cases.reported").count() == 1


def test_the_application_stays_as_it_was_filed(running: Case, report: ChangeReport) -> None:
    now = Case.objects.get(pk=running.pk)
    assert now.answers == running.answers
    assert "stay" not in now.answers


def test_both_sides_find_it_in_what_happened(
    running: Case, report: ChangeReport, novotna: Actor
) -> None:
    take_note(report, actor=novotna, now=at(9, 11))
    with using("en"):
        own = [moment.title for moment in timeline(running, "applicant")]
        office = [moment.title for moment in timeline(running, "office")]
    assert own[:2] == [
        "The office took note of the change that you reported: Change of address.",
        "You reported a change: Change of address.",
    ]
    assert office[:2] == [
        "Note was taken of a reported change: Change of address.",
        "A change was reported: Change of address.",
    ]


def test_the_receipt_is_in_the_persons_language_with_the_binding_one(
    running: Case, report: ChangeReport, cast: Cast
) -> None:
    keys.preload({running.person_id})
    message = Message.objects.filter(person=cast.oksana.person).order_by("-sent_at").first()
    assert message is not None
    assert message.language == "uk"
    assert running.number in (message.body or "")
    assert "Зміна адреси" in (message.body or "")
    assert "Brno" in (message.body or "")
    assert "Změna adresy" in (message.binding_body or "")


def test_the_queue_has_it_until_somebody_takes_note(
    running: Case, report: ChangeReport, novotna: Actor
) -> None:
    today = SENT.date()
    view = QUEUE_VIEWS["changes"]
    assert list(view.cases(novotna, today)) == [running]
    assert {view.code: n for view, n in counted(novotna, today)}["changes"] == 1
    take_note(report, actor=novotna, now=at(9, 11))
    assert list(view.cases(novotna, today)) == []


def test_two_reports_are_read_one_by_one(running: Case, oksana: Actor, novotna: Actor) -> None:
    first = reported(running, oksana)
    status = {"person": {"marital_status": "married", "since": "2026-09-08"}}
    second = reported(running, oksana, kind="STATUS", answers=status)
    take_note(first, actor=novotna)
    assert Case.objects.get(pk=running.pk).reported
    take_note(second, actor=novotna)
    assert not Case.objects.get(pk=running.pk).reported


def test_note_is_taken_once(report: ChangeReport, novotna: Actor, dvorak: Actor) -> None:
    first = take_note(report, actor=novotna, now=at(9, 11))
    again = take_note(report, actor=dvorak, now=at(9, 12))
    assert (again.noted_by_id, again.noted_at) == (novotna.user_id, first.noted_at)
    assert Event.objects.filter(name="cases.change_noted").count() == 1


def test_taking_note_leaves_an_answer_unanswered(
    running: Case, report: ChangeReport, novotna: Actor
) -> None:
    Case.objects.filter(pk=running.pk).update(answered=True)
    take_note(report, actor=novotna)
    assert Case.objects.get(pk=running.pk).answered


def test_only_who_may_takes_note(report: ChangeReport, oksana: Actor, cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        take_note(report, actor=oksana)
    with pytest.raises(NotPermitted):
        take_note(report, actor=Actor.for_user(cast.auditor))


def test_whoever_assisted_takes_no_note(report: ChangeReport, novotna: Actor, cast: Cast) -> None:
    Conflict.objects.create(user=cast.novotna, person=cast.oksana.person, kind="assisted")
    with pytest.raises(Case.DoesNotExist):
        take_note(report, actor=novotna)
    with pytest.raises(IntegrityError, match="conflict"), transaction.atomic():
        ChangeReport.objects.filter(pk=report.pk).update(
            noted_by=cast.novotna, noted_at=datetime.now(UTC)
        )


def test_who_stands_outside_reports_nothing(running: Case, cast: Cast) -> None:
    with pytest.raises(Case.DoesNotExist):
        reported(running, Actor.for_user(cast.stranger))


def test_a_case_that_ended_without_a_permit_takes_no_report(running: Case, oksana: Actor) -> None:
    withdraw(running, actor=oksana)
    with pytest.raises(NotNow):
        reported(running, oksana)


def test_what_is_for_holders_alone_is_not_reported_in_an_open_case(
    running: Case, oksana: Actor
) -> None:
    with pytest.raises(NotNow):
        reported(running, oksana, kind="EMPLOYER", answers={})


def test_late_is_accepted_and_said(
    phrases: None, cast: Cast, oksana: Actor, novotna: Actor
) -> None:
    """Whoever extends a permit has 30 days: what was moved into on 1 August is late today."""
    case = begin(file_for(cast.oksana, make_permit("EXT")), actor=novotna, now=at(9, 3))
    late = {"stay": {**ADDRESS["stay"], "since": "2026-08-01"}}
    report = reported(case, oksana, answers=late)
    assert report.last_day is not None
    assert report.last_day.isoformat() == "2026-08-31"
    assert report.is_late
    in_time = reported(case, oksana)
    assert not in_time.is_late
    message = Message.objects.order_by("sent_at", "pk").filter(case_id=case.pk)
    assert any("31" in (row.body or "") for row in message)


def test_where_no_period_is_recorded_nothing_is_late(report: ChangeReport) -> None:
    assert report.last_day is None
    assert not report.is_late


def test_too_many_unread_wait(running: Case, oksana: Actor, settings: Any) -> None:
    settings.LIMITS = {**settings.LIMITS, "unread_changes": 1}
    reported(running, oksana)
    with pytest.raises(LimitReached):
        reported(running, oksana)


@pytest.mark.parametrize("column", ["kind", "language", "schema_version", "case_id", "days"])
def test_what_was_sent_never_changes(report: ChangeReport, running: Case, column: str) -> None:
    value = {"schema_version": 9, "case_id": uuid4().hex, "days": b"x"}.get(column, "x")
    sql = f'UPDATE cases_changereport SET "{column}" = %s'
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [value])


def test_a_report_is_not_deleted_nor_born_read(report: ChangeReport, cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_changereport")
    report.pk, report.origin = uuid4(), uuid4()
    report.noted_by, report.noted_at = cast.novotna, report.at
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save(force_insert=True)


def test_note_is_not_taken_back(report: ChangeReport, novotna: Actor) -> None:
    take_note(report, actor=novotna)
    with pytest.raises(IntegrityError, match="once"), transaction.atomic():
        ChangeReport.objects.update(noted_at=None, noted_by=None)
    with pytest.raises(IntegrityError, match="once"), transaction.atomic():
        ChangeReport.objects.update(noted_at=SENT + timedelta(days=9))


def test_its_file_is_evidence(running: Case, oksana: Actor, cast: Cast) -> None:
    document = make_document(cast.oksana.person)
    report = reported(running, oksana, documents=[("ACCOM", document)])
    row = CaseDocument.objects.get(report=report)
    assert (row.case, row.requirement, row.answer) == (running, "ACCOM", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        document.delete()


def test_nothing_of_it_lies_open(report: ChangeReport) -> None:
    """Neither the new address nor the day of the change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_changereport")
        [row] = cursor.fetchall()
    text = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in row)
    for secret in ("Nová", "Brno", "2026-09-01"):
        assert secret not in text


def test_own_words_wait_for_a_translator(
    phrases: None, cast: Cast, oksana: Actor, novotna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The position in the new job; nothing waits where it was written in Czech, in its letters."""
    case = begin(file_for(cast.oksana, make_permit("EMP")), actor=novotna, now=at(9, 3))
    monkeypatch.setattr("cases.changed.standing", lambda *_given: "granted")
    job = {"employment": {"position": "svářečka", "since": "2026-11-01"}}
    reported(case, oksana, kind="EMPLOYER", answers=job, language="cs")
    assert not FreeSentence.objects.filter(kind="change").exists()
    job = {"employment": {"position": "зварювальник", "since": "2026-11-01"}}
    report = reported(case, oksana, kind="EMPLOYER", answers=job)
    sentence = FreeSentence.objects.get(kind="change")
    assert (sentence.about, sentence.name) == (report.pk, "employment.position")
    assert sentence.text == "зварювальник"
