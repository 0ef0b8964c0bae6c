"""History and timeline: the same events, told to each side in its own words."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from accounts.actor import Actor
from cases.actions import ask, begin, note, take, withdraw
from cases.actions.requests import Asked
from cases.models import Case
from cases.models.sentences import SENTENCES
from cases.models.timeline import timeline
from i18n.languages import using
from tests.cases.conftest import at
from tests.factories import Cast


@pytest.fixture
def lived(filed: Case, novotna: Actor, oksana: Actor) -> Case:
    take(filed, actor=novotna, now=at(9, 2))
    begin(filed, actor=novotna, now=at(9, 3))
    note(filed, "PLANTED", actor=novotna, now=at(9, 4))
    ask(filed, [Asked("missing", "missing", "X")], legal_basis="law", actor=novotna, now=at(9, 7))
    return withdraw(filed, actor=oksana, now=at(9, 10))


def told(case: Case, audience: str) -> list[str]:
    with using("en"):
        return [moment.title for moment in timeline(case, audience)]


def test_the_applicant_reads_what_concerns_them_newest_first(lived: Case) -> None:
    assert told(lived, "applicant") == [
        "You withdrew your application.",
        "The office asked you for 1 item, due on Tuesday, 22\u00a0September 2026.",
        "The office checked your application and began to review it.",
        "You sent your application.",
    ]


def test_the_office_reads_everything(lived: Case) -> None:
    assert told(lived, "office") == [
        "The applicant withdrew the application.",
        "1 item was requested, due on Tuesday, 22\u00a0September 2026.",
        "A note was added.",
        "The formal check was passed and proceedings were opened.",
        "The case was assigned to an officer.",
        "The application was sent.",
    ]


def test_the_applicant_never_learns_who_of_the_office_it_was(lived: Case, cast: Cast) -> None:
    for moment in timeline(lived, "applicant"):
        assert moment.by is None
        assert moment.role == ""
        assert str(moment.who) in ("You", "The office")
    officers = {moment.by for moment in timeline(lived, "office")}
    assert cast.novotna.pk in officers


def test_every_event_that_is_recorded_has_its_sentence() -> None:
    room = Path(settings.BASE_DIR) / "cases"
    recorded = set()
    for path in [*room.glob("actions/*.py"), *room.glob("decisions/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            first = node.args[0] if node.args else None
            if node.func.attr == "record" and isinstance(first, ast.Constant):
                recorded.add(first.value)
    assert len(recorded) > 15
    assert recorded <= set(SENTENCES)


def test_a_long_history_costs_what_a_short_one_does(
    lived: Case, novotna: Actor, django_assert_num_queries
) -> None:
    timeline(lived, "office")
    with django_assert_num_queries(2):
        timeline(lived, "office")
