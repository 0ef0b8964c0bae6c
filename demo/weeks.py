"""The last two weeks at the centres: short visits, and what the visitors said of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import IdentityCheck
from demo.centres import BRIDGE, SQUARE
from support_centre import actions
from support_centre.models import Centre, Visit

DAYS_BACK = 16
WEEKDAYS = (0, 1, 2, 3)
"""Monday to Thursday: both centres are open then from eight to five."""

# centre | language | reason | visitor | helper | at | waited | took | clear | manner | again
_EACH_DAY = f"""
{BRIDGE}|uk|status|Nadija Hrycenko|melnyk|09:05|4|11|5|5|5
{BRIDGE}|vi|letter|Thi Lan Pham|vuova|10:20|9|17|4|5|4
{BRIDGE}|en|advice|Grace Mensah|horova|13:40|2|14|4|4|5
{SQUARE}|ar|advice|Rima Darwish|salehova|09:30|6|21|5|5|4
{SQUARE}|uk|letter|Ihor Moroz|kravets|11:10|12|16|3|5|4
{SQUARE}|cs|other|Daniel Petrov|prochazka|14:25|1|7|4|3|4
"""
WORDS = {
    (BRIDGE, "uk"): "Було б добре мати ще один стілець біля входу.",
    (BRIDGE, "vi"): "Tôi phải chờ khá lâu vào buổi sáng.",
    (SQUARE, "ar"): "أتمنى لو كان المركز يفتح مساءً.",
}
"""Written on the first of the days; on the others nobody wrote anything."""


@dataclass(frozen=True)
class Short:
    """A visit without a mandate; the same people come again. ``waited`` and ``took`` in minutes,
    the answers from 1 to 5."""

    centre: str
    language: str
    reason: str
    visitor: str
    helper: str
    at: str
    waited: int
    took: int
    answers: tuple[int, int, int]


def each_day() -> list[Short]:
    return [_short(row.split("|")) for row in _EACH_DAY.strip().splitlines()]


def _short(cells: list[str]) -> Short:
    waited, took, clear, manner, again = map(int, cells[6:])
    centre, language, reason, visitor, helper, at = cells[:6]
    answers = (clear, manner, again)
    return Short(centre, language, reason, visitor, helper, at, waited, took, answers)


def days(now: datetime) -> Iterator[datetime]:
    """Midnight of each day that is told, from the first to the last."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(DAYS_BACK, 0, -1):
        day = midnight - timedelta(days=back)
        if day.weekday() in WEEKDAYS:
            yield day


def tell(now: datetime, centres: Mapping[str, Centre], actors: Mapping[str, Actor]) -> None:
    for number, day in enumerate(days(now)):
        for short in each_day():
            _play(short, day, number, centres[short.centre], actors[short.helper])


def _play(short: Short, day: datetime, number: int, centre: Centre, helper: Actor) -> None:
    """No two days are alike: waiting and serving take some minutes more on some."""
    hour, minute = map(int, short.at.split(":"))
    came = day.replace(hour=hour, minute=minute)
    served = came + timedelta(minutes=short.waited + number % 4)
    left = served + timedelta(minutes=short.took + number * 3 % 7)
    visit = actions.open_visit(
        centre, language=short.language, reason=short.reason, actor=helper, now=came
    )
    visit = actions.serve(visit, actor=helper, now=served)
    actions.identify(visit, _passport(short), method=IdentityCheck.Method.MRZ, actor=helper)
    visit = actions.end_visit(visit, done=[short.reason], actor=helper, now=left)
    say(visit, short.answers, WORDS.get((short.centre, short.language), "") if not number else "")


def _passport(short: Short) -> actions.Passport:
    given, _blank, family = short.visitor.rpartition(" ")
    number = f"UT8{1 + [each.visitor for each in each_day()].index(short.visitor):06}"
    return actions.Passport(number, "UTO", family, given, f"19{number[-2:]}-05-04")


def say(visit: Visit, answers: tuple[int, int, int], words: str = "") -> None:
    """The visitor answers the three questions before they go."""
    ended = Visit.objects.select_related("centre").get(pk=visit.pk)
    invitation = actions.after_visit(ended)
    assert invitation is not None  # it has ended, and nobody practised
    clear, manner, again = answers
    actions.give_feedback(
        invitation, clear=clear, manner=manner, again=again, words=words, now=ended.ended_at
    )
