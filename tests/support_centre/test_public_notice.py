"""A letter on the official board: for whom, until when, who records it, and what begins with it."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from audit import log
from audit.models import Event
from cases.actions import come_back, correct_delivery, deliver_by_notice, deposit, dispatch
from cases.errors import NotNow, NotPermitted
from cases.models import Case, PaperDelivery, PostalEntry, Request
from permits.packs import load_pack
from tests.cases.test_guards import refused
from tests.factories import signed_in
from tests.support_centre.test_post import asked_in, delivery_of, today
from tests.support_centre.test_returned import noon
from tests.support_centre.visitor import Visitor
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pack", "noticed", "delivered"),
    [
        # § 25 (2) of the Code of Administrative Procedure: the fifteenth day after the posting; and
        # by § 40 (1) c) the next working day when that is a Saturday, a Sunday or a holiday.
        ("cz", date(2026, 3, 2), date(2026, 3, 17)),  # Monday, Tuesday
        ("cz", date(2026, 3, 6), date(2026, 3, 23)),  # the fifteenth day is a Saturday
        ("cz", date(2026, 3, 7), date(2026, 3, 23)),  # … a Sunday
        ("cz", date(2026, 3, 19), date(2026, 4, 7)),  # … Good Friday, then Easter
        ("cz", date(2026, 12, 9), date(2026, 12, 28)),  # … 24 December, and a weekend after it
        ("cz", date(2028, 2, 14), date(2028, 2, 29)),  # a leap day
        # Utopia: twelve days, the day of the event is one of them; a last day off moves back.
        ("uto", date(2026, 3, 1), date(2026, 3, 12)),
        ("uto", date(2026, 3, 2), date(2026, 3, 12)),  # the twelfth day is a Friday
    ],
)
def test_the_day_on_which_it_is_deemed_delivered(pack: str, noticed: date, delivered: date) -> None:
    assert load_pack(pack).last_day("public_notice", noticed) == delivered


def test_the_period_is_the_law_since_a_day() -> None:
    period = load_pack("cz").period("public_notice")
    assert (period.since, period.verified) == (date(2006, 1, 1), "doubtful")
    with pytest.raises(ValueError, match="2006-01-01"):
        load_pack("cz").last_day("public_notice", date(2005, 12, 31))


@pytest.mark.parametrize("pack", ["cz", "uto"])
def test_it_is_for_who_was_not_found(pack: str) -> None:
    """As the constraint of the database has it, whatever the pack."""
    steps = [step for step in load_pack(pack).undelivered if step.starts == "public_notice"]
    assert [set(step.when) for step in steps] == [{"unknown", "moved"}]


@pytest.fixture
def asked(world: World, visitor: Visitor) -> Request:
    return asked_in(world, visitor.case)


@pytest.fixture
def row(asked: Request, helper: Actor) -> PaperDelivery:
    """It came back today: the addressee is unknown there."""
    posted = dispatch(delivery_of(asked), on=today(), actor=helper)
    return come_back(posted, on=today(), why="unknown", actor=helper)


def due_day(noticed: date) -> date:
    return load_pack("cz").last_day("public_notice", noticed)


def after(noticed: date) -> datetime:
    """When it has hung for long enough."""
    return noon(due_day(noticed) + timedelta(days=1))


def hung(
    row: PaperDelivery, world: World, noticed: date | None = None, reason: str = ""
) -> PaperDelivery:
    noticed = noticed or today()
    moment = after(noticed)
    days = {"noticed_on": noticed, "taken_down_on": moment.date()}
    return deliver_by_notice(
        row, **days, online=True, reason=reason, actor=world.officer, now=moment
    )


def test_the_period_runs_from_the_day_of_the_fiction(
    asked: Request, row: PaperDelivery, world: World
) -> None:
    found = hung(row, world)
    assert (found.how, found.delivered_on) == ("notice", due_day(today()))
    asked.refresh_from_db()
    assert asked.due_on == load_pack("cz").calendar.after_days(due_day(today()), 15)
    event = asked.case.events.get(name="letter_noticed")
    assert event.on == due_day(today())
    assert event.data["basis"] == load_pack("cz").period("public_notice").legal_basis
    kinds = PostalEntry.objects.filter(delivery=row).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["posted", "returned", "noticed", "taken_down", "delivered"]


def test_a_day_that_is_too_early_is_refused(
    asked: Request, row: PaperDelivery, world: World
) -> None:
    last = due_day(today())
    early = {"noticed_on": today(), "taken_down_on": last - timedelta(days=1)}
    with pytest.raises(NotNow, match="early") as early_day:
        deliver_by_notice(row, **early, online=True, actor=world.officer, now=after(today()))
    assert "stays up until" in str(early_day.value.reason)
    before = {"noticed_on": today() - timedelta(days=1), "taken_down_on": last}
    with pytest.raises(NotNow, match="early"):
        deliver_by_notice(row, **before, online=True, actor=world.officer, now=after(today()))
    ahead = {"noticed_on": today(), "taken_down_on": last}
    with pytest.raises(NotNow, match="future"):
        deliver_by_notice(
            row, **ahead, online=True, actor=world.officer, now=noon(last - timedelta(days=1))
        )
    asked.refresh_from_db()
    assert asked.due_on is None


@pytest.mark.parametrize("why", ["refused", None])
def test_it_is_for_nobody_who_can_be_found(
    asked: Request, helper: Actor, world: World, why: str | None
) -> None:
    row = dispatch(delivery_of(asked), on=today(), actor=helper)
    if why:
        row = come_back(row, on=today(), why=why, actor=helper)
    with pytest.raises(NotNow, match="reachable"):
        hung(row, world)


def test_officers_alone_record_it(row: PaperDelivery, world: World, helper: Actor) -> None:
    days = {"noticed_on": today(), "taken_down_on": due_day(today())}
    for actor, error in (
        (helper, Case.DoesNotExist),  # a desk sees no case
        (Actor.for_user(world.supervisor), NotPermitted),
    ):
        with pytest.raises(error):
            deliver_by_notice(row, **days, online=True, actor=actor, now=after(today()))


def test_a_wrong_day_is_put_right_by_the_office_and_not_by_a_desk(
    asked: Request, row: PaperDelivery, world: World, helper: Actor
) -> None:
    hung(row, world)
    later = today() + timedelta(days=3)
    moment = after(later)
    with pytest.raises(NotNow, match="notice"):
        correct_delivery(row, on=later, how="desk", reason="x", actor=helper, now=moment)
    with pytest.raises(NotNow, match="delivered"):
        deposit(row, on=later, actor=helper, now=moment)
    with pytest.raises(NotNow, match="reason"):
        hung(row, world, later)
    assert hung(row, world, later, "typed wrong").delivered_on == due_day(later)
    event = asked.case.events.get(name="delivery_corrected")
    assert (event.data["how"], event.on) == ("notice", due_day(later))
    assert (
        log.payload_of(Event.objects.get(name="cases.delivery_corrected"))["reason"]
        == "typed wrong"
    )
    assert asked.case.events.filter(name="letter_noticed").count() == 1
    asked.refresh_from_db()
    assert asked.due_on == load_pack("cz").calendar.after_days(due_day(later), 15)


def test_the_database_believes_no_notice_that_did_not_hang(
    row: PaperDelivery, world: World, helper: Actor
) -> None:
    rows = PaperDelivery.objects.filter(pk=row.pk)
    days = {"noticed_on": today(), "taken_down_on": due_day(today())}
    for change in (
        days,
        {**days, "how": "notice", "delivered_on": today(), "delivered_by": helper.by},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    hung(row, world)
    for change in ({"taken_down_on": None}, {"noticed_on": None}, {"how": "desk"}):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            rows.update(**change)


def noticed_by_sql(row: PaperDelivery, helper: Actor, detail: str = "online") -> None:
    """As somebody with a shell would, with all its entries."""
    last = due_day(today())
    days = {"noticed_on": today(), "taken_down_on": last, "delivered_on": last}
    kinds = {"noticed": detail, "taken_down": "", "delivered": "notice"}
    for seq, (kind, on) in enumerate(zip(kinds, days.values(), strict=True), start=10):
        PostalEntry.objects.create(
            delivery=row,
            person_id=row.person_id,
            seq=seq,
            kind=kind,
            on=on,
            detail=kinds[kind],
            by_id=helper.by,
            at=after(today()),
        )
    PaperDelivery.objects.filter(pk=row.pk).update(**days, how="notice", delivered_by=helper.by)


def test_the_database_believes_no_notice_of_somebody_who_refused(
    asked: Request, row: PaperDelivery, helper: Actor
) -> None:
    row = come_back(row, on=today(), why="refused", actor=helper)
    refused(lambda: noticed_by_sql(row, helper))
    row = come_back(row, on=today(), why="moved", actor=helper)
    noticed_by_sql(row, helper)


def test_it_delivers_nothing_unless_its_text_was_online_as_well(
    row: PaperDelivery, helper: Actor, world: World
) -> None:
    """§ 25 (2) of the Code of Administrative Procedure."""
    days = {"noticed_on": today(), "taken_down_on": after(today()).date()}
    with pytest.raises(ValueError, match="board alone"):
        deliver_by_notice(row, **days, online=False, actor=world.officer, now=after(today()))
    refused(lambda: noticed_by_sql(row, helper, ""))
    entry = PostalEntry.objects.get(delivery=hung(row, world), kind="noticed")
    assert (entry.detail, entry.by) == ("online", world.novotna)


def test_the_officer_records_it_on_its_page(
    asked: Request, row: PaperDelivery, world: World, desk: Client
) -> None:
    officer = signed_in(world.novotna)
    args = [asked.case_id, row.letter_id]
    page = reverse("cases:public_notice", args=args)
    case = reverse("cases:case", args=[asked.case_id])
    assert page in officer.get(case).content.decode()
    assert page not in signed_in(world.supervisor).get(case).content.decode()
    shown = officer.get(page).content.decode()
    assert load_pack("cz").period("public_notice").legal_basis in shown
    assert "Why it is put right" not in shown
    early = {"noticed_on": today().isoformat(), "taken_down_on": today().isoformat()}
    assert "online" in officer.post(page, early).context["form"].errors
    answer = officer.post(page, {**early, "online": "on"})
    assert answer.status_code == 422
    assert "The notice stays up until" in answer.content.decode()
    assert desk.get(page).status_code == 404
    hung(row, world)
    assert "by public notice" in officer.get(case).content.decode()
    assert "Why it is put right" in officer.get(page).content.decode()
    assert "Put it right" not in desk.get(reverse("support_centre:post")).content.decode()
