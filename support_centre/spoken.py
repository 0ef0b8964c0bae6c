"""Languages that staff and interpreters speak: more than the portal has, and which of them now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from accounts.models import RoleGrant
from accounts.roles import HELPER
from i18n.formats import language_name
from permits.hours import is_open_at, parse
from support_centre.models import Centre, Interpreter, Presence, StaffLanguage

SPOKEN = (
    *("cs", "en", "uk", "vi", "ar", "ru", "mn", "de", "ro", "pl", "sk", "bg", "sr", "es", "fr"),
    *("hi", "tr", "zh", "ko", "ja", "th", "sq", "kk", "uz", "ka", "fa", "ps", "ku", "ur", "bn"),
    *("pt", "it", "hu", "hy", "az", "fil", "ne", "sw", "am", "ti"),
)
"""Codes of CLDR, which names each of them in every language of the portal."""


def choices() -> list[tuple[str, str]]:
    """Each language with its name in the language being spoken, by that name."""
    return sorted(((code, language_name(code)) for code in SPOKEN), key=lambda pair: pair[1])


@dataclass
class Spoken:
    """What is spoken at one centre: codes of languages, each list in the order of ``SPOKEN``.

    ``now`` is None when nobody knows who is there. ``site`` and ``phone``: by interpreters.
    """

    staff: list[str] = field(default_factory=list)
    site: list[Interpreter] = field(default_factory=list)
    phone: list[Interpreter] = field(default_factory=list)
    now: list[str] | None = None

    @property
    def now_names(self) -> list[str]:
        return [language_name(code) for code in self.now or ()]

    @property
    def staff_names(self) -> list[str]:
        return [language_name(code) for code in self.staff]

    @property
    def any_names(self) -> list[str]:
        return [language_name(code) for code in self.any]

    @property
    def any(self) -> list[str]:
        return _ordered({*self.staff, *(each.language for each in (*self.site, *self.phone))})


def spoken_at(centres: Iterable[Centre], now: datetime) -> dict[str, Spoken]:
    """By code of the centre, in three queries for any number of centres.

    What is spoken now is known of centres that are open and at whose desk somebody is, or whose
    interpreters come at hours that are known. Centres need ``with_everything()``.
    """
    rows = list(centres)
    serving: dict[str, set[UUID]] = defaultdict(set)
    grants = RoleGrant.objects.live().filter(role=HELPER, office__in=[row.code for row in rows])
    for user_id, office in grants.filter(user__is_active=True).values_list("user_id", "office"):
        serving[office].add(user_id)
    languages: dict[UUID, set[str]] = defaultdict(set)
    staff: set[UUID] = set().union(*serving.values())
    for user_id, code in StaffLanguage.objects.filter(user_id__in=staff).values_list(
        "user_id", "language"
    ):
        languages[user_id].add(code)
    here = _here(rows, now)
    found = {}
    for row in rows:
        spoken = Spoken(_ordered(set().union(*(languages[user] for user in serving[row.code]))))
        interpreters = list(row.interpreters.all())
        spoken.site = [each for each in interpreters if each.how == Interpreter.How.ON_SITE]
        spoken.phone = [each for each in interpreters if each.how == Interpreter.How.PHONE]
        if is_open(row, now):
            present = here[row.pk] & serving[row.code]
            spoken.now = _now(row, [languages[user] for user in present], interpreters, now)
        found[row.code] = spoken
    return found


def is_open(centre: Centre, now: datetime) -> bool:
    local = now.astimezone(centre.country.time_zone)
    return is_open_at(centre.openings_on(local.date()), local.time())


def _here(centres: list[Centre], now: datetime) -> dict[UUID, set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    days = {row.pk: row.today(now) for row in centres}
    rows = Presence.objects.filter(centre__in=centres, day__in=set(days.values()), left_at=None)
    for user_id, centre_id, day in rows.values_list("user_id", "centre_id", "day"):
        if days[centre_id] == day:
            found[centre_id].add(user_id)
    return found


def _now(
    centre: Centre, present: list[set[str]], interpreters: list[Interpreter], now: datetime
) -> list[str] | None:
    local = now.astimezone(centre.country.time_zone)
    of_interpreters = {
        each.language
        for each in interpreters
        if each.hours
        and is_open_at(
            [hours for hours in parse(each.hours) if hours.day == local.weekday()], local.time()
        )
    }
    codes = of_interpreters.union(*present)
    return _ordered(codes) if codes else None


def _ordered(codes: set[str]) -> list[str]:
    return [code for code in SPOKEN if code in codes] + sorted(codes - set(SPOKEN))
