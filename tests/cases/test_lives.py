"""Random lives of a case: every act takes place exactly when the law of ``law.py`` allows it."""

import os
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from accounts.actor import Actor
from tests.cases.conftest import make_permit
from tests.cases.law import LAWFUL
from tests.cases.lives import LifeOfACase

ENOUGH_FOR_EVERY_ROW = 100_000


def live(cast: Any, *, steps: int, in_a_life: int) -> Counter[tuple[str, str]]:
    """Lives until so many steps are taken. Returns how often each row of the law was walked."""
    LifeOfACase.people = {
        "applicant": Actor.for_user(cast.oksana),
        "officer": Actor.for_user(cast.novotna),
        "supervisor": Actor.for_user(cast.supervisor),
    }
    LifeOfACase.applicant = cast.oksana
    LifeOfACase.permits = {
        False: make_permit("EXT"),
        True: make_permit("EMP", in_person=True),
    }
    LifeOfACase.walked = Counter()
    LifeOfACase.steps = 0
    while LifeOfACase.steps < steps:
        left = steps - LifeOfACase.steps
        run_state_machine_as_test(
            LifeOfACase,
            settings=settings(
                max_examples=max(left // in_a_life, 1),
                stateful_step_count=in_a_life,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    return LifeOfACase.walked


def test_random_lives_of_a_case_follow_the_law(cast: Any, phrases: None) -> None:
    assert set(live(cast, steps=240, in_a_life=20)) <= set(LAWFUL)


@pytest.mark.slow
def test_a_hundred_thousand_random_steps_follow_the_law(cast: Any, phrases: None) -> None:
    """``POBYT_STEPS`` sets a smaller share, as the continuous integration does."""
    share = int(os.environ.get("POBYT_STEPS", "100000"))
    walked = live(cast, steps=share, in_a_life=50)
    print(*(f"{source} {name} {number}" for (source, name), number in sorted(walked.items())))
    if share >= ENOUGH_FOR_EVERY_ROW:
        assert set(walked) == set(LAWFUL)
