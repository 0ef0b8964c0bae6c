"""A day at the two centres: who came, who waits, who gave a mandate, and one who took it back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from accounts.actor import Actor
from accounts.models import Person, User
from accounts.roles import HELPER
from demo import filed_here, specimens, weeks
from demo.centres import BRIDGE, HELPERS, SQUARE, make_helpers, open_centres
from demo.people import PEOPLE, VISITORS, Someone
from documents.actions import store_bytes
from documents.models import Document, Kind
from support_centre import actions
from support_centre.models import AssistedSession, Centre, Given, Mandate, Room, Visit

_SOMEBODY = {someone.login: someone for someone in (*PEOPLE, *VISITORS)}


@dataclass(frozen=True)
class Scene:
    """One visit. Minutes before now: when they came, were served and left; - where it is not so.

    ``mandate``: how it was given (paper, pad, device), or nothing. ``then``: what came of it.
    """

    centre: str
    language: str
    reason: str
    visitor: str
    helper: str
    came: int
    served: int | None
    left: int | None
    mandate: str
    then: str


# centre | language | reason | visitor | helper | came | served | left | mandate | then
_DAY = f"""
{BRIDGE}|uk|file|petro|melnyk|318|310|250|pad|files
{BRIDGE}|uk|file|kateryna|melnyk|240|232|168|paper|begins
{SQUARE}|ar|file|fatima|salehova|215|208|150|pad|acts
{BRIDGE}|vi|other|minh|vuova|210|204|176|device|reports
{BRIDGE}|en|status|-|horova|150|147|139|-|-
{SQUARE}|en|sign_in|-|prochazka|104|99|84|-|-
{BRIDGE}|uk|letter|oksana|melnyk|98|94|64|device|revoked
{SQUARE}|uk|withdraw|taras|kravets|52|37|-|device|-
{BRIDGE}|vi|advice|-|vuova|41|29|-|-|-
{BRIDGE}|vi|file|-|-|27|-|-|-|-
{SQUARE}|ar|answer|-|-|18|-|-|-|-
{BRIDGE}|uk|letter|-|-|12|-|-|-|-
{SQUARE}|uk|file|-|-|6|-|-|-|-
{BRIDGE}|cs|other|-|-|4|-|-|-|-
"""
GREETERS = {BRIDGE: "horova", SQUARE: "prochazka"}
"""Who opens the visits of whoever comes in."""

GONE_HOME = "prochazka"

CONTENT = (5, 5, 4)
"""How visitors of the day answer the three questions."""

STALE = timedelta(hours=12)
"""When nobody came for so long, the day at the desks is over."""

SERVICES = {
    "file": ("file", "explain"),
    "letter": ("explain",),
    "withdraw": ("withdraw", "explain"),
    "other": ("change", "explain"),
}


def day() -> list[Scene]:
    """Every visit in the order in which the visitors came."""
    return [_scene(row.split("|")) for row in _DAY.strip().splitlines()]


def _scene(cells: list[str]) -> Scene:
    centre, language, reason, visitor, helper, came, served, left, mandate, then = (
        "" if cell == "-" else cell for cell in cells
    )
    return Scene(
        centre,
        language,
        reason,
        visitor,
        helper,
        int(came),
        int(served) if served else None,
        int(left) if left else None,
        mandate,
        then,
    )


class Desks:
    """The day, told for the moment ``now`` with the applicants' logins ``users``."""

    def __init__(
        self,
        now: datetime,
        users: Mapping[str, User],
        centres: Mapping[str, Centre],
        staff: Mapping[str, User],
    ) -> None:
        self.now = now
        self.users = users
        self.centres = centres
        self.staff = staff
        self.actors = {name: Actor.for_user(user, HELPER) for name, user in staff.items()}

    def tell(self, *, first: bool = True) -> None:
        """On the first day applications are begun and filed, which later days leave as they are."""
        if first:
            weeks.tell(self.now, self.centres, self.actors)
        for scene in day():
            once = scene.then in ("begins", "files", "reports")
            self._play(scene if first or not once else replace(scene, then="acts"))
        for name, actor in self.actors.items():
            centre = next(row for row in self.centres.values() if row.code == actor.office)
            act = actions.leave if name == GONE_HOME else actions.arrive
            act(centre, actor=actor, now=self.now)

    def _ago(self, minutes: float) -> datetime:
        return self.now - timedelta(minutes=minutes)

    def _play(self, scene: Scene) -> None:
        visit = actions.open_visit(
            self.centres[scene.centre],
            language=scene.language,
            reason=scene.reason,
            actor=self.actors[GREETERS[scene.centre]],
            room=self._room(scene),
            now=self._ago(scene.came),
        )
        if scene.served is None:
            return
        helper = self.actors[scene.helper]
        visit = actions.serve(visit, actor=helper, now=self._ago(scene.served))
        done = [scene.reason]
        if scene.mandate:
            mandate = self._mandate(scene, visit, helper)
            if scene.then:
                self._session(scene, visit, mandate, helper)
            if scene.then == "begins":
                done = ["advice"]  # the papers come another day
        if scene.then == "files":  # the code on the slip goes home with the visitor
            actions.hand_over(visit, actor=helper, now=self._ago(scene.left or 0))
        if scene.left is not None:
            visit = actions.end_visit(visit, done=done, actor=helper, now=self._ago(scene.left))
            if scene.visitor:  # who is known, and was served, is asked
                weeks.say(visit, CONTENT)

    def _room(self, scene: Scene) -> Room | None:
        """A private one for talks about papers; who only asks stays where they came in."""
        if scene.served is None or scene.reason not in SERVICES:
            return None
        return Room.objects.filter(centre__code=scene.centre, private=True).first()

    def _mandate(self, scene: Scene, visit: Visit, helper: Actor) -> Mandate:
        """Given on a telephone by who has one, else after the passport, signed."""
        assert scene.served is not None
        asked = actions.Asked(SERVICES[scene.reason], 30, scene.language)
        offered_at, given_at = self._ago(scene.served - 5), self._ago(scene.served - 7)
        someone = _SOMEBODY[scene.visitor]
        person = None
        if scene.mandate != Given.DEVICE:
            person = actions.identify(visit, _passport(someone), method="mrz", actor=helper)
        mandate, code = actions.offer(visit, asked, actor=helper, now=offered_at)
        if person is None:
            applicant = Actor.for_user(self.users[scene.visitor])
            shown = actions.offered_with(
                code, language=mandate.printed_in, actor=applicant, now=given_at
            )
            return actions.give_by_code(code, read=shown.read, actor=applicant, now=given_at)
        signed = _signed(scene, someone, person, helper)
        return actions.give_signed(mandate, signed, how=scene.mandate, actor=helper, now=given_at)

    def _session(self, scene: Scene, visit: Visit, mandate: Mandate, helper: Actor) -> None:
        assert scene.served is not None
        assert scene.left is not None
        began, ended = self._ago(scene.served - 8), self._ago(scene.left + 2)
        session = actions.start(mandate, visit=visit, actor=helper, now=began)
        if scene.then == "begins":
            self._begin(scene, session, helper)
        if scene.then == "files":
            read_at = self._ago(scene.left + 15)
            case = filed_here.filed(session, _SOMEBODY[scene.visitor], helper, at=read_at)
            filed_here.translated(case, helper, at=self._ago(scene.left + 4))
        if scene.then == "reports":
            filed_here.reported(
                session, _SOMEBODY[scene.visitor], helper, at=self._ago(scene.left + 15)
            )
        if scene.then == "revoked":  # on the person's own telephone
            actions.revoke(mandate, actor=Actor.for_user(self.users[scene.visitor]), now=ended)
        actions.touch(session, acted=True, now=ended - timedelta(seconds=30))
        actions.end(session, actor=helper, now=ended)

    def _begin(self, scene: Scene, session: AssistedSession, helper: Actor) -> None:
        """The first pages of an application, written in the visitor's place."""
        draft, answers = filed_here.begun(session, _SOMEBODY[scene.visitor], "LTR-FAM", 3, helper)
        draft.answers = dict(list(answers.items())[:2])
        draft.save(update_fields=["answers"])


