"""Country packs: everything that one country's law, calendar and numbering decide.

A pack is a folder here with ``pack.yaml`` (read by this module), the catalogue (``types/*.yaml``,
``documents.yaml``, ``offices.yaml``, ``phrases.yaml``; loaded into the database by
``manage.py pack load``), ``forms/`` and ``validators.py``. No line outside these folders knows a
country.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings
from django.utils import timezone

from permits.calendar import Calendar, Rolling
from permits.majority import Majority
from permits.party import Party
from permits.texts import Text

ROOT = Path(__file__).parent

NOTICE = "public_notice"
"""The pack's period after which a letter on the official board counts as delivered."""


class UnknownPack(LookupError):
    """No folder of that code holds a ``pack.yaml``."""


@dataclass(frozen=True)
class Body:
    """An authority: the one that decides, or the one that hears appeals."""

    code: str
    name: Text
    term: str
    address: str = ""
    phone: str = ""
    email: str = ""
    data_box: str = ""
    web: str = ""


@dataclass(frozen=True)
class Period:
    """A period of the law, since a day where that is known; ``unit`` is days or working_days."""

    days: int
    unit: str
    legal_basis: str
    source: str
    verified: str
    since: date | None = None


@dataclass(frozen=True)
class OtherFee:
    """What may have to be paid later on; ``conflict`` is empty where the sources agree."""

    code: str
    name: Text
    adult: Decimal
    child: Decimal
    source: str
    verified: str
    conflict: Text

    @property
    def needs_check(self) -> bool:
        return self.verified != "seen" or bool(self.conflict.values)


@dataclass(frozen=True)
class NextStep:
    """What the law lets the authority do once a letter on paper came back.

    ``when``: reasons of ``cases.PaperDelivery.Why``. ``starts``: the period after which the letter
    counts as delivered, for a step that the portal records.
    """

    code: str
    name: Text
    when: tuple[str, ...]
    law: str
    source: str
    verified: str
    starts: str = ""

    @property
    def needs_check(self) -> bool:
        return self.verified != "seen"


@dataclass(frozen=True)
class Pack:
    """One country: its words, its calendar, its numbers."""

    code: str
    name: Text
    country: str
    binding_language: str
    currency: str
    time_zone: ZoneInfo
    calendar: Calendar
    authority: Body
    appeal_body: Body
    periods: Mapping[str, Period]
    agendas: Mapping[str, str]
    party: Party
    answers: Mapping[str, str]
    number_format: str
    number_prefix: str
    demonstration_prefix: str
    number_pattern: str
    cited: re.Pattern[str]
    child_age: int
    majority: Majority
    other_fees: tuple[OtherFee, ...]
    undelivered: tuple[NextStep, ...]
    settings: Mapping[str, Any]

    @property
    def folder(self) -> Path:
        return ROOT / self.code

    def today(self, now: datetime | None = None) -> date:
        """The calendar day in the country whose law applies."""
        return (now or timezone.now()).astimezone(self.time_zone).date()

    def is_minor(self, birth_date: str | None, now: datetime | None = None) -> bool:
        """Whether who was born on ``birth_date`` (``YYYY-MM-DD``) is not of age today.

        Of somebody whose day of birth is not known nobody can say so.
        """
        return bool(birth_date) and self.today(now) < self.of_age_on(str(birth_date))

    def of_age_on(self, birth_date: str) -> date:
        """The first day of full age of who was born on ``birth_date`` (``YYYY-MM-DD``).

        Raises ``ValueError`` for anything else. The age and the leap day are the pack's.
        """
        return self.majority.reached_on(birth_date)

    def of_age_at(self, birth_date: str) -> datetime:
        """The first moment of that day in the country. Raises ``ValueError`` as ``of_age_on``."""
        return datetime.combine(self.of_age_on(birth_date), time.min, tzinfo=self.time_zone)

    def period(self, name: str) -> Period:
        """A period by name (``appeal``, ``card_collection``, …); KeyError if unknown."""
        return self.periods[name]

    def after_return(self, why: str) -> list[NextStep]:
        """What is lawful next when a letter came back for that reason."""
        return [step for step in self.undelivered if why in step.when]

    def last_day(self, name: str, start: date) -> date:
        """Last day of the named period that an event on ``start`` sets off.

        Raises ``ValueError`` for a day on which the period was not yet the law.
        """
        period = self.periods[name]
        if period.since and start < period.since:
            raise ValueError(f"{name} is the law since {period.since}")
        if period.unit == "working_days":
            return self.calendar.after_working_days(start, period.days)
        return self.calendar.after_days(start, period.days)

    def case_number(self, agenda: str, sequence: int, year: int) -> str:
        """The number printed on a case. The demonstration never uses the real series."""
        prefix = self.demonstration_prefix if settings.DEMONSTRATION else self.number_prefix
        return self.number_format.format(prefix=prefix, sequence=sequence, agenda=agenda, year=year)

    def is_case_number(self, text: str) -> bool:
        return re.fullmatch(self.number_pattern, text) is not None

    def source_for_readers(self, source: str) -> str:
        """Of a source, what helps a reader: the law, and the pages of the authorities.

        ``;`` parts what was read; parentheses hold notes of those who keep the catalogue.
        """
        parts = re.sub(r"\s+\([^)]*\)", "", source).split(";")
        return "; ".join(part.strip() for part in parts if self.cited.match(part.strip()))

    def fee_kind(self, birth_date: date, on: date) -> str:
        """``child`` under the pack's age on that day, ``adult`` from that birthday."""
        age = on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))
        return "child" if age < self.child_age else "adult"

    @property
    def validators(self) -> Mapping[str, Callable[..., Any]]:
        """Checks of the pack's own numbers, by the name that its forms use."""
        return _validators(self.code)


