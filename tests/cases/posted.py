"""A case of somebody without a login: asked for a paper by a letter that a centre posts."""

from dataclasses import dataclass, field
from datetime import date, datetime

from accounts.actor import SYSTEM, Actor
from accounts.models import Person
from cases.actions import (
    Asked,
    ask,
    begin,
    clock_of,
    correct_delivery,
    deliver,
    dispatch,
    lapse,
    suspend,
)
from cases.clock import Reading
from cases.letters.rendering import render_letter
from cases.models import Case, Letter, PaperDelivery, Request, Suspension
from permits.models import PermitType
from permits.packs import load_pack
from tests.cases.conftest import at, file_for
from tests.factories import Cast, PersonFactory, UserFactory


@dataclass
class Posted:
    """Filed on 1 September, asked on the 2nd and suspended for it on the 4th; posted on the 2nd."""

    cast: Cast
    permit: PermitType
    officer: Actor
    suspended: bool = True
    helper: Actor = field(init=False)
    person: Person = field(init=False)
    request: Request = field(init=False)

    def __post_init__(self) -> None:
        self.helper = Actor.for_user(UserFactory(roles=["helper"]))
        self.person = PersonFactory()
        whose = {"person": self.person, "filed_by": self.person, "actor": SYSTEM}
        filed = file_for(self.cast.oksana, self.permit, **whose)
        case = begin(filed, actor=self.officer, now=at(9, 2))
        wanted = [Asked("missing", "missing", "ACCOM")]
        self.request = ask(case, wanted, legal_basis="x", actor=self.officer, now=at(9, 2))
        render_letter(Letter.objects.get(about=self.request.pk).pk)
        if self.suspended:
            self.suspend("defects")
        dispatch(self.delivery, on=date(2026, 9, 2), actor=self.helper, now=at(9, 2))

    def suspend(self, ground: str) -> Suspension:
        about = {"request": self.request} if ground == "defects" else {}
        return suspend(self.case, ground, actor=self.officer, now=at(9, 4), **about)

    @property
    def delivery(self) -> PaperDelivery:
        rows = PaperDelivery.objects.select_related("letter__case__permit_type")
        return rows.get(letter__about=self.request.pk)

    @property
    def case(self) -> Case:
        return Case.objects.select_related("permit_type", "person").get(pk=self.request.case_id)

    def delivered(self, day: date, now: datetime) -> None:
        deliver(self.delivery, on=day, how="receipt", actor=self.helper, now=now)

    def corrected(self, day: date, now: datetime) -> None:
        said = {"how": "receipt", "reason": "Misread", "actor": self.helper}
        correct_delivery(self.delivery, on=day, now=now, **said)
        self.request.refresh_from_db()

    def lapsed(self, now: datetime) -> bool:
        done = lapse(self.request, now=now)
        self.request.refresh_from_db()
        return done

    def clock(self, now: datetime) -> Reading:
        return clock_of(self.case, now.astimezone(load_pack("cz").time_zone).date())
