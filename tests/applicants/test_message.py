"""What fits no other kind of report: a person writes to the office, with two files at most."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from applicants.actions.changing import TooManyFiles, attach_to_change, change_in, save_change
from applicants.actions.changing import send_change as send
from cases.actions.reporting import take_note
from cases.models import Case, ChangeReport, FreeSentence
from permits.changes import kinds
from postbox.models import Message
from tests.factories import signed_in
from tests.world import World
from vault import keys

TEXT = "У листопаді я два тижні в лікарні. Мій сусід прийматиме листи."
KINDS = [
    ("cz", "OTHER", {"EMP", "BLUE", "LTR-STU", "LTR-FAM", "EXT", "PR", "EU-FAM"}),
    ("uto", "OTHER", {"RES", "WORK"}),
]


@pytest.fixture
def browser(world: World) -> Client:
    return signed_in(world.oksana)


def written(world: World, case: Case) -> Any:
    draft = change_in(case, kinds("cz")["OTHER"], language="uk")
    return save_change(
        draft, posted={"message": TEXT}, was=None, language="uk", actor=world.applicant
    ).draft


def url(name: str, case: Case, *args: object) -> str:
    return reverse(f"applicants:{name}", args=[case.pk, *args])


@pytest.mark.parametrize(("pack", "code", "permits"), KINDS)
def test_everybody_may_write_at_any_time_and_there_is_no_period(
    pack: str, code: str, permits: set[str]
) -> None:
    kind = kinds(pack)[code]
    assert kind.is_message
    assert (kind.permits, kind.cases, kind.periods) == (permits, {"open", "granted"}, ())
    assert not any(each.is_message for each in kinds(pack).values() if each.code != code)


def test_no_period_is_spoken_of(browser: Client, case: Case) -> None:
    choose = browser.get(url("change_choose", case)).content.decode()
    assert "Something else: a message to the office" in choose
    page = browser.get(url("change", case, "OTHER")).content.decode()
    assert "What you want to tell the office" in page
    assert "When to report it" not in page
    files = browser.get(url("change_papers", case, "OTHER")).content.decode()
    assert "2 files at most" in files


def test_a_third_file_is_refused(world: World, case: Case) -> None:
    draft = written(world, case)
    for _each in range(2):
        attach_to_change(draft, "", world.new_document(), actor=world.applicant)
    with pytest.raises(TooManyFiles, match="too_many") as refused:
        attach_to_change(draft, "", world.new_document(), actor=world.applicant)
    assert str(refused.value.reason) == "At most 2 files can be added here."
    assert draft.papers.count() == 2


def test_it_is_translated_read_and_taken_note_of(world: World, case: Case) -> None:
    report = send(written(world, case), actor=world.applicant)
    keys.preload({case.person_id})
    sentence = FreeSentence.objects.get(about=report.pk)
    assert (sentence.text, sentence.language) == (TEXT, "uk")
    officer = signed_in(world.novotna)
    page = officer.get(reverse("cases:case", args=[case.pk])).content.decode()
    assert TEXT in page
    assert "not translated" in page
    take_note(report, actor=Actor.for_user(world.novotna))
    assert ChangeReport.objects.get().is_noted
    told = Message.objects.filter(person=case.person, document=None).order_by("-sent_at").first()
    assert told is not None
    assert TEXT in (told.body or "")


def test_a_second_message_stands_alone(world: World, case: Case) -> None:
    """The first is no old value of it."""
    send(written(world, case), actor=world.applicant)
    draft = change_in(case, kinds("cz")["OTHER"], language="uk")
    other = save_change(
        draft, posted={"message": "Вже вдома."}, was=None, language="uk", actor=world.applicant
    ).draft
    send(other, actor=world.applicant)
    page = signed_in(world.novotna).get(reverse("cases:case", args=[case.pk])).content.decode()
    assert "Вже вдома." in page
    assert "change__before" not in page
