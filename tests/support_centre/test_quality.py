"""How a centre serves: right figures, of the right centre, that show nobody."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor
from applicants import actions as applying
from cases.models import Case
from support_centre import actions
from support_centre.models import AssistedFiling, AssistedSession, Centre, Feedback, Visit
from support_centre.quality.charts import chart
from support_centre.quality.periods import period
from support_centre.quality.report import Report, report
from tests.factories import signed_in
from tests.support_centre.reading import filed
from tests.world import World
from vault.models import Token

PRAGUE = ZoneInfo("Europe/Prague")
MAY = period("month", date(2026, 5, 1))


@pytest.fixture
def boss(world: World) -> Client:
    """A supervisor of the authority: oversees every centre."""
    _ = world.centre
    return signed_in(world.supervisor)


def visited(
    world: World, helper: Actor, hour: int, *, language: str = "uk", wait: int = 5, took: int = 30
) -> Visit:
    """On 12 May 2026 at that hour of Prague."""
    came = datetime(2026, 5, 12, hour, 0, tzinfo=PRAGUE)
    visit = actions.open_visit(
        world.centre, language=language, reason="file", actor=helper, now=came
    )
    begun = came + timedelta(minutes=wait)
    actions.serve(visit, actor=helper, now=begun)
    return actions.end_visit(
        visit, done=["file"], actor=helper, now=begun + timedelta(minutes=took)
    )


def of_may(world: World, *, with_words: bool = True) -> Report:
    return report(world.centre, MAY, with_words=with_words)


def answered(
    world: World,
    count: int,
    *,
    language: str = "uk",
    clear: int = 4,
    day: date = date(2026, 5, 12),
) -> None:
    for _each in range(count):
        Feedback.objects.create(
            day=day, hour=10, channel="visit", centre=world.centre,
            language=language, clear=clear, manner=5, again=3,
        )  # fmt: skip


# -- the figures


def test_visits_by_hour_of_the_centres_clock_and_by_language(world: World, helper: Actor):
    for hour, language in ((9, "uk"), (9, "uk"), (9, "vi"), (14, "ar")):
        visited(world, helper, hour, language=language)
    found = of_may(world)
    assert found.by_both == {(9, "uk"): 2, (9, "vi"): 1, (14, "ar"): 1}
    assert found.by_hour == [(9, 3), (14, 1)]
    assert found.by_language[0] == ("uk", 2)
    assert found.visits == 4


def test_median_and_ninetieth_percentile_by_nearest_rank(world: World, helper: Actor):
    for minutes in (1, 2, 3, 4, 5, 6, 7, 8, 9, 60):
        visited(world, helper, 9, wait=minutes, took=10 * minutes)
    found = of_may(world)
    assert found.waiting.count == 10
    assert (found.waiting.median, found.waiting.ninetieth) == (
        timedelta(minutes=5),
        timedelta(minutes=9),
    )
    assert found.handling.ninetieth == timedelta(minutes=90)


def test_whoever_left_before_being_served_does_not_count_as_served(world: World, helper: Actor):
    visit = actions.open_visit(
        world.centre, language="uk", reason="file", actor=helper,
        now=datetime(2026, 5, 12, 9, tzinfo=PRAGUE),
    )  # fmt: skip
    actions.end_visit(visit, done=[], actor=helper)
    found = of_may(world)
    assert (found.visits, found.waiting.count, found.handling.count) == (1, 0, 0)


def test_another_centre_and_another_month_are_not_counted(world: World, helper: Actor):
    visited(world, helper, 9)
    other = Centre.objects.create(pack="cz", code="OTH")
    assert report(other, MAY, with_words=False).visits == 0
    assert report(world.centre, MAY.before, with_words=False).visits == 0


def test_fewer_than_five_answers_are_shown_to_nobody(world: World):
    answered(world, 4)
    found = of_may(world)
    assert (found.opinions, found.hidden) == ([], 1)
    answered(world, 1)
    found = of_may(world)
    assert [(each.group, each.count, each.clear) for each in found.opinions] == [
        ("", 5, 4.0),
        ("uk", 5, 4.0),
    ]


def test_a_single_hidden_group_cannot_be_had_by_subtraction(world: World):
    answered(world, 6, language="uk")
    answered(world, 5, language="ar")
    answered(world, 2, language="vi", clear=1)
    shown = [each.group for each in of_may(world).opinions]
    assert shown == ["", "uk"]  # Arabic goes with Vietnamese: two are missing, not one


def test_words_are_for_supervisors(world: World, helper: Actor, desk: Client, boss: Client):
    answered(world, 5)
    row = Feedback.objects.first()
    assert row is not None
    row.words = "More chairs, please."
    row.save()
    assert of_may(world).words == ["More chairs, please."]
    assert of_may(world, with_words=False).words == []
    query = {"period": "month", "day": "2026-05-12", "centre": world.centre.code}
    assert "More chairs" in boss.get("/en/centre/quality/", query).content.decode()
    assert "More chairs" not in desk.get("/en/centre/quality/", query).content.decode()


def test_filed_here_and_sent_back_against_those_filed_alone(
    world: World, session: AssistedSession, desk: Client
):
    draft = world.new_draft()
    filed(desk, draft)
    assert world.request.state == "open"  # of a case that Oksana filed alone
    alone = world.new_draft()
    applying.submit(alone, actor=world.applicant)
    now = period("month", world.centre.today())
    found = report(world.centre, now, with_words=False)
    assert (found.helped.filed, found.helped.returned) == (1, 0)
    assert (found.alone.filed, found.alone.returned) == (2, 1)
    assert found.permits == [(str(world.permit), 1)]


# -- who helped is known


def test_a_filing_in_a_session_is_linked_in_the_same_transaction(
    world: World, session: AssistedSession, desk: Client
):
    draft = world.new_draft()
    filed(desk, draft)
    filing = AssistedFiling.objects.get(case__origin=draft.pk)
    assert (filing.session, filing.user, filing.centre) == (session, world.helper, world.centre)
    kinds = set(Token.objects.filter(owner_id=filing.pk).values_list("kind", flat=True))
    assert kinds == {"phone", "email", "address"}


def test_what_people_file_alone_is_linked_to_nobody(world: World):
    assert world.case.pk
    assert not AssistedFiling.objects.exists()


def test_recording_twice_is_once(world: World, session: AssistedSession):
    case = Case.objects.select_related("permit_type", "person__user").get(pk=world.case.pk)
    first = actions.record_filing(session, case)
    assert actions.record_filing(session, case) == first
    assert AssistedFiling.objects.count() == 1


def test_a_filing_belongs_to_its_session_even_by_sql(world: World, session: AssistedSession):
    with pytest.raises(IntegrityError, match="belongs to the session"), transaction.atomic():
        AssistedFiling.objects.create(
            case=world.case, session=session, centre=world.centre, user=world.colleague
        )


# -- the pages


def test_helpers_see_their_own_centre_and_no_sample(world: World, desk: Client):
    page = desk.get("/en/centre/quality/")
    assert "Centre on the Square" in page.content.decode()
    assert "Sample of sessions" not in page.content.decode()
    assert desk.get("/en/centre/quality/sessions/").status_code == 404
    Centre.objects.create(pack="cz", code="OTH", name={"en": "Another"})
    assert desk.get("/en/centre/quality/", {"centre": "OTH"}).status_code == 404
    assert desk.get("/en/centre/quality/file/", {"centre": "OTH"}).status_code == 404


def test_a_supervisor_of_one_centre_sees_that_one(world: World):
    _ = world.centre
    Centre.objects.create(pack="cz", code="OTH", name={"en": "Another"})
    client = signed_in(world.lead)
    assert client.get("/en/centre/quality/").status_code == 200
    assert client.get("/en/centre/quality/sessions/").status_code == 200
    assert client.get("/en/centre/quality/", {"centre": "OTH"}).status_code == 404


def test_without_a_centre_there_is_nothing_to_measure(world: World):
    Centre.objects.all().delete()
    page = signed_in(world.supervisor).get("/en/centre/quality/")
    assert "There is nothing to measure" in page.content.decode()


@pytest.mark.parametrize("day", ["nonsense", "0001-01-01", "9999-12-31", ""])
@pytest.mark.parametrize("kind", ["week", "quarter", "century"])
def test_any_address_gives_a_page(boss: Client, day: str, kind: str):
    query = {"period": kind, "day": day}
    assert boss.get("/en/centre/quality/", query).status_code == 200


def test_practice_is_in_no_figure(world: World, helper: Actor, boss: Client, desk: Client):
    centre = actions.practice_centre("cz", actor=helper)
    actions.open_visit(centre, language="uk", reason="file", actor=helper)
    assert boss.get("/en/centre/quality/", {"centre": centre.code}).status_code == 404
    assert report(world.centre, period("month", centre.today()), with_words=True).visits == 0
    desk.post("/en/centre/practice/enter/")
    assert "Practice is measured nowhere" in desk.get("/en/centre/quality/").content.decode()


def test_the_same_number_of_queries_however_much_there_is(
    world: World, helper: Actor, boss: Client
):
    query = {"period": "month", "day": "2026-05-12"}

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert boss.get("/en/centre/quality/", query).status_code == 200
        return len(queries)

    visited(world, helper, 9)
    answered(world, 5)
    asked()
    once = asked()
    for hour in (10, 11, 12):
        visited(world, helper, hour, language="vi")
    answered(world, 9, language="ar")
    assert asked() == once


def test_charts_say_in_words_what_they_draw(world: World, helper: Actor, boss: Client):
    visited(world, helper, 9)
    query = {"day": "2026-05-12", "centre": world.centre.code}
    page = boss.get("/en/centre/quality/", query).content.decode()
    assert 'role="img" aria-labelledby="chart-hours-title chart-hours-desc"' in page
    assert '<desc id="chart-hours-desc">09:00: 1</desc>' in page


def test_bars_are_mirrored_for_arabic():
    rows = [("a", 2.0, "2"), ("b", 1.0, "1")]
    left, right = (chart("x", "t", "d", rows, rtl=rtl) for rtl in (False, True))
    for here, there in zip(left.bars, right.bars, strict=True):
        assert there.x + there.width == left.width - here.x
        assert there.width == here.width


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        ("week", date(2026, 12, 28), date(2027, 1, 4)),
        ("month", date(2026, 12, 1), date(2027, 1, 1)),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1)),
    ],
)
def test_periods_are_whole(kind: str, start: date, end: date):
    found = period(kind, date(2026, 12, 31))
    assert (found.start, found.end) == (start, end)
    assert found.after.before == found
    assert found.before.after == found
