"""A centre in the middle of a day: what its pages show, made by the product's own actions."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property

from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from applicants.actions import attach
from applicants.models import Draft
from applicants.needs import needs_of
from cases.letters.rendering import render_letter
from cases.models import FreeSentence, PaperDelivery
from support_centre import acting, actions
from support_centre.models import (
    AssistedSession,
    Centre,
    Feedback,
    Interpreter,
    ReadBack,
    Visit,
)
from support_centre.quality.periods import MONTH, Period, period
from tests.factories import signed_in
from tests.support_centre.giving import agreed
from tests.support_centre.visitor import BORN, Visitor, filed_for
from tests.world import World


class Stage(World):
    """The world, and browsers (clients) that stand where a page can be seen."""

    @property
    def at_desk(self) -> Actor:
        _ = self.centre
        return Actor.for_user(self.helper)

    @cached_property
    def open_centre(self) -> Centre:
        """Open, with languages spoken by who is there and an interpreter to be called."""
        Interpreter.objects.create(
            centre=self.centre, language="ar", how="on_site", hours="Mo 08:00-09:00"
        )
        actions.speak(["uk", "cs", "en"], actor=self.at_desk)
        actions.arrive(self.centre, actor=self.at_desk)
        return self.centre

    @cached_property
    def visitor(self) -> Visitor:
        """Of seventy, without a login; the desk filed for her, and her receipt waits on paper."""
        found = filed_for(self, self.at_desk)
        render_letter(found.case.letters.get().pk)
        return found

    @cached_property
    def delivery(self) -> PaperDelivery:
        return self.visitor.case.letters.get().delivery

    @cached_property
    def slip_code(self) -> str:
        return actions.hand_over(self.visitor.visit, actor=self.at_desk)[1]

    @cached_property
    def newcomer(self) -> Visit:
        """Sits at the desk and has said nothing yet."""
        return actions.open_visit(
            self.centre, language="vi", reason="file", actor=self.at_desk, serve_now=True
        )

    @cached_property
    def busy_desk(self) -> Client:
        """Visitors wait, a code was guessed, letters, a colleague's proposal, sentences."""
        for language in ("ar", "vi"):
            actions.open_visit(self.centre, language=language, reason="answer", actor=self.at_desk)
        for number in range(5):
            try:
                actions.check(self.slip_code, birth_date="1950-01-01", source=f"192.0.2.{number}")
            except actions.NoSuchSlip:
                continue
        actions.speak(["uk", "cs"], actor=Actor.for_user(self.colleague))
        assert self.sentence
        assert self.restoration
        return signed_in(self.colleague)

    @cached_property
    def sentence(self) -> FreeSentence:
        """In Ukrainian; who speaks it, others say."""
        found = self.case.free_sentences.filter(language="uk").first()
        assert found is not None
        return found

    @property
    def last_month(self) -> Period:
        """The latest period whose answers are shown."""
        return period(MONTH, self.centre.today()).before

    @cached_property
    def a_week_of_visits(self) -> Client:
        """Figures, answers of last month, and a session of yesterday for the supervisor."""
        now, shown = timezone.now() - timedelta(hours=1), self.last_month.last
        for number, language in enumerate(["uk", "uk", "vi", "ar", "uk", "cs", "uk"]):
            came = now - timedelta(hours=number % 3, minutes=4)
            visit = actions.open_visit(
                self.centre, language=language, reason="file", actor=self.at_desk, now=came
            )
            begun = came + timedelta(minutes=3 * number + 1)
            actions.serve(visit, actor=self.at_desk, now=begun)
            over = begun + timedelta(minutes=20 + number)
            actions.end_visit(visit, done=["file"], actor=self.at_desk, now=over)
            words = "Більше стільців." if number == 1 else None
            Feedback.objects.create(
                day=shown, hour=10, channel="visit", centre=self.centre, language="uk",
                clear=4, manner=5, again=3 + number % 3, words=words,
            )  # fmt: skip
        assert self.past_session
        return signed_in(self.supervisor)

    def invitation(self) -> actions.Invitation:
        visit = actions.open_visit(
            self.centre, language="uk", reason="advice", actor=self.at_desk, serve_now=True
        )
        Visit.objects.filter(pk=visit.pk).update(person=self.oksana.person)
        ended = actions.end_visit(visit, done=["advice"], actor=self.at_desk)
        found = actions.after_visit(Visit.objects.select_related("centre").get(pk=ended.pk))
        assert found is not None
        return found

    @cached_property
    def complete(self) -> Draft:
        """Nothing is missing."""
        draft = self.new_draft()
        for card in needs_of(draft).cards[:3]:
            attach(draft, card.code, self.new_document(), actor=self.applicant)
        return draft

    def acting(self, language: str = "uk") -> Client:
        """The helper's browser, acting for Oksana, who is spoken to in ``language``."""
        wanted = actions.Asked(("file", "answer", "explain", "withdraw"), 7, language)
        _mandate, code = actions.offer(self.visit, wanted, actor=self.at_desk)
        mandate = agreed(code, actor=self.applicant)
        client = signed_in(self.helper)
        assert client.post(f"/en/centre/mandate/{mandate.pk}/session/").status_code == 302
        assert acting.KEY in client.session
        return client

    def read_to(self, language: str, *, confirmed: bool = False) -> tuple[Client, ReadBack]:
        """The application is read back in that language."""
        client = self.acting(language)
        session = AssistedSession.objects.with_mandate().get(pk=client.session[acting.KEY])
        actor = acting.assisting(self.at_desk, session)
        row = actions.read_back(self.complete, session=session, language=language, actor=actor)
        if confirmed:
            row = actions.confirm(row, how="screen", actor=actor)
        client.get(f"/en/centre/readback/{row.pk}/")
        return client, row

    def with_the_slip(self, client: Client | None = None) -> Client:
        """A telephone on which code and day of birth were given."""
        phone = client or Client()
        answer = phone.post("/en/centre/claim/", {"code": self.slip_code, "birth_date": BORN})
        assert answer.status_code == 302
        return phone
