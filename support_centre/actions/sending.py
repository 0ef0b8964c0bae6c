"""What was read back and confirmed is sent, in the session in which it was confirmed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.actor import Actor
from applicants import actions as applying
from applicants.actions.changing import send_change
from applicants.actions.replying import send_reply
from applicants.models import ChangeDraft, Draft, Reply
from cases.actions.confirming import NotReadBack
from cases.actions.ending import withdraw
from cases.models import Case, Confirmed, ConfirmedAct
from support_centre.actions.sessions import living
from support_centre.models import ReadBack


def check_session(read: ReadBack, actor: Actor, now: datetime | None) -> None:
    """A confirmation counts in the session in which it was given, while that lives.

    Whoever takes a mandate back takes back what was confirmed under it and not yet sent.
    """
    if living(actor, now=now).pk != read.session_id:
        raise NotReadBack


def send(read: ReadBack, *, actor: Actor, now: datetime | None = None) -> Case:
    """What was confirmed is sent: the draft becomes a case, the answer is given, the change is
    reported, the case ends.

    Raises ``NoMandate`` when the session is over; ``NotReadBack`` when it was not confirmed in this
    session, or is not the same any more; ``Refused``, ``Incomplete``, ``DraftClosed`` and, once all
    is done, ``Practised`` as the acts themselves do. Sending a draft twice is one case.
    """
    with transaction.atomic():
        check_session(read, actor, now)
        try:
            return _send(read, actor, now)
        except applying.Practised as done:
            practised = done
    raise practised


def _send(read: ReadBack, actor: Actor, now: datetime | None) -> Case:
    row = ReadBack.objects.visible_to(actor).select_related("document").get(pk=read.pk)
    proof = proof_of(row)
    if row.act == ConfirmedAct.FILED:
        drafts = Draft.objects.visible_to(actor).select_related("permit_type", "person")
        draft = drafts.get(pk=row.about)
        return applying.submit(draft, actor=actor, confirmed=proof, now=now)
    cases = Case.objects.visible_to(actor).select_related("permit_type", "person")
    case = cases.get(pk=row.case_id)
    if row.act == ConfirmedAct.ANSWERED:
        reply = Reply.objects.select_related("request__case").get(pk=row.about)
        reply.request.case = case
        send_reply(reply, language=row.read["language"], actor=actor, confirmed=proof, now=now)
        return case
    if row.act == ConfirmedAct.REPORTED:
        change = ChangeDraft.objects.get(pk=row.about)
        change.case = case
        send_change(change, actor=actor, confirmed=proof, now=now)
        return case
    return withdraw(case, actor=actor, confirmed=proof, now=now)


def proof_of(row: ReadBack) -> Confirmed:
    """What the acts below ask a helper for. Raises ``NotReadBack`` before the person confirmed."""
    if row.confirmed_at is None:
        raise NotReadBack
    return Confirmed(
        salt=row.salt,
        content=bytes(row.content),
        digest=bytes(row.digest),
        at=row.confirmed_at,
        how=row.how,
        language=row.language,
        centre=row.session.mandate.centre.name,
        document=row.document,
    )
