"""The steps of a read-back at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta

import pypdfium2
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

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


def shown(desk: Client, row: ReadBack) -> str:
    """What the drawn page of the turned screen gives to its button."""
    page = desk.get(address(row, "turned/")).content.decode()
    return page.partition('name="shown" value="')[2].partition('"')[0]


def pressed(desk: Client, row: ReadBack) -> HttpResponse:
    """The page is drawn on the turned screen, and the person presses its button."""
    return desk.post(address(row, "turned/"), {"shown": shown(desk, row)})


def printed(desk: Client, row: ReadBack) -> str:
    """The text of the paper that is signed."""
    response = desk.get(address(row, "print/"))
    assert response["Content-Type"] == "application/pdf"
    pages = pypdfium2.PdfDocument(response.content)
    return " ".join(" ".join(each.get_textpage().get_text_range() for each in pages).split())


def changed(draft: Draft, family: str) -> None:
    draft.answers["person"]["name"]["family"] = family
    draft.save()


def filed(desk: Client, draft: Draft) -> ReadBack:
    row = begun(desk, draft)
    pressed(desk, row)
    desk.post(address(row, "send/"))
    return ReadBack.objects.select_related("document").get(pk=row.pk)


def sent_after_reading(
    draft: Draft, *, session: AssistedSession, actor: Actor, now: datetime | None = None
) -> Case:
    """Read back to the person for five minutes, confirmed on the screen, sent."""
    begun = (now or timezone.now()) - timedelta(minutes=5)
    row = actions.read_back(draft, session=session, language="uk", actor=actor, now=begun)
    actions.confirm(row, how="screen", actor=actor, now=now)
    return actions.send(row, actor=actor, now=now)
