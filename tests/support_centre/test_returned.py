"""A letter that nobody could be handed: left at the post office, deemed delivered, or returned."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from audit.models import Event
from cases.actions import come_back, correct_delivery, deliver, deposit, dispatch, extend, lapse
from cases.errors import NotNow
from cases.letters.rendering import write
from cases.models import PaperDelivery, PostalEntry, Request
from permits.packs import load_pack
from tests.factories import signed_in
from tests.support_centre.test_post import asked_in, delivery_of, letter_of, today
from tests.support_centre.visitor import Visitor
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pack", "ready", "delivered"),
    [
        # § 24 (1) and § 40 (1) c) of the Code of Administrative Procedure: the tenth day, and the
        # next working day when that is a Saturday, a Sunday or a holiday (NSS 9 As 55/2009).
        ("cz", date(2026, 3, 2), date(2026, 3, 12)),  # Monday, Thursday
        ("cz", date(2026, 3, 4), date(2026, 3, 16)),  # the tenth day is a Saturday
        ("cz", date(2026, 3, 5), date(2026, 3, 16)),  # … a Sunday
        ("cz", date(2026, 3, 24), date(2026, 4, 7)),  # … Good Friday, then Easter
        ("cz", date(2026, 4, 21), date(2026, 5, 4)),  # … 1 May, a Friday
        ("cz", date(2026, 12, 14), date(2026, 12, 28)),  # … 24 December, and a weekend after it
        ("cz", date(2028, 2, 19), date(2028, 2, 29)),  # a leap day
        # Utopia: seven days, the day of the event is one of them; rest on Friday and Saturday.
        ("uto", date(2026, 3, 2), date(2026, 3, 8)),
    ],
)
def test_the_last_day_on_which_it_can_be_collected(pack: str, ready: date, delivered: date) -> None:
    assert load_pack(pack).last_day("postal_fiction", ready) == delivered


@pytest.fixture
def asked(world: World, visitor: Visitor) -> Request:
    return asked_in(world, visitor.case)


@pytest.fixture
def posted(asked: Request, helper: Actor) -> PaperDelivery:
    return dispatch(delivery_of(asked), on=today(), registered_number="RR1CZ", actor=helper)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Prague"))


def last_day(ready: date) -> date:
    return load_pack("cz").last_day("postal_fiction", ready)


def after(ready: date) -> datetime:
    """When the period for collecting it is over."""
    return noon(last_day(ready) + timedelta(days=1))


def uncollected(row: PaperDelivery, helper: Actor) -> PaperDelivery:
    """Ready today; it came back when the period was over."""
    deposit(row, on=today(), actor=helper)
    moment = after(today())
    return come_back(row, on=moment.date(), why="not_collected", actor=helper, now=moment)


def test_the_period_runs_from_the_last_day_of_collecting(
    asked: Request, posted: PaperDelivery, helper: Actor
) -> None:
    row = uncollected(posted, helper)
    assert (row.how, row.delivered_on) == ("fiction", last_day(today()))
    asked.refresh_from_db()
    assert asked.due_on == load_pack("cz").calendar.after_days(row.delivered_on, 15)
    event = asked.case.events.get(name="letter_deemed")
    assert event.data["basis"] == load_pack("cz").period("postal_fiction").legal_basis
    assert event.on == row.delivered_on


def test_nothing_begins_while_it_can_still_be_collected(
    asked: Request, posted: PaperDelivery, helper: Actor
) -> None:
    deposit(posted, on=today(), actor=helper)
    last = noon(last_day(today()))
    with pytest.raises(NotNow, match="collectable"):
        come_back(posted, on=last.date(), why="not_collected", actor=helper, now=last)
    asked.refresh_from_db()
    assert asked.due_on is None
    assert not lapse(asked, now=after(today()) + timedelta(days=200))
    collected = today() + timedelta(days=1)
    row = deliver(posted, on=collected, how="receipt", actor=helper, now=last)
    assert row.delivered_on == collected  # who collects it has it on that day


def test_it_is_not_deemed_delivered_without_the_day_on_which_it_was_ready(
    posted: PaperDelivery, helper: Actor
) -> None:
    with pytest.raises(NotNow, match="deposited"):
        come_back(posted, on=today(), why="not_collected", actor=helper)


@pytest.mark.parametrize("why", ["unknown", "moved", "refused"])
def test_a_letter_that_came_back_otherwise_starts_nothing(
    world: World, asked: Request, posted: PaperDelivery, helper: Actor, why: str
) -> None:
    come_back(posted, on=today(), why=why, actor=helper)
    asked.refresh_from_db()
    assert asked.due_on is None
    assert not lapse(asked, now=timezone.now() + timedelta(days=200))
    with pytest.raises(NotNow, match="undelivered"):
        extend(asked, today() + timedelta(days=30), actor=world.officer)
    page = signed_in(world.novotna).get(reverse("cases:case", args=[asked.case_id]))
    text = page.content.decode()
    assert "A letter came back" in text
    assert "no period that it sets has begun" in text
    for step in load_pack("cz").after_return(why):
        assert str(step.name) in text
        assert step.law in text
    assert load_pack("cz").after_return(why)


def test_it_is_posted_again_and_begins_anew(
    asked: Request, posted: PaperDelivery, helper: Actor, world: World
) -> None:
    deposit(posted, on=today(), actor=helper)
    come_back(posted, on=today(), why="moved", actor=helper)
    with pytest.raises(NotNow, match="dispatched"):
        dispatch(posted, on=today(), actor=helper)
    row = dispatch(posted, on=today(), registered_number="RR2CZ", again=True, actor=helper)
    assert (row.deposited_on, row.returned_on, row.returned_why) == (None, None, "")
    with pytest.raises(NotNow, match="deposited"):  # the first posting's day is over
        come_back(row, on=today(), why="not_collected", actor=helper)
    numbers = PostalEntry.objects.filter(kind="posted").order_by("seq")
    assert [entry.number for entry in numbers] == ["RR1CZ", "RR2CZ"]
    page = signed_in(world.novotna).get(reverse("cases:case", args=[asked.case_id]))
    assert "A letter came back" not in page.content.decode()
    deliver(row, on=today(), how="receipt", actor=helper)


def test_a_wrong_day_at_the_post_office_moves_what_followed_from_it(
    asked: Request, posted: PaperDelivery, helper: Actor
) -> None:
    uncollected(posted, helper)
    later = today() + timedelta(days=3)
    moment = after(later)
    with pytest.raises(NotNow, match="collectable"):
        deposit(posted, on=later, actor=helper, now=moment - timedelta(days=1))
    row = deposit(posted, on=later, actor=helper, now=moment)
    assert row.delivered_on == last_day(later)
    asked.refresh_from_db()
    assert asked.due_on == load_pack("cz").calendar.after_days(row.delivered_on, 15)
    days = PostalEntry.objects.filter(kind="deposited").order_by("seq").values_list("on", flat=True)
    assert list(days) == [today(), later]


def test_a_delivery_is_put_right_by_a_second_entry(
    asked: Request, posted: PaperDelivery, helper: Actor
) -> None:
    moment = noon(today() + timedelta(days=20))
    first, second = today() + timedelta(days=4), today() + timedelta(days=6)
    deliver(posted, on=first, how="receipt", actor=helper, now=moment)
    row = correct_delivery(
        posted, on=second, how="receipt", reason="Read 4 for 6", actor=helper, now=moment
    )
    assert row.delivered_on == second
    asked.refresh_from_db()
    assert asked.due_on == load_pack("cz").calendar.after_days(second, 15)
    entries = PostalEntry.objects.filter(kind="delivered").order_by("seq")
    assert [entry.on for entry in entries] == [first, second]
    assert Event.objects.filter(name="cases.delivery_corrected", user_id=helper.by).count() == 1
    assert Event.objects.filter(name="cases.period_began").count() == 2


def test_a_period_that_the_officer_moved_is_not_moved_by_a_correction(
    world: World, asked: Request, posted: PaperDelivery, helper: Actor
) -> None:
    deliver(posted, on=today(), how="receipt", actor=helper)
    asked.refresh_from_db()
    due = extend(asked, asked.due_on + timedelta(days=7), actor=world.officer).due_on
    now = timezone.now() + timedelta(days=2)
    day = today() + timedelta(days=1)
    correct_delivery(posted, on=day, how="receipt", reason="x", actor=helper, now=now)
    asked.refresh_from_db()
    assert asked.due_on == due


def test_the_database_believes_no_day_without_its_entry(
    asked: Request, posted: PaperDelivery, helper: Actor
) -> None:
    rows = PaperDelivery.objects.filter(pk=posted.pk)
    for change in (
        {"deposited_on": today()},
        {"returned_on": today(), "returned_why": "unknown"},
        {"delivered_on": today(), "how": "desk", "delivered_by": helper.by},
        {"dispatched_on": today() - timedelta(days=1)},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    moment = noon(today() + timedelta(days=9))
    deliver(posted, on=today(), how="receipt", actor=helper, now=moment)
    day = today() + timedelta(days=5)
    correct_delivery(posted, on=day, how="receipt", reason="x", actor=helper, now=moment)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(delivered_on=today())  # an older entry says so, not the last
    with pytest.raises(DatabaseError), transaction.atomic():
        PostalEntry.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        PostalEntry.objects.update(on=today())


def test_days_that_cannot_be(asked: Request, helper: Actor) -> None:
    row = delivery_of(asked)
    for act in (deposit, lambda *a, **k: come_back(*a, why="unknown", **k)):
        with pytest.raises(NotNow, match="dispatched"):
            act(row, on=today(), actor=helper)
    dispatch(row, on=today(), actor=helper)
    for act in (deposit, lambda *a, **k: come_back(*a, why="unknown", **k)):
        with pytest.raises(NotNow, match="future"):
            act(row, on=today() + timedelta(days=1), actor=helper)
        with pytest.raises(NotNow, match="early"):
            act(row, on=today() - timedelta(days=1), actor=helper)
    deliver(row, on=today(), how="desk", actor=helper)
    with pytest.raises(NotNow, match="delivered"):
        deposit(row, on=today(), actor=helper)
    with pytest.raises(NotNow, match="delivered"):
        come_back(row, on=today(), why="unknown", actor=helper)


def test_the_letter_says_the_same_whatever_became_of_it(
    asked: Request, posted: PaperDelivery, helper: Actor
) -> None:
    before = write(letter_of(asked), "cs")
    uncollected(posted, helper)
    assert write(letter_of(asked), "cs").parts == before.parts


def test_the_desk_records_it_on_its_pages(asked: Request, desk: Client) -> None:
    pk = delivery_of(asked).pk

    def sent(name: str, **data: str) -> None:
        address = reverse(f"support_centre:post_{name}", args=[pk])
        assert desk.get(address).status_code == 200
        answer = desk.post(address, {"on": today().isoformat(), **data})
        assert answer.status_code == 302, answer.context["form"].errors

    sent("posted")
    sent("deposited")
    page = desk.get(reverse("support_centre:post")).content.decode()
    assert "Waits at the post office, to be collected until" in page
    early = reverse("support_centre:post_returned", args=[pk])
    answer = desk.post(early, {"on": today().isoformat(), "why": "not_collected"})
    assert answer.status_code == 422
    assert "It can be collected until" in answer.content.decode()
    sent("returned", why="unknown")
    page = desk.get(reverse("support_centre:post")).content.decode()
    assert "The addressee is unknown at this address. No period runs." in page
    sent("posted")
    sent("delivered", how="receipt")
    sent("corrected", how="desk", reason="She fetched it herself.")
    row = delivery_of(asked)
    assert (row.how, row.delivered_on) == ("desk", today())
