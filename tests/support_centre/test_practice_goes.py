"""What was practised is thrown away: by a button, by the night, and nothing real ever."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import create_person
from accounts.actor import Actor
from accounts.models import Person
from applicants.models import Draft
from documents.models import Document, State
from jobs import sweep
from support_centre import actions
from support_centre.actions.practice import left_over
from support_centre.models import AssistedSession, Visit
from tests.world import World
from vault import keys
from vault.models import Token


def test_the_button_throws_my_visitors_away(world: World, sandbox: Client, rehearsed: Draft):
    halyna = rehearsed.person
    other = create_person(language="uk", practice=True)
    page = sandbox.post("/en/centre/practice/reset/", follow=True)
    assert "1 invented visitor is thrown away." in page.content.decode()
    assert not keys.exists(halyna.pk)
    assert keys.exists(other.pk)
    assert not Draft.objects.filter(person=halyna).exists()
    assert not Token.objects.filter(subject_id=halyna.pk).exists()
    assert not Document.objects.filter(person=halyna).exclude(state=State.REMOVED).exists()
    assert not AssistedSession.objects.open().filter(person=halyna).exists()
    assert not Visit.objects.filter(person=halyna, ended_at=None).exists()
    visit = Visit.objects.get(person=halyna)
    assert sandbox.get(f"/en/centre/visit/{visit.pk}/").status_code == 404


def test_the_night_throws_the_rest_away(
    world: World, halyna: Person, django_capture_on_commit_callbacks
):
    later = timezone.now() + timedelta(hours=13)
    assert list(left_over(later)) == [halyna]
    assert list(left_over()) == []
    assert "support_centre.throw_away" in {kind.task for kind in sweep.kinds()}
    actions.throw_away(halyna)
    assert list(left_over(later)) == []
    actions.throw_away(halyna)


def test_nobody_real_is_ever_thrown_away(world: World, helper: Actor):
    with pytest.raises(ValueError):
        actions.throw_away(world.oksana.person)
    with pytest.raises(ValueError):
        actions.throw_away_mine(world.centre, actor=helper)
    assert keys.exists(world.oksana.person.pk)
