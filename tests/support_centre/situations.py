"""The situations in which a helper's browser asks with a person's objects, for ``test_matrix``."""

from __future__ import annotations

import io
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import RoleGrant
from accounts.roles import HELPER
from documents.actions import store
from documents.models import Kind
from support_centre import acting, actions
from support_centre.models import AssistedSession, Centre, Mandate
from tests.documents.samples import jpeg
from tests.factories import UserFactory, signed_in
from tests.support_centre.giving import agreed
from tests.test_access_matrix import Made

SERVICES = ("file", "answer", "change", "explain", "withdraw")


class Situations(Made):
    """The world, a stranger's mandate, another centre; all made once."""

    def __init__(self) -> None:
        super().__init__()
        self.full = self.new_mandate(*SERVICES)
        helper = Actor.for_user(self.helper)
        asked = actions.Asked(SERVICES, 7, "uk")
        offered, _code = actions.offer(self.visit, asked, actor=helper)
        scan = store(
            io.BytesIO(jpeg()),
            owner=self.oksana.person,
            name="mandate.jpg",
            actor=helper,
            kind=Kind.MANDATE,
        )
        self.signed = actions.give_signed(offered, scan, how="paper", actor=helper)
        self.arguments["support_centre:mandate_paper"] = {"mandate_id": self.signed.pk}
        self.others = UserFactory(
            username="urban", roles=["helper"], office="KPX", given_names="Urban"
        )
        self.other_centre = Centre.objects.create(
            pack="cz", code="KPX", name={"en": "Centre far away"}, hours="Mo 08:00-12:00"
        )


def begun(world: Situations, mandate: Mandate) -> Client:
    """The helper's browser, acting by ``mandate``."""
    client = signed_in(world.helper)
    url = reverse("support_centre:session", args=[mandate.pk])
    assert client.post(url).status_code == 302
    assert acting.KEY in client.session
    return client


# Each situation gives the browser that asks.


def no_mandate(world: Situations) -> Client:
    return signed_in(world.helper)


def revoked(world: Situations) -> Client:
    client = begun(world, world.full)
    actions.revoke(world.full, actor=world.applicant)
    return client


def expired(world: Situations) -> Client:
    """Given yesterday for one day; the session began when it still lived."""
    now = timezone.now()
    helper, yesterday = Actor.for_user(world.helper), now - timedelta(hours=25)
    asked = actions.Asked(SERVICES, 1, "uk")
    _offered, code = actions.offer(world.visit, asked, actor=helper, now=yesterday)
    mandate = agreed(code, actor=world.applicant, now=yesterday)
    session = actions.start(mandate, visit=None, actor=helper, now=now - timedelta(hours=2))
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=now)
    session.refresh_from_db()
    over = session.over()
    assert over is not None
    assert over[1] == "expired"
    client = signed_in(world.helper)
    kept = client.session
    kept[acting.KEY] = str(session.pk)
    kept.save()
    return client


def idle(world: Situations) -> Client:
    client = begun(world, world.full)
    session = AssistedSession.objects.open().get()
    gone = timezone.now() - timedelta(minutes=20)
    AssistedSession.objects.filter(pk=session.pk).update(acted_at=gone)
    return client


def closed(world: Situations) -> Client:
    client = begun(world, world.full)
    gone = timezone.now() - timedelta(minutes=4)
    AssistedSession.objects.open().update(beat_at=gone)
    return client


def ended(world: Situations) -> Client:
    client = begun(world, world.full)
    client.post(reverse("support_centre:session_end"))
    return client


def ended_elsewhere(world: Situations) -> Client:
    client = begun(world, world.full)
    actions.end(AssistedSession.objects.open().get(), actor=Actor.for_user(world.helper))
    return client


def other_centre(world: Situations) -> Client:
    """The helper works at another desk from now on."""
    client = begun(world, world.full)
    RoleGrant.objects.filter(user=world.helper, role=HELPER).update(until=timezone.now())
    RoleGrant.objects.create(user=world.helper, role=HELPER, office="KPX")
    return client


def no_longer_staff(world: Situations) -> Client:
    client = begun(world, world.full)
    RoleGrant.objects.filter(user=world.helper).update(until=timezone.now())
    return client


def other_person(world: Situations) -> Client:
    """Acting for somebody else, by a mandate for everything."""
    visit = actions.open_visit(
        world.centre, language="ar", reason="file", actor=Actor.for_user(world.helper)
    )
    asked = actions.Asked(SERVICES, 1, "ar")
    _offered, code = actions.offer(visit, asked, actor=Actor.for_user(world.helper))
    return begun(world, agreed(code, actor=Actor.for_user(world.amira)))


def practising(world: Situations) -> Client:
    """The helper practises in the browser in which they acted for the person."""
    client = begun(world, world.full)
    assert client.post(reverse("support_centre:practice_enter")).status_code == 302
    return client


def another_browser(world: Situations) -> Client:
    begun(world, world.full)
    return signed_in(world.helper)


def a_colleague_with_the_id(world: Situations) -> Client:
    """Who knows the session's id and puts it into their own browser."""
    key = begun(world, world.full).session[acting.KEY]
    client = signed_in(world.colleague)
    kept = client.session
    kept[acting.KEY] = key
    kept.save()
    return client


def a_stranger_with_the_id(world: Situations) -> Client:
    key = begun(world, world.full).session[acting.KEY]
    client = signed_in(world.others)
    kept = client.session
    kept[acting.KEY] = key
    kept.save()
    return client


SHUT = [
    no_mandate,
    revoked,
    expired,
    idle,
    closed,
    ended,
    ended_elsewhere,
    other_centre,
    no_longer_staff,
    other_person,
    practising,
    another_browser,
    a_colleague_with_the_id,
    a_stranger_with_the_id,
]


AWAY = [other_centre, no_longer_staff, practising, a_stranger_with_the_id]
"""Those in which the browser is not at that desk any more."""
