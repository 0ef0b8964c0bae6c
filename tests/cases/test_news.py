"""An open page of a case tells the officer what came, within the period of its question."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import record_conflict
from accounts.actor import SYSTEM, Actor
from audit.models import Event
from cases.actions import Asked, answer, ask, take
from cases.letters.rendering import render_letter
from cases.models import Case, Letter, Request
from cases.views.news import SETTING
from tests.factories import Cast, signed_in

CHANGED = "This case has changed."
TOLD = "The applicant answered a request."


@pytest.fixture
def asked(running: Case, novotna: Actor) -> Request:
    wanted = [Asked("missing", "missing", "ACCOM")]
    return ask(running, wanted, legal_basis="law, section 45", actor=novotna)


def news(desk: Client, case: Case, since: datetime, **headers: str):
    seen = {"seen": case.version, "since": since.timestamp()}
    return desk.get(reverse("cases:news", args=[case.pk]), seen, headers=headers)


def reply(asked: Request, oksana: Actor) -> None:
    answer(asked, text="Here.", documents=[], language="uk", actor=oksana)


def test_an_answer_of_the_applicant_is_told(cast: Cast, asked: Request, oksana: Actor) -> None:
    desk, shown = signed_in(cast.novotna), timezone.now()
    page = Case.objects.get(pk=asked.case_id)
    assert news(desk, page, shown).content == b""
    reply(asked, oksana)
    told = news(desk, page, shown).content.decode()
    assert TOLD in told
    assert reverse("cases:case", args=[page.pk]) in told


def test_what_the_page_shows_already_is_no_news(
    cast: Cast, asked: Request, oksana: Actor, dvorak: Actor
) -> None:
    reply(asked, oksana)
    page, shown = Case.objects.get(pk=asked.case_id), timezone.now()
    take(asked.case, actor=dvorak)
    told = news(signed_in(cast.novotna), page, shown).content.decode()
    assert "The case was assigned to an officer." in told
    assert TOLD not in told


def test_the_letter_of_ones_own_act_is_told_as_a_letter_and_not_as_a_change(
    cast: Cast, asked: Request
) -> None:
    page, shown = Case.objects.get(pk=asked.case_id), timezone.now()
    letter = Letter.objects.get(about=asked.pk)
    assert news(signed_in(cast.novotna), page, shown).content == b""
    render_letter(letter.pk)
    told = news(signed_in(cast.novotna), page, shown).content.decode()
    assert CHANGED not in told
    assert "The letter is ready" in told
    assert reverse("cases:letter", args=[page.pk, letter.pk]) in told


def test_a_letter_that_is_shown_already_is_not_told_again(
    cast: Cast, asked: Request, oksana: Actor
) -> None:
    render_letter(Letter.objects.get(about=asked.pk).pk)
    page, shown = Case.objects.get(pk=asked.case_id), timezone.now() + SETTING
    reply(asked, oksana)
    assert "The letter is ready" not in news(signed_in(cast.novotna), page, shown).content.decode()


def test_ones_own_act_in_another_window_is_told_as_ones_own(
    cast: Cast, asked: Request, novotna: Actor
) -> None:
    page, shown = Case.objects.get(pk=asked.case_id), timezone.now()
    take(asked.case, actor=novotna)
    told = news(signed_in(cast.novotna), page, shown).content.decode()
    assert CHANGED not in told
    assert "You changed this case in another window." in told
    assert reverse("cases:case", args=[page.pk]) in told
    beside = news(signed_in(cast.dvorak), page, shown).content.decode()
    assert CHANGED in beside
    assert "The case was assigned to an officer." in beside


def test_nothing_new_is_not_said_again(cast: Cast, asked: Request, oksana: Actor) -> None:
    desk, shown = signed_in(cast.novotna), timezone.now()
    page = Case.objects.get(pk=asked.case_id)
    assert (
        f'data-tag="&quot;{page.version}-en&quot;"'
        in desk.get(reverse("cases:case", args=[page.pk])).content.decode()
    )
    known = {"If-None-Match": f'"{page.version}-en"'}
    assert news(desk, page, shown, **known).status_code == 304
    reply(asked, oksana)
    assert news(desk, page, shown, **known).status_code == 200


@pytest.mark.parametrize("since", ["", "never", "nan", "1e99"])
def test_a_moment_that_is_none_tells_of_nothing_by_name(
    cast: Cast, filed: Case, since: str
) -> None:
    asking = {"seen": "0", "since": since}
    told = signed_in(cast.novotna).get(reverse("cases:news", args=[filed.pk]), asking)
    assert "This case has changed." in told.content.decode()
    assert "<li>" not in told.content.decode()


def test_asking_for_news_opens_no_file(cast: Cast, filed: Case) -> None:
    desk = signed_in(cast.novotna)
    before = Event.objects.count()
    news(desk, filed, timezone.now())
    assert Event.objects.count() == before


@pytest.mark.parametrize("who", ["stranger", "oksana", "dvorak"])
def test_nobody_outside_the_scope_hears_anything(cast: Cast, filed: Case, who: str) -> None:
    record_conflict(cast.oksana.person, cast.dvorak, kind="kin", actor=SYSTEM)
    assert news(signed_in(getattr(cast, who)), filed, timezone.now()).status_code in (403, 404)
