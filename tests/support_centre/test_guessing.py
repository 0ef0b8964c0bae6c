"""100,000 tries at speed: nobody gets in, and the owner still does. The arithmetic: ADR 0052."""

import os
import random
from math import factorial
from pathlib import Path

import pytest

from accounts.actor import Actor
from support_centre import actions, backoff, codes
from support_centre.models import Slip
from tests.support_centre.visitor import BORN, filed_for
from tests.world import World

TRIES = int(os.environ.get("POBYT_STEPS", "100000"))
"""The continuous integration takes a share."""
RECORD = (Path(__file__).parents[2] / "docs/adr/0052-handing-a-case-back.md").read_text()
HOME = "192.0.2.10"
CENTRE = "192.0.2.20"


def test_the_arithmetic_of_the_record():
    space = len(codes.ALPHABET) ** codes.LENGTH
    assert space == 2**40
    meets_a_code = 100_000 * 10_000 / space
    meets_the_day = 5 / (80 * 365.25)
    assert meets_a_code == pytest.approx(9.1e-4, rel=0.01)
    assert meets_a_code * meets_the_day == pytest.approx(1.6e-7, rel=0.05)
    meets_a_restoration = 100_000 * 1_000 / space
    assert meets_a_restoration == pytest.approx(9.1e-5, rel=0.01)
    assert meets_a_restoration * meets_the_day == pytest.approx(1.6e-8, rel=0.05)
    meets_a_mandate = 12 * 100 / space
    assert meets_a_mandate == pytest.approx(1.1e-9, rel=0.01)
    a_month = (5 + 6 + 96) * 30
    assert f"{a_month:,} guesses" in RECORD
    for addresses, said, size in ((1, "5.0 × 10⁻⁹", 5.0e-9), (10_000, "5.0 × 10⁻⁵", 5.0e-5)):
        opens = a_month * addresses * 10_000 / space * meets_the_day
        assert opens == pytest.approx(size, rel=0.01)
        assert said in RECORD
    assert f"{a_month * 10_000 / 1e7:.1f} × 10⁷" in RECORD
    assert (a_month * 10_000 / space) ** 5 / factorial(5) < 1e-24


def test_a_day_of_tries_from_one_address_is_few():
    """As the record says: five at once, then with doubling waits."""
    assert tries_within(24 * 60 * 60) <= 5 + 6 + 96
    assert tries_within(15 * 60) <= 5 + 6 + 1


def tries_within(limit: float) -> int:
    seconds, tries = 0.0, backoff.FREE
    while seconds < limit:
        tries += 1
        seconds += backoff.wait_before(tries)
    return tries


@pytest.mark.slow
@pytest.mark.django_db
def test_a_hundred_thousand_tries_at_speed(world: World, helper: Actor):
    """From ever new addresses, so that nothing but the code itself is in the way.

    Every tenth try is made from the address of the centre, which has to wait and is not a door.
    """
    visitor = filed_for(world, helper)
    slip, code = actions.hand_over(visitor.visit, actor=helper)
    guess, refused, waited = random.Random(50), 0, 0
    for number in range(TRIES):
        typed = "".join(guess.choices(codes.ALPHABET, k=codes.LENGTH))
        address = (
            CENTRE if number % 10 == 0 else f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        )
        try:
            actions.check(typed, birth_date=BORN, source=address)
        except actions.NoSuchSlip:
            refused += 1
        except backoff.Wait:
            waited += 1
    assert refused + waited == TRIES
    assert waited > TRIES / 10 - 200
    slip.refresh_from_db()
    assert (slip.tries, slip.end) == (0, "")
    assert actions.check(code, birth_date=BORN, source=HOME).pk == slip.pk


@pytest.mark.slow
@pytest.mark.django_db
def test_with_the_code_in_hand_two_thousand_days_are_five(world: World, helper: Actor):
    """A found sheet: five days are tried, and the right one among the rest opens nothing."""
    visitor = filed_for(world, helper)
    slip, code = actions.hand_over(visitor.visit, actor=helper)
    for number in range(2_000):
        day = BORN if number == 1_000 else f"{1940 + number % 60}-01-{1 + number % 28:02}"
        with pytest.raises(actions.NoSuchSlip):
            actions.check(code, birth_date=day, source=f"10.1.{number >> 8}.{number & 255}")
    slip.refresh_from_db()
    assert (slip.tries, slip.end) == (5, "tries")
    assert Slip.objects.live().count() == 0
    _new, newer = actions.hand_over(visitor.visit, actor=helper)
    assert actions.check(newer, birth_date=BORN, source=HOME).person == visitor.person
