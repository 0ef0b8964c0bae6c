"""Filing: complete or not at all, once, with a snapshot."""

from typing import Any

import pytest
from django.db import connection

from accounts.actions import change_details
from accounts.actor import SYSTEM, Actor
from accounts.models import Person
from applicants import actions
from applicants.models import Draft
from applicants.printing import application_pdf
from cases.models import Case
from documents.actions import store_bytes
from permits import schema
from permits.actions import load_catalogue
from permits.models import PermitType
from tests.applicants.filling import complete_answers, photo
from tests.factories import Cast
from tests.races import at_once


@pytest.mark.parametrize("code", ["EMP", "BLUE", "LTR-STU", "LTR-FAM", "PR", "EU-FAM", "EXT"])
def test_every_form_can_be_filled_in_completely(code: str, db: None) -> None:
    assert schema.missing(schema.load(code, pack="cz"), complete_answers(code)) == []


def test_an_incomplete_draft_is_not_filed(draft: Draft, oksana: Actor) -> None:
    with pytest.raises(actions.Incomplete) as caught:
        actions.submit(draft, actor=oksana)
    assert caught.value.missing
    assert not Case.objects.exists()


def test_filing_snapshots_the_answers_and_the_files(finished: Draft, oksana: Actor) -> None:
    answers = finished.answers
    answers["background"]["employer_before"] = {"name": "hidden since"}
    finished.answers = answers
    finished.save()
    document = store_bytes(
        photo(),
        owner=finished.person,
        name="a.jpg",
        media_type="image/jpeg",
        actor=oksana,
        kind="upload",
    )
    actions.attach(finished, "PHOTO", document, actor=oksana)
    case = actions.submit(finished, actor=oksana)
    assert case.origin == finished.pk
    assert "employer_before" not in case.answers["background"], "what is not asked is not filed"
    assert [(row.requirement, row.document) for row in case.documents.all()] == [
        ("PHOTO", document)
    ]
    finished.refresh_from_db()
    assert finished.state == "filed"
    assert finished.answers == {}


def test_sent_again_it_is_the_same_case(finished: Draft, oksana: Actor) -> None:
    first = actions.submit(finished, actor=oksana)
    assert actions.submit(finished, actor=oksana) == first
    assert Case.objects.count() == 1


def test_nothing_is_written_in_a_filed_draft(finished: Draft, oksana: Actor) -> None:
    actions.submit(finished, actor=oksana)
    with pytest.raises(actions.DraftClosed):
        actions.save_section(finished, "contact", posted={"email": "x@y.cz"}, was={}, actor=oksana)
    with pytest.raises(actions.DraftClosed):
        actions.discard(finished, actor=oksana)


def test_a_person_is_called_as_in_the_application(finished: Draft, oksana: Actor) -> None:
    change_details(
        finished.person,
        actor=oksana,
        family_name="Oxy",
        given_names="",
        native_name="Окси",
        language="uk",
    )
    case = actions.submit(finished, actor=oksana)
    person = Person.objects.get(pk=case.person_id)
    assert person.display_name == case.person.display_name == "Oksana Shevchenko"
    assert person.native_name == "Шевченко Оксана"


def test_a_child_is_called_as_in_its_application(catalogue: None, cast: Cast) -> None:
    amira = Actor.for_user(cast.amira)
    permit = PermitType.objects.get(pack="cz", code="LTR-FAM")
    draft = actions.begin(permit, person=cast.yusuf, actor=amira, place="office", language="ar")
    draft.answers = complete_answers("LTR-FAM")
    draft.save()
    case = actions.submit(draft, actor=amira)
    assert case.person == cast.yusuf
    assert case.filed_by == cast.amira.person
    assert Person.objects.get(pk=cast.yusuf.pk).family_name == "Shevchenko"
    assert case.person.native_name == "Шевченко Оксана"


@pytest.mark.parametrize("code", ["WORK", "RES"])
def test_another_country_files_by_the_same_code(
    cast: Cast, oksana: Actor, settings: Any, code: str
) -> None:
    settings.PERMIT_PACK = "uto"
    load_catalogue("uto", actor=SYSTEM)
    permit = PermitType.objects.get(pack="uto", code=code)
    draft = actions.begin(
        permit,
        person=cast.oksana.person,
        actor=oksana,
        place=permit.filed_at[0],
        language="uk",
    )
    draft.answers = complete_answers(code, "uto")
    draft.save()
    case = actions.submit(draft, actor=oksana)
    assert permit.country.is_case_number(case.number)
    assert application_pdf(draft, "ar").startswith(b"%PDF")


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite hides such races")
@pytest.mark.django_db(transaction=True)
def test_twenty_submissions_at_once_are_one_case(finished: Draft, oksana: Actor) -> None:
    def send() -> str:
        return actions.submit(Draft.objects.get(pk=finished.pk), actor=oksana).number

    numbers = at_once([send] * 20)
    assert len(numbers) == 20
    assert len(set(numbers)) == 1
    assert Case.objects.count() == 1
