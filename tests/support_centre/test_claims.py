"""A person claims what was filed for them, and nobody else does."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from audit.models import Event
from support_centre import actions, backoff, codes
from support_centre.models import Slip, Tries
from support_centre.pending import guessed_at
from support_centre.tasks import forget_tries
from tests.support_centre.visitor import BORN, NUMBER, Visitor
from tests.support_centre.work import statements_of
from tests.world import World

HOME = "192.0.2.10"
WRONG_DAY = "1956-03-01"


# -- code and second fact


@pytest.mark.parametrize(
    "known",
    [
        {"birth_date": BORN},
        {"passport": NUMBER},
        {"passport": " ut 765-4321 "},
        {"birth_date": BORN, "passport": NUMBER},
    ],
)
def test_code_and_what_the_person_knows(visitor: Visitor, code: str, known: dict[str, str]):
    typed = f"{code[:4].lower()} {code[4:]}"
    assert actions.check(typed, source=HOME, **known).person == visitor.person


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"birth_date": WRONG_DAY},
        {"passport": "UT7654322"},
        {"birth_date": BORN, "passport": "UT7654322"},
        {"birth_date": WRONG_DAY, "passport": NUMBER},
    ],
)
def test_all_that_is_given_must_be_right(code: str, known: dict[str, str]):
    with pytest.raises(actions.NoSuchSlip):
        actions.check(code, source=HOME, **known)


def test_after_five_wrong_answers_the_right_one_is_wrong_too(
    world: World, visitor: Visitor, code: str, desk: Client
):
    for number in range(5):
        with pytest.raises(actions.NoSuchSlip):
            actions.check(code, birth_date=WRONG_DAY, source=f"198.51.100.{number}")
    with pytest.raises(actions.NoSuchSlip):
        actions.check(code, birth_date=BORN, source=HOME)
    slip = Slip.objects.get()
    assert (slip.tries, slip.end) == (5, "tries")
    assert list(guessed_at()) == [slip]
    assert actions.note_guessing(slip)
    assert not actions.note_guessing(slip)
    assert Event.objects.filter(name="support_centre.voided_slip").count() == 1
    assert "Wrong answers were given five times" in desk.get("/en/centre/desk/").content.decode()


def test_right_answers_use_up_no_tries(code: str):
    for number in range(4):
        with pytest.raises(actions.NoSuchSlip):
            actions.check(code, birth_date=WRONG_DAY, source=f"198.51.100.{number}")
    for number in range(10):
        actions.check(code, birth_date=BORN, source=f"203.0.113.{number}")
    assert Slip.objects.get().tries == 4


def test_it_is_good_for_thirty_days(code: str):
    late = timezone.now() + timedelta(days=30, minutes=1)
    with pytest.raises(actions.NoSuchSlip):
        actions.check(code, birth_date=BORN, source=HOME, now=late)
    actions.check(code, birth_date=BORN, source=HOME, now=late - timedelta(minutes=2))


def other_than(code: str) -> str:
    return ("1" if code[0] != "1" else "2") + code[1:]


def test_a_wrong_code_costs_the_owner_nothing(code: str):
    for number in range(50):
        with pytest.raises(actions.NoSuchSlip):
            actions.check(other_than(code), birth_date=BORN, source=f"198.51.100.{number}")
    slip = actions.check(code, birth_date=BORN, source=HOME)
    assert slip.tries == 0


# -- the same answer after the same work


def work_of(monkeypatch: pytest.MonkeyPatch, **asked: Any) -> tuple[list[str], int]:
    """The statements that a try makes, without their values, and how many hashes it takes."""
    hashes = []
    keyed = codes._keyed
    monkeypatch.setattr(codes, "_keyed", lambda text: hashes.append(text) or keyed(text))
    statements = statements_of(lambda: actions.check(**asked), actions.NoSuchSlip)
    monkeypatch.setattr(codes, "_keyed", keyed)
    return statements, len(hashes)


def test_whatever_is_wrong_the_work_is_the_same(
    visitor: Visitor, helper: Actor, code: str, monkeypatch: pytest.MonkeyPatch
):
    late = timezone.now() + timedelta(days=31)
    tries: dict[str, dict[str, Any]] = {
        "no such code": {"code": other_than(code), "birth_date": BORN, "source": "192.0.2.1"},
        "wrong day": {"code": code, "birth_date": WRONG_DAY, "source": "192.0.2.2"},
        "wrong number": {"code": code, "passport": "UT1", "source": "192.0.2.3"},
        "too old": {"code": code, "birth_date": BORN, "source": "192.0.2.4", "now": late},
    }
    works = {name: work_of(monkeypatch, **asked) for name, asked in tries.items()}
    _slip, newer = actions.hand_over(visitor.visit, actor=helper)
    reissued = {"code": code, "birth_date": BORN, "source": "192.0.2.5"}
    works["reissued"] = work_of(monkeypatch, **reissued)
    for number in range(4):
        with pytest.raises(actions.NoSuchSlip):
            actions.check(newer, birth_date=WRONG_DAY, source=f"198.51.100.{number}")
    last = {"code": newer, "birth_date": WRONG_DAY, "source": "192.0.2.6"}
    works["the fifth wrong answer"] = work_of(monkeypatch, **last)
    spent = {"code": newer, "birth_date": BORN, "source": "192.0.2.7"}
    works["void"] = work_of(monkeypatch, **spent)
    assert works["no such code"][1] == 3
    for name, work in works.items():
        assert work == works["no such code"], name


@pytest.mark.parametrize("typed", ["wrong code", "wrong day"])
def test_the_page_says_the_same(code: str, typed: str):
    given = other_than(code) if typed == "wrong code" else code
    day = BORN if typed == "wrong code" else WRONG_DAY
    page = Client().post("/en/centre/claim/", {"code": given, "birth_date": day})
    assert page.status_code == 422
    assert "This does not fit together" in page.content.decode()
    assert given in page.content.decode()
    assert "claim" not in Client().session


# -- how often from one address


def test_the_sixth_try_waits_and_a_right_one_waits_as_well(code: str):
    for _try in range(backoff.FREE + 1):
        with pytest.raises(actions.NoSuchSlip):
            actions.check(other_than(code), birth_date=BORN, source=HOME)
    with pytest.raises(backoff.Wait):
        actions.check(code, birth_date=BORN, source=HOME)
    assert actions.check(code, birth_date=BORN, source="192.0.2.11")
    page = Client(REMOTE_ADDR=HOME).post("/en/centre/claim/", {"code": code, "birth_date": BORN})
    assert page.status_code == 429
    assert code in page.content.decode()


def test_waits_double_to_a_quarter_of_an_hour():
    waits = [backoff.wait_before(number) for number in range(6, 16)]
    assert waits[:4] == [15, 30, 60, 120]
    assert max(waits) == waits[-1] == 15 * 60


def test_a_network_of_version_six_is_one_address(code: str):
    for number in range(backoff.FREE + 1):
        with pytest.raises(actions.NoSuchSlip):
            actions.check(other_than(code), birth_date=BORN, source=f"2001:db8::{number + 1:x}")
    with pytest.raises(backoff.Wait):
        actions.check(code, birth_date=BORN, source="2001:db8:0:0:ffff::1")
    actions.check(code, birth_date=BORN, source="2001:db8:0:1::1")


def test_a_flood_from_elsewhere_pushes_out_nobody_who_has_to_wait(code: str):
    """A cache that keeps so many entries and no more would forget them."""
    now = timezone.now()  # one moment: a slow machine would outlast the first wait
    for _try in range(backoff.FREE + 1):
        backoff.take(HOME, now=now)
    for number in range(1_000):
        backoff.take(f"10.0.{number >> 8}.{number & 255}", now=now)
    with pytest.raises(backoff.Wait):
        backoff.take(HOME, now=now)


def test_a_day_later_nobody_is_remembered(code: str):
    for _try in range(backoff.FREE + 1):
        backoff.take(HOME)
    assert not Tries.objects.forgettable().exists()
    Tries.objects.update(since=timezone.now() - timedelta(days=1, seconds=1))
    forget_tries(str(Tries.objects.get().pk))
    assert not Tries.objects.exists()
