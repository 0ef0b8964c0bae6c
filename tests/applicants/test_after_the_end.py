"""What the page of a case says once it has ended: how, its days, its letter; nothing is to come."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from applicants.following.turns import stages_of
from cases.actions import suspend, withdraw
from cases.decisions import countersign, issue, propose
from cases.decisions.proposal import REFUSE, Fact, Proposal
from cases.letters.rendering import render_letter
from cases.models import Case, Letter
from permits.models import Phrase
from postbox.models import Message
from tests.factories import signed_in
from tests.world import World


@pytest.fixture
def phone(world: World) -> Client:
    return signed_in(world.oksana)


@pytest.fixture
def refused(world: World) -> Case:
    codes = {
        kind: Phrase.objects.filter(pack="cz", kind=kind).values_list("code", flat=True)[0]
        for kind in ("fact", "refusal", "remedy")
    }
    proposal = Proposal(
        REFUSE,
        facts=(Fact(codes["fact"], (str(world.case_document.pk),)),),
        grounds=(codes["refusal"],),
        remedy=codes["remedy"],
    )
    decision = propose(world.case, proposal, actor=world.officer)
    second = Actor.for_user(world.dvorak)
    countersign(decision, version=1, actor=second)
    case = issue(decision, actor=second)
    render_letter(Letter.objects.get(case=case, kind=Letter.Kind.DECISION).pk)
    return case


def text(phone: Client, case: Case) -> str:
    page = phone.get(reverse("applicants:case", args=[case.pk])).content.decode()
    return page.replace("\u00a0", " ")


def test_a_granted_permit_looks_granted_and_says_both_its_days(world: World, phone: Client) -> None:
    case = world.granted
    render_letter(Letter.objects.get(case=case, kind=Letter.Kind.DECISION).pk)
    page = text(phone, case)
    assert 'data-end="good"' in page
    assert "Valid from" in page
    assert "Open the letter of provisional approval (PDF)" in page
    assert "Valid from" in phone.get(reverse("applicants:home")).content.decode()


def test_a_refusal_leads_to_its_letter_and_to_help(refused: Case, phone: Client) -> None:
    page = text(phone, refused)
    turn = page.split('class="turn"')[1].split("</section>")[0]
    assert 'data-end="calm"' in turn
    assert "within what time" in turn
    assert 'data-variant="secondary"' not in turn
    assert reverse("support_centre:places") in page.split("<main")[1].split("journey")[0]


def test_nothing_is_to_come_after_a_refusal(refused: Case) -> None:
    assert [stage.state for stage in stages_of(refused)][-1] == "ended"


def test_the_periods_are_over_with_the_case(world: World, phone: Client) -> None:
    suspend(world.case, "preliminary_question", actor=world.officer)
    page = text(phone, withdraw(world.case, actor=world.applicant))
    assert "so far" not in page
    assert "to the end of the case" in page
    assert "day 0" not in page
    desk = signed_in(world.novotna).get(reverse("cases:case", args=[world.case.pk]))
    assert "the end of the case" in desk.content.decode()


def test_a_letter_opened_from_the_case_is_read_in_the_postbox(world: World, phone: Client) -> None:
    letter, message = world.letter, world.message
    assert message.read_at is None
    phone.get(reverse("applicants:letter", args=[letter.case_id, letter.pk]))
    assert Message.objects.get(pk=message.pk).read_at is not None


def test_what_follows_without_an_answer_is_said_once(world: World, phone: Client) -> None:
    asked = world.request
    page = phone.get(reverse("applicants:request", args=[asked.case_id, asked.pk]))
    assert "If you do not answer" not in page.content.decode()
    assert page.content.decode().count("If you do not send by then") == 1
