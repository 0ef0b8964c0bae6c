"""The steps of a read-back at the desk."""

from django.test import Client

from applicants.models import Draft
from support_centre.models import ReadBack


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
