"""The day at the two centres, told by the product's own actions."""

from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from accounts.models import Conflict, User
from cases.models import Case, FreeSentence
from demo import telling, weeks
from demo.centres import BRIDGE, HELPERS, SQUARE
from demo.desks import day, today
from demo.people import PEOPLE, VISITORS
from permits.actions import load_catalogue
from permits.mrz import parse
from support_centre.models import (
    AssistedSession,
    Centre,
    Feedback,
    Mandate,
    ReadBack,
    Slip,
    StaffLanguage,
    Visit,
)
from support_centre.quality.periods import WEEK, period
from support_centre.quality.report import FEWEST, report
from support_centre.queue import sentences_for
from support_centre.spoken import SPOKEN

NOW = timezone.now()


@pytest.fixture
def weeks_before() -> bool:
    """Whether the weeks before are told too."""
    return False


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch, weeks_before: bool) -> telling.Telling:
    """The demonstration without its cases, which other tests tell."""
    monkeypatch.setattr(telling, "threads", list)
    if not weeks_before:
        monkeypatch.setattr(weeks, "DAYS_BACK", 0)
    load_catalogue("cz", actor=SYSTEM)
    found = telling.Telling(NOW)
    list(found.tell())
    return found


def test_two_centres_have_six_staff_who_speak_six_languages(told: telling.Telling) -> None:
    assert {row.code for row in Centre.objects.filter(code__startswith="DEMO-")} == {BRIDGE, SQUARE}
    staff = [user for row in Centre.objects.all() for user in row.helpers()]
    assert len(staff) == 6
    spoken = set(StaffLanguage.objects.values_list("language", flat=True))
    assert spoken == {"cs", "en", "uk", "vi", "ar", "ru"} <= set(SPOKEN)


def test_every_visit_is_where_its_line_says(told: telling.Telling) -> None:
    scenes = day()
    assert Visit.objects.count() == len(scenes)
    assert Visit.objects.waiting().count() == sum(not each.served for each in scenes)
    assert Visit.objects.served().count() == 2
    assert all(visit.opened_at <= NOW for visit in Visit.objects.all())
    waits = [NOW - visit.opened_at for visit in Visit.objects.waiting()]
    assert max(waits) < timedelta(minutes=45)


def test_mandates_are_given_in_each_way_and_one_is_taken_back(told: telling.Telling) -> None:
    ways = Counter(Mandate.objects.values_list("given_how", flat=True))
    assert ways == {"device": 3, "paper": 1, "pad": 2}
    revoked = Mandate.objects.get(revoked_at__isnull=False)
    assert revoked.person is not None
    assert revoked.revoked_by == revoked.person.user
    assert Mandate.objects.filter(given_how="paper", document__isnull=False).exists()


def test_sessions_ended_each_for_its_reason(told: telling.Telling) -> None:
    ends = Counter(AssistedSession.objects.values_list("end", flat=True))
    assert ends == {"ended": 4, "revoked": 1}
    for session in AssistedSession.objects.all():
        tied = Conflict.objects.filter(person=session.person, user=session.user)
        assert tied.filter(kind=Conflict.ASSISTED).exists()


def test_another_day_comes_once_and_nobody_waits_since_yesterday(told: telling.Telling) -> None:
    assert not today(NOW + timedelta(hours=1))
    tomorrow = NOW + timedelta(days=1)
    assert today(tomorrow)
    assert not today(tomorrow + timedelta(minutes=5))
    assert Visit.objects.count() == 2 * len(day())
    open_visits = Visit.objects.filter(ended_at=None)
    assert all(tomorrow - visit.opened_at < timedelta(hours=2) for visit in open_visits)
    assert open_visits.count() == 7
    kateryna = Mandate.objects.filter(given_how="paper").first()
    assert kateryna is not None
    assert kateryna.person is not None
    assert kateryna.person.drafts.count() == 1


def test_a_cast_that_was_played_with_does_not_stop_the_portal(
    told: telling.Telling, capsys: pytest.CaptureFixture[str]
) -> None:
    Visit.objects.update(opened_at=NOW - timedelta(days=1))
    User.objects.filter(username="vuova").update(username="somebody")
    call_command("demo", "--today")
    assert "no fresh day at the desks: KeyError" in capsys.readouterr().err
    assert Visit.objects.count() == len(day())


def test_a_helper_enters_and_sees_the_desk_and_who_speaks_what(told: telling.Telling) -> None:
    client = Client()
    assert client.login(username="vuova", password="demonstration")
    page = client.get(reverse("support_centre:desk"))
    assert page.status_code == 200
    assert len(page.context["waiting"]) == 3
    names = {each.name: each.languages for each in page.context["colleagues"]}
    assert names["Halyna Melnyk"] == ["Czech", "Russian", "Ukrainian"]
    assert [visit.language for visit in page.context["mine"]] == ["vi"]


def test_everybody_is_listed_where_one_chooses_who_to_be(db: None, capsys) -> None:
    page = Client().get(reverse("demo:index")).content.decode()
    call_command("demo", "--cast")
    printed = capsys.readouterr().out
    for helper in HELPERS:
        assert f"<code>{helper.login}</code>" in page
        assert helper.login in printed


@pytest.mark.parametrize("someone", VISITORS, ids=lambda someone: someone.login)
def test_a_visitors_passport_can_be_typed_at_the_desk(someone) -> None:
    read = parse("\n".join(someone.mrz))
    assert (read.issuer, read.number) == ("UTO", someone.passport)
    assert someone.passport not in {each.passport for each in PEOPLE}


def test_kateryna_owns_the_draft_that_was_begun_with_her(told: telling.Telling) -> None:
    mandate = Mandate.objects.get(given_how="paper")
    assert mandate.person is not None
    draft = mandate.person.drafts.get()
    assert draft.answers
    assert mandate.person.user is None


def test_petro_was_read_his_application_and_took_it_home(told: telling.Telling) -> None:
    read = ReadBack.objects.get()
    assert read.is_confirmed
    assert read.how == "screen"
    case = Case.objects.get(origin=read.about)
    assert case.person.user is None
    assert case.confirmations.get().digest == read.digest
    slip = Slip.objects.live().get()
    assert (slip.person, slip.visit) == (case.person, read.session.visit)
    assert case.letters.get().delivery.person == case.person


def test_one_sentence_is_translated_and_another_waits(told: telling.Telling) -> None:
    melnyk = Actor.for_user(told.desks.staff["melnyk"])
    done = FreeSentence.objects.exclude(translations=None).get()
    assert done.translations.get().by == told.desks.staff["melnyk"]
    assert sentences_for(melnyk).open().exists()


def test_ukrainian_is_translated_into_czech_at_both_centres(told: telling.Telling) -> None:
    for login in ("melnyk", "kravets"):
        waiting = sentences_for(Actor.for_user(told.desks.staff[login])).open()
        assert waiting.filter(language="uk", into="cs").exists(), login


@pytest.mark.parametrize("weeks_before", [True])
def test_the_figures_of_both_centres_can_be_shown(told: telling.Telling) -> None:
    """Enough answers in a week that is over for groups of five."""
    for code in (BRIDGE, SQUARE):
        centre = Centre.objects.get(code=code)
        days = {visit.day for visit in Visit.objects.filter(centre=centre)}
        assert len(days) >= 9
        answers = Feedback.objects.filter(centre=centre)
        assert answers.count() >= 3 * FEWEST
        spans = [period(WEEK, day) for day in days]
        assert any(report(centre, span, with_words=True).opinions for span in spans)
    assert Feedback.objects.filter(words__isnull=False).count() == len(weeks.WORDS)
