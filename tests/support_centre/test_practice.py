"""Practice mode leaves no trace in queues, statistics, postboxes or the log of real cases."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.actions import add_ward, grant_role
from accounts.actor import SYSTEM, Actor
from accounts.models import Guardianship, Person, User
from applicants.actions import warn
from applicants.models import Draft
from audit.models import Event, EventSubject
from cases.actions import open_case
from cases.models import Case, CaseSequence, Letter
from permits import mrz
from postbox.actions import send
from postbox.models import Message, Notice
from support_centre import actions, invented
from support_centre.models import AssistedSession, Centre, Slip, Visit
from tests.applicants.filling import complete_answers
from tests.factories import signed_in
from tests.support_centre.giving import agreed
from tests.support_centre.reading import address, filed
from tests.world import PERMIT, World

HALYNA = invented.BY_CODE["halyna"]


def test_invented_passports_are_read_like_any_other():
    for visitor in invented.ALL:
        read = mrz.parse("\n".join(visitor.mrz))
        assert read.issuer == invented.ISSUER
        assert f"{read.given_names} {read.surname}".strip().title() == visitor.name


def test_every_page_says_so_loudly(sandbox: Client, rehearsed: Draft):
    for page in (
        "/en/centre/desk/",
        "/en/centre/practice/",
        "/en/home/",
        "/en/permits/",
        f"/en/draft/{rehearsed.pk}/form/person/",
    ):
        assert "You are practising." in sandbox.get(page, follow=True).content.decode(), page
    sandbox.post("/en/centre/practice/leave/")
    assert "You are practising." not in sandbox.get("/en/centre/desk/").content.decode()


def test_the_real_desk_is_out_of_reach_while_practising(world: World, sandbox: Client):
    assert sandbox.get(f"/en/centre/visit/{world.visit.pk}/").status_code == 404
    assert sandbox.get(f"/en/centre/mandate/{world.mandate.pk}/").status_code == 404
    sandbox.post("/en/centre/practice/leave/")
    assert sandbox.get(f"/en/centre/visit/{world.visit.pk}/").status_code == 200


def test_entering_practice_ends_the_real_session(
    world: World, session: AssistedSession, desk: Client
):
    desk.post("/en/centre/practice/enter/")
    session.refresh_from_db()
    assert session.end == "ended"
    assert "Kovalenko" not in desk.get("/en/home/", follow=True).content.decode()


def test_no_trace_of_a_practised_filing(world: World, sandbox: Client, rehearsed: Draft):
    real = world.case
    before = (
        Case.objects.count(),
        list(CaseSequence.objects.values_list("last", flat=True)),
        Letter.objects.count(),
        Message.objects.count(),
        Notice.objects.count(),
        Event.objects.filter(case_id__isnull=False).count(),
        EventSubject.objects.filter(subject_id=real.person_id).count(),
    )
    mail.outbox.clear()
    filed(sandbox, rehearsed)
    page = sandbox.get(f"/en/draft/{rehearsed.pk}/receipt/")
    assert "PRACTICE-" in page.content.decode()
    after = (
        Case.objects.count(),
        list(CaseSequence.objects.values_list("last", flat=True)),
        Letter.objects.count(),
        Message.objects.count(),
        Notice.objects.count(),
        Event.objects.filter(case_id__isnull=False).count(),
        EventSubject.objects.filter(subject_id=real.person_id).count(),
    )
    assert before == after
    assert mail.outbox == []


def test_no_event_of_practice_is_about_a_real_case_or_office(
    world: World, sandbox: Client, rehearsed: Draft
):
    filed(sandbox, rehearsed)
    about = Event.objects.filter(subjects__subject_id=rehearsed.person_id).exclude(role="system")
    assert about.exists()
    assert set(about.values_list("office", flat=True)) == {"PRACTICE-cz"}
    assert set(about.values_list("case_id", flat=True)) == {None}


def test_a_practised_filing_sent_twice_is_told_once_more(sandbox: Client, rehearsed: Draft):
    row = filed(sandbox, rehearsed)
    for _time in range(2):
        page = sandbox.post(address(row, "send/"), follow=True)
        assert "This was practice" in page.content.decode()


def test_no_case_opens_for_an_invented_person_by_any_path(world: World, halyna: Person):
    for person, filed_by in ((halyna, halyna), (world.oksana.person, halyna)):
        with pytest.raises(IntegrityError, match="nobody invented"), transaction.atomic():
            open_case(
                origin=halyna.pk,
                person=person,
                filed_by=filed_by,
                permit_type=world.permit,
                answers=complete_answers(PERMIT),
                schema_version=1,
                language="uk",
                actor=SYSTEM,
            )


def test_nothing_reaches_a_postbox(halyna: Person):
    send(person=halyna, language="uk", subject="s", body="b", actor=SYSTEM)
    assert not Message.objects.exists()
    with pytest.raises(IntegrityError, match="nobody invented"), transaction.atomic():
        Message.objects.create(person=halyna, language="uk", subject="s", body="b")


def test_no_draft_of_practice_is_warned_about(rehearsed: Draft):
    soon = timezone.now() + timedelta(days=400)
    assert rehearsed not in Draft.objects.to_warn(soon)
    assert not warn(rehearsed, now=soon)


def test_an_invented_person_has_no_login_and_stays_invented(world: World, halyna: Person):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=halyna.pk).update(user=User.objects.create(username="x"))
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Person.objects.filter(pk=halyna.pk).update(practice=False)
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Centre.objects.filter(practice=True).update(practice=False)


def test_a_child_of_an_invented_person_is_invented(world: World, halyna: Person):
    child = add_ward(
        halyna, actor=SYSTEM, family_name="Specimen", given_names="Child", birth_date="2020-01-01"
    )
    assert child.practice
    with pytest.raises(IntegrityError, match="nobody real"), transaction.atomic():
        Guardianship.objects.create(guardian=halyna, ward=world.oksana.person)


def test_the_desks_stay_apart_even_by_sql(world: World, halyna: Person):
    with pytest.raises(IntegrityError, match="practice desk"), transaction.atomic():
        Visit.objects.filter(pk=world.visit.pk).update(person=halyna)
    with pytest.raises(IntegrityError, match="practice desk"), transaction.atomic():
        Visit.objects.filter(centre__practice=True).update(person=world.oksana.person)


def test_a_real_passport_is_not_read_at_the_practice_desk(world: World, sandbox: Client):
    sandbox.post("/en/centre/practice/visitor/", {"visitor": "halyna"})
    visit = Visit.objects.get(centre__practice=True)
    sent = {
        "number": "FE123456",
        "issuer": "UKR",
        "family_name": "Kovalenko",
        "given_names": "Oksana",
        "birth_date": "1994-03-12",
        "method": "typed",
        "compared": "on",
    }
    page = sandbox.post(f"/en/centre/visit/{visit.pk}/person/", sent)
    assert page.status_code == 422
    assert "Only passports of the invented state UTO" in page.content.decode()
    assert "FE123456" in page.content.decode()
    assert not Person.objects.filter(practice=True).exists()


def test_a_real_desk_never_finds_an_invented_person(world: World, halyna: Person, helper: Actor):
    visit = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    read = mrz.parse("\n".join(HALYNA.mrz))
    passport = actions.Passport(read.number, "UTO", "Specimen", "Halyna", read.birth_date)
    person = actions.identify(visit, passport, method="typed", actor=helper)
    assert person != halyna
    assert not person.practice


def test_nobody_real_gives_a_mandate_to_the_practice_desk(
    world: World, sandbox: Client, helper: Actor
):
    centre = Centre.objects.get(practice=True)
    visit = actions.open_visit(centre, language="uk", reason="file", actor=helper)
    _offered, code = actions.offer(visit, actions.Asked(("file",), 1, "uk"), actor=helper)
    with pytest.raises(actions.NoSuchCode):
        agreed(code, actor=world.applicant)


def test_a_real_mandate_is_never_given_at_the_press_of_a_button(
    world: World, desk: Client, helper: Actor
):
    offered, _code = actions.offer(world.visit, actions.Asked(("file",), 1, "uk"), actor=helper)
    assert desk.post(f"/en/centre/practice/mandate/{offered.pk}/").status_code == 404
    with pytest.raises(ValueError):
        actions.confirm_invented(offered, actor=helper)
    offered.refresh_from_db()
    assert offered.given_at is None


def test_in_another_role_nobody_practises(world: World, sandbox: Client):
    grant_role(world.helper, "officer", office="PRG", actor=SYSTEM)
    kept = sandbox.session
    kept["role"] = "officer"
    kept.save()
    page = sandbox.get("/en/office/").content.decode()
    assert "You are practising." not in page


def test_nothing_is_handed_over_to_an_invented_person(
    world: World, sandbox: Client, rehearsed: Draft
):
    sandbox.post(f"/en/draft/{rehearsed.pk}/review/", {"declared": "yes"})
    visit = Visit.objects.select_related("person", "centre").get(centre__practice=True)
    with pytest.raises(actions.CannotHandOver):
        actions.hand_over(visit, actor=Actor.for_user(world.helper))
    with pytest.raises(IntegrityError, match="nobody invented"), transaction.atomic():
        Slip.objects.create(
            person=rehearsed.person,
            centre=visit.centre,
            visit=visit,
            code=b"c" * 32,
            birth_proof=b"p" * 32,
            issued_by=world.helper,
            until=timezone.now() + timedelta(days=1),
        )


def test_an_administrator_does_not_make_a_real_desk_of_it(world: World, sandbox: Client):
    centre = Centre.objects.get(practice=True)
    page = signed_in(world.administrator).get(
        f"/en/admin/support_centre/centre/{centre.pk}/change/"
    )
    assert page.status_code == 200
    assert 'name="region"' in page.content.decode()
    assert 'name="practice"' not in page.content.decode()


def test_practice_is_for_helpers(world: World):
    assert signed_in(world.oksana).post("/en/centre/practice/enter/").status_code == 404
    assert signed_in(world.novotna).get("/en/centre/practice/").status_code == 404
