"""A decision, and a letter that ends a case, names whom it is about and who issued it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override

from accounts.actor import Actor
from accounts.roles import OFFICER
from cases.actions import declare_inadmissible, discontinue
from cases.decisions import Fact, Proposal, countersign, issue, papers_of, propose
from cases.letters.naming import FUNCTIONS
from cases.letters.rendering import write
from cases.models import Case, CaseDocument, Letter
from i18n import formats
from permits.packs import load_pack
from tests.world import World

TWO = 2


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def letter(world: World) -> Letter:
    """A refusal that rests on two files of one name for the same requirement."""
    case = Case.objects.get(pk=world.case.pk)
    proofs = [
        CaseDocument.objects.create(
            case=case,
            document=world.new_document(),
            requirement="QUAL",
            added_at=timezone.now(),
        )
        for _each in range(TWO)
    ]
    fact = Fact("funds_below", tuple(str(each.pk) for each in proofs))
    refusal = Proposal(outcome="refuse", facts=(fact,), grounds=("no_funds",), remedy="appeal")
    decision = propose(case, refusal, actor=world.officer)
    countersign(decision, version=1, actor=Actor.for_user(world.dvorak))
    issue(decision, actor=Actor.for_user(world.dvorak))
    return Letter.objects.get(case=case, kind=Letter.Kind.DECISION)


@pytest.mark.parametrize("language", ["cs", "uk"])
def test_a_decision_names_its_party(letter: Letter, language: str) -> None:
    facts = dict(write(letter, language).facts)
    person = letter.case.answers["person"]
    said = "\n".join(facts.values())
    assert letter.case.filed_name in said
    assert formats.day_short(date.fromisoformat(person["birth_date"]), language) in said
    assert letter.case.answers["stay"]["address_here"]["city"] in said
    assert len(facts) == len(("name", "birth", "citizenship", "stay"))


def test_what_is_not_known_is_left_out(letter: Letter) -> None:
    case = letter.case
    case.answers = {"person": {"name": case.answers["person"]["name"]}}
    case.person.birth_date = ""
    assert [value for _label, value in write(letter, "cs").facts] == [
        formats.left_to_right(case.filed_name)
    ]


def test_a_decision_names_who_decided_and_their_function(letter: Letter, world: World) -> None:
    prepared, approved, office = write(letter, "cs").signature
    assert world.novotna.person.display_name in prepared
    assert world.dvorak.person.display_name in approved
    assert "úřední osoba" in prepared.lower()
    assert office.startswith("Ministerstvo vnitra")


def ended_by(case: Case, act: Callable[..., Case], *ground: str, actor: Actor) -> Letter:
    act(Case.objects.get(pk=case.pk), *ground, actor=actor)
    return Letter.objects.get(case=case, kind=Letter.Kind.ENDING)


@pytest.mark.parametrize("language", ["cs", "uk"])
@pytest.mark.parametrize(
    ("act", "ground"), [(discontinue, "not_entitled"), (declare_inadmissible, "form_not_official")]
)
def test_a_letter_that_ends_a_case_names_its_party_and_who_issued_it(
    world: World, act: Callable[..., Case], ground: str, language: str
) -> None:
    """A resolution that is delivered has the parts of a decision (Act 500/2004 §§ 69, 76)."""
    letter = ended_by(world.case, act, ground, actor=world.officer)
    text = write(letter, language)
    issued, office = text.signature
    assert world.novotna.person.display_name in issued
    with override(language):
        assert str(FUNCTIONS[OFFICER]) in issued
    authority = load_pack("cz").authority.name
    assert office == authority.in_language(language)
    named = next(value for _label, value in text.facts)
    assert named == formats.left_to_right(world.case.filed_name)
    assert len(text.facts) == len(("name", "birth", "citizenship", "stay"))


def test_whoever_ended_it_is_named_and_not_who_had_the_case(world: World) -> None:
    dvorak = Actor.for_user(world.dvorak)
    letter = ended_by(world.case, discontinue, "not_entitled", actor=dvorak)
    issued, _office = write(letter, "cs").signature
    assert world.dvorak.person.display_name in issued
    assert world.novotna.person.display_name not in issued


@pytest.mark.parametrize("language", ["cs", "uk"])
def test_two_pieces_of_evidence_are_told_apart(letter: Letter, language: str) -> None:
    items = [item for part in write(letter, language).parts for item in part.items]
    [evidence] = [item.evidence for item in items if item.evidence]
    assert len(set(evidence)) == len(evidence) == TWO
    assert all("scan.jpg" in each for each in evidence)


def test_so_they_are_where_they_are_chosen(letter: Letter) -> None:
    names = [name for _pk, name in papers_of(letter.case)]
    assert len(set(names)) == len(names)
