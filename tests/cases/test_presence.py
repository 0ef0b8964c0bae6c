"""Two officers at one file see each other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import record_conflict
from accounts.actor import SYSTEM
from audit.models import Event
from cases import presence
from cases.models import Case
from tests.factories import Cast, signed_in


def others(desk: Client, case: Case) -> str:
    answer = desk.get(reverse("cases:others", args=[case.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_officer_alone_reads_nothing(cast: Cast, filed: Case) -> None:
    desk = signed_in(cast.novotna)
    assert not others(desk, filed).strip()
    assert not others(desk, filed).strip()


def test_two_officers_at_one_case_see_each_other(cast: Cast, filed: Case) -> None:
    first, second = signed_in(cast.novotna), signed_in(cast.dvorak)
    others(first, filed)
    assert cast.novotna.person.display_name in others(second, filed)
    assert cast.dvorak.person.display_name in others(first, filed)


def test_who_closed_the_page_is_gone_after_two_missed_tellings(cast: Cast, filed: Case) -> None:
    now = timezone.now()
    presence.tell(filed.pk, cast.novotna.pk, now=now)
    soon, late = now + timedelta(seconds=20), now + timedelta(seconds=26)
    assert presence.tell(filed.pk, cast.dvorak.pk, now=soon) == {cast.novotna.pk}
    assert presence.tell(filed.pk, cast.dvorak.pk, now=late) == set()


def test_looking_out_for_others_opens_no_file(cast: Cast, filed: Case) -> None:
    desk = signed_in(cast.novotna)
    before = Event.objects.count()
    others(desk, filed)
    assert Event.objects.count() == before


@pytest.mark.parametrize("who", ["stranger", "oksana", "dvorak"])
def test_nobody_outside_the_scope_learns_who_is_there(cast: Cast, filed: Case, who: str) -> None:
    record_conflict(cast.oksana.person, cast.dvorak, kind="kin", actor=SYSTEM)
    others(signed_in(cast.novotna), filed)
    outside = signed_in(getattr(cast, who))
    assert outside.get(reverse("cases:others", args=[filed.pk])).status_code in (403, 404)
