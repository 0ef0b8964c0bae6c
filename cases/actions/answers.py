"""The applicant answers a request with a text, files, or both."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from cases.actions.act import Act, act
from cases.actions.confirming import check_confirmed, keep_confirmation
from cases.actions.requests import lapse_if_over
from cases.actions.suspensions import end_suspensions_of
from cases.actions.translating import queue_answer
from cases.errors import NotNow
from cases.lifecycle import RUNNING
from cases.models import (
    Answer,
    CaseDocument,
    Confirmed,
    ConfirmedAct,
    Request,
    RequestItem,
    Suspension,
)
from documents.models import Document


def answer(
    request: Request,
    *,
    text: str = "",
    documents: Sequence[tuple[str, Document]] = (),
    language: str,
    actor: Actor,
    confirmed: Confirmed | None = None,
    now: datetime | None = None,
) -> Answer:
    """Send an answer. ``documents`` are pairs of the requirement that was asked for and a document.

    Complete when every paper asked for is there and every question has a text, over all answers.
    A complete one ends what was suspended for it, on the day it arrives. After the due date an
    answer is still taken to the file, but the request has lapsed. Raises ``NotNow`` when the office
    no longer wants it, ``ValueError`` when there is neither text nor file, ``NotReadBack`` for a
    helper without the applicant's confirmation.
    """
    if not text.strip() and not documents:
        raise ValueError("an answer says something")
    check_confirmed(actor, confirmed)
    with act(request.case, "case.answer", actor=actor, now=now) as doing:
        row = doing.case.requests.get(pk=request.pk)
        if doing.case.state not in RUNNING:
            raise NotNow("ended", _("The case has ended."))
        if row.state in (Request.State.ANSWERED, Request.State.CLOSED):
            raise NotNow("closed", _("This request no longer waits for an answer."))
        lapse_if_over(doing, row)
        given = Answer.objects.create(
            request=row,
            person_id=doing.case.person_id,
            text=text,
            language=language,
            complete=_is_complete(row, text, {code for code, _document in documents}),
            by_id=actor.user_id,
            at=doing.at,
            on=doing.today,
        )
        doing.keep(documents, answer=given)
        queue_answer(doing.case, given)
        keep_confirmation(doing, ConfirmedAct.ANSWERED, confirmed)
        doing.record(
            "answered",
            request=row.pk,
            documents=len(documents),
            complete=int(given.complete),
        )
        if given.complete and row.state == Request.State.OPEN:
            _close(doing, row)
        doing.case.answered = True
    return given


def _is_complete(request: Request, text: str, sent: set[str]) -> bool:
    items = list(request.items.all())
    wanted = {item.requirement for item in items if item.requirement}
    questions = [item for item in items if item.kind == RequestItem.Kind.INFORMATION]
    earlier = CaseDocument.objects.filter(answer__request=request)
    sent = sent | set(earlier.values_list("requirement", flat=True))
    has_text = bool(text.strip()) or any(one.text for one in request.answers.all() if questions)
    return wanted <= sent and (has_text or not questions)


def _close(doing: Act, request: Request) -> None:
    request.state, request.closed_on = Request.State.ANSWERED, doing.today
    request.save(update_fields=["state", "closed_on"])
    end_suspensions_of(doing, request, on=doing.today, how=Suspension.End.ANSWERED)
