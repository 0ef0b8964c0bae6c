"""The steps of a read-back at the desk."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

from accounts.actor import Actor
from applicants.models import Draft
from cases.models import Case
from support_centre import actions
from support_centre.models import AssistedSession, ReadBack


def begun(desk: Client, draft: Draft) -> ReadBack:
    assert desk.post(f"/en/centre/readback/draft/{draft.pk}/").status_code == 302
    return ReadBack.objects.of("filed", draft.pk).first()


def address(row: ReadBack, more: str = "") -> str:
    return f"/en/centre/readback/{row.pk}/{more}"


def changed(draft: Draft, family: str) -> None:
    draft.answers["person"]["name"]["family"] = family
    draft.save()


def filed(desk: Client, draft: Draft) -> ReadBack:
    row = begun(desk, draft)
    desk.post(address(row, "turned/"))
    desk.post(address(row, "send/"))
    return ReadBack.objects.select_related("document").get(pk=row.pk)


def sent_after_reading(
    draft: Draft, *, session: AssistedSession, actor: Actor, now: datetime | None = None
) -> Case:
    """Read back to the person, confirmed on the screen, sent."""
    row = actions.read_back(draft, session=session, language="uk", actor=actor, now=now)
    actions.confirm(row, how="screen", actor=actor, now=now)
    return actions.send(row, actor=actor, now=now)
