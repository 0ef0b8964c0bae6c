"""Telling the plot: people sign up, applications are filed, cases go their way, letters are set."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.actions import add_ward, create_user
from accounts.actor import SYSTEM, Actor
from accounts.models import Person, User
from accounts.roles import OFFICER, SUPERVISOR
from applicants import actions as drafts
from applicants.models import Draft
from applicants.needs import needs_of
from cases.letters.rendering import render_letter
from cases.models import Case, Letter
from demo.desks import first_day
from demo.filling import Filling
from demo.papers import paper_of
from demo.people import PEOPLE, Someone
from demo.plot import Thread, threads
from demo.staff import PASSWORD, make_staff
from demo.stories import STORIES, Scene
from demo.years import this_time
from documents.actions import store
from documents.models import Document
from permits.models import PermitType
from permits.packs import current
from postbox.actions import mark_read
from postbox.models import Message


class Telling:
    """One telling of the whole plot. ``now`` is the moment that the demonstration is made for."""

    def __init__(self, now: datetime | None = None) -> None:
        self.now = now or timezone.now()
        self.pack = current()
        self.permits = {row.code: row for row in PermitType.objects.of_pack()}
        staff = make_staff()
        self.officers = [Actor.for_user(staff[name], OFFICER) for name in ("novotna", "dvorak")]
        self.supervisor = Actor.for_user(staff["svobodova"], SUPERVISOR)
        self.users = {someone.login: _user(someone) for someone in PEOPLE}
        self.desks = first_day(self.now, self.users)
        _let_in(staff.values(), self.users.values(), self.desks.staff.values())
        self.wards: dict[tuple[str, str], Person] = {}

    def tell(self) -> Iterator[Case]:
        """Play every thread to its end, then set the letters. Yields each case when it is done."""
        for number, thread in enumerate(threads()):
            yield self._play(thread, number)
        self._drafts()
        self.desks.tell()
        for letter in Letter.objects.pending():
            render_letter(letter.pk, now=letter.created_at)
        self._post_was_read()

    def _post_was_read(self) -> None:
        """People have read what is older than two days, so that what is new stands out."""
        old = Message.objects.unread().filter(sent_at__lt=self.now - timedelta(days=2))
        for message in old.select_related("person"):
            mark_read(message, actor=SYSTEM, now=message.sent_at + timedelta(hours=5))

    def _play(self, thread: Thread, number: int) -> Case:
        user = self.users[thread.someone.login]
        applicant = Actor.for_user(user)
        person = self._person(thread, user, applicant)
        filed_at = _in_the_morning(self.now - timedelta(days=thread.days_ago), number)
        draft = self._draft(thread.permit, thread.someone, person, applicant, number, filed_at)
        case = drafts.submit(draft, actor=applicant, now=filed_at)
        first = self.officers[number % 2]
        second = self.officers[1 - number % 2]
        scene = Scene(
            case=case,
            someone=thread.someone,
            at=filed_at,
            now=self.now,
            applicant=applicant,
            officer=first,
            second=second,
            supervisor=self.supervisor,
            paper=lambda code: self._paper(thread.someone, person, code, applicant),
        )
        for step in STORIES[thread.story]:
            scene.case = Case.objects.select_related("permit_type", "person").get(pk=case.pk)
            step(scene)
        return scene.case

    def _draft(
        self,
        code: str,
        someone: Someone,
        person: Person,
        applicant: Actor,
        number: int,
        at: datetime,
    ) -> Draft:
        permit = self.permits[code]
        draft = drafts.begin(
            permit,
            person=person,
            actor=applicant,
            place="office",
            language=someone.language,
            now=at,
        )
        draft.answers = self._answers(code, someone, person, number)
        draft.save(update_fields=["answers"])
        for card in needs_of(draft).cards:
            if card.needed:
                document = self._paper(someone, person, card.code, applicant)
                drafts.attach(draft, card.code, document, actor=applicant)
        return draft

    def _answers(
        self, code: str, someone: Someone, person: Person, number: int
    ) -> dict[str, object]:
        answers = Filling(someone, number).answers(code, self.pack.code)
        if person.user_id is None:
            answers["person"]["name"]["given"] = person.given_names
            answers["person"]["birth_date"] = person.birth_date
        return answers

    def _paper(self, someone: Someone, person: Person, code: str, actor: Actor) -> Document:
        name, data = paper_of(someone.login, code)
        return store(io.BytesIO(data), owner=person, name=name, size=len(data), actor=actor)

    def _person(self, thread: Thread, user: User, applicant: Actor) -> Person:
        if not thread.child:
            return user.person
        key = (thread.someone.login, thread.child)
        if key not in self.wards:
            self.wards[key] = add_ward(
                user.person,
                actor=applicant,
                family_name=thread.someone.family_name,
                given_names=thread.child,
                birth_date=this_time("2017-05-04"),
            )
        return self.wards[key]

    def _drafts(self) -> None:
        """Three drafts on their way, so that home shows them."""
        for number, (login, code) in enumerate(
            [("oksana", "PR"), ("minh", "LTR-FAM"), ("layla", "EMP")]
        ):
            someone = next(each for each in PEOPLE if each.login == login)
            applicant = Actor.for_user(self.users[login])
            at = self.now - timedelta(days=2 + number)
            draft = drafts.begin(
                self.permits[code],
                person=self.users[login].person,
                actor=applicant,
                place="office",
                language=someone.language,
                now=at,
            )
            answers = Filling(someone, number).answers(code, self.pack.code)
            draft.answers = dict(list(answers.items())[: 2 + number])
            draft.save(update_fields=["answers"])


def _in_the_morning(moment: datetime, number: int) -> datetime:
    """That day between half past seven and ten, so that a day at the office follows."""
    local = timezone.localtime(moment)
    return local.replace(hour=7, minute=30, second=0) + timedelta(minutes=number * 7 % 150)


def _let_in(*groups: Iterable[User]) -> None:
    """One password for the whole cast, hashed once: it stands on the page for everybody to read."""
    everybody = [user.pk for group in groups for user in group]
    User.objects.filter(pk__in=everybody).update(password=make_password(PASSWORD))


def _user(someone: Someone) -> User:
    return create_user(
        username=someone.login,
        password=None,
        language=someone.language,
        given_names=someone.given_names,
        family_name=someone.family_name,
        native_name=someone.native_name,
        birth_date=someone.birth_date,
    )