@cache
def _validators(code: str) -> Mapping[str, Callable[..., Any]]:
    module = import_module(f"permits.packs.{code}.validators")
    validators: Mapping[str, Callable[..., Any]] = module.VALIDATORS
    return validators


def codes() -> list[str]:
    """Codes of all packs that are there."""
    return sorted(path.parent.name for path in ROOT.glob("*/pack.yaml"))


def current() -> Pack:
    """The pack that this installation runs (setting ``PERMIT_PACK``)."""
    return load_pack(settings.PERMIT_PACK)


def read_yaml(path: Path) -> Any:
    """What a file of a pack says; by libyaml where it is there, in a seventh of the time."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe


@cache
def load_pack(code: str) -> Pack:
    """The pack of that code; UnknownPack if there is none."""
    path = ROOT / code / "pack.yaml"
    if not re.fullmatch(r"[a-z]{2,8}", code) or not path.is_file():
        raise UnknownPack(code)
    return _pack(code, read_yaml(path))


def _pack(code: str, data: dict[str, Any]) -> Pack:
    number = data["case_number"]
    return Pack(
        code=code,
        name=Text(data["name"]),
        country=data["country"],
        binding_language=data["binding_language"],
        currency=data["currency"],
        time_zone=ZoneInfo(data["time_zone"]),
        calendar=_calendar(data["calendar"]),
        authority=_body(data["authority"]),
        appeal_body=_body(data["appeal_body"]),
        periods={name: _period(entry) for name, entry in data["periods"].items()},
        agendas=data["agendas"],
        party=Party(**data["party"]),
        answers=data.get("answers", {}),
        number_format=number["format"],
        number_prefix=number["prefix"],
        demonstration_prefix=number["demonstration_prefix"],
        number_pattern=number["pattern"],
        cited=re.compile(data["cited"]),
        child_age=data["child_age"],
        majority=Majority(**data["majority"]),
        other_fees=tuple(_other_fee(entry) for entry in data.get("other_fees", ())),
        undelivered=tuple(_next_step(entry) for entry in data.get("undelivered", ())),
        settings=data.get("settings", {}),
    )


def _calendar(data: dict[str, Any]) -> Calendar:
    return Calendar(
        weekend=frozenset(data["weekend"]),
        fixed=frozenset((int(d[:2]), int(d[3:])) for d in data.get("fixed", ())),
        easter=frozenset(data.get("easter", ())),
        single=frozenset(data.get("single", ())),
        counts_event_day=data["counts_event_day"],
        rolling=Rolling(data["rolling"]),
    )


def _other_fee(data: dict[str, Any]) -> OtherFee:
    amounts = {kind: Decimal(str(data[kind])) for kind in ("adult", "child")}
    texts = {"name": Text(data["name"]), "conflict": Text(data.get("conflict", {}))}
    return OtherFee(**{**data, **amounts, **texts})


def _next_step(data: dict[str, Any]) -> NextStep:
    return NextStep(**{**data, "name": Text(data["name"]), "when": tuple(data["when"])})


def _body(data: dict[str, Any]) -> Body:
    return Body(**{**data, "name": Text(data["name"])})


def _period(data: dict[str, Any]) -> Period:
    return Period(
        days=data["days"],
        unit=data.get("unit", "days"),
        legal_basis=data.get("law", ""),
        source=data["source"],
        verified=data["verified"],
        since=data.get("from"),
    )