def first_day(now: datetime, users: Mapping[str, User]) -> Desks:
    """The centres open and their staff begin."""
    return Desks(now, users, open_centres(), make_helpers())


def today(now: datetime) -> bool:
    """A fresh day at the desks, once a day: whoever waited since yesterday has gone.

    Returns whether there was something to tell.
    """
    centres = {row.code: row for row in Centre.objects.filter(code__in=[BRIDGE, SQUARE])}
    visits = Visit.objects.filter(centre__in=centres.values())
    if len(centres) < 2 or visits.filter(opened_at__gt=now - STALE).exists():
        return False
    users = {user.username: user for user in User.objects.select_related("person")}
    staff = {helper.login: users[helper.login] for helper in HELPERS}
    desks = Desks(now, users, centres, staff)
    for visit in visits.filter(ended_at=None).select_related("centre"):
        greeter = desks.actors[GREETERS[visit.centre.code]]
        actions.end_visit(visit, done=[], actor=greeter, now=visit.opened_at + timedelta(hours=1))
    desks.tell(first=False)
    return True


def _passport(someone: Someone) -> actions.Passport:
    return actions.Passport(
        number=someone.passport,
        issuer="UTO",
        family_name=someone.family_name,
        given_names=someone.given_names,
        birth_date=someone.birth_date,
        valid_until=someone.passport_until,
        native_name=someone.native_name,
    )


def _signed(scene: Scene, someone: Someone, person: Person, helper: Actor) -> Document:
    if scene.mandate == Given.PAD:
        data, name, kind = specimens.signature(someone), "signature.png", "image/png"
    else:
        lines = [("Passport", someone.passport), ("Issued by", "UTO, for a demonstration only")]
        data = specimens.paper(someone, "Mandate, signed", lines)
        name, kind = "mandate.pdf", "application/pdf"
    return store_bytes(
        data, owner=person, name=name, media_type=kind, actor=helper, kind=Kind.MANDATE
    )
