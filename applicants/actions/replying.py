"""Answering a request of the office: kept privately while written, then sent with its files."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from applicants.actions.papers import drop, put
from applicants.actions.standing import may_still_act
from applicants.content import reply_content
from applicants.models import Reply, ReplyDocument
from audit import log
from cases.actions.answers import answer
from cases.actions.confirming import check_confirmed
from cases.errors import Refused
from cases.models import Answer, Case, Confirmed, Request
from documents.models import Document


class ReplySent(Refused):
    """The reply was sent meanwhile, from another window or device."""

    def __init__(self) -> None:
        super().__init__("sent", _("This request no longer waits for an answer."))


def reply_to(request: Request, *, now: datetime | None = None) -> Reply:
    """The reply that is being written; a new one if there is none."""
    reply, _made = Reply.objects.get_or_create(
        request=request,
        sent_at=None,
        defaults={"person_id": request.person_id, "saved_at": now or timezone.now()},
    )
    return reply


@transaction.atomic
def save_reply(reply: Reply, text: str, *, now: datetime | None = None) -> None:
    """Keep what is typed so far. Raises ``ReplySent`` when it was sent meanwhile."""
    _locked(reply)
    reply.text = text
    reply.saved_at = now or timezone.now()
    reply.save(update_fields=["text", "saved_at"])


def keep_unsent(request: Request, text: str, *, now: datetime | None = None) -> Reply | None:
    """Keep what was typed for a request that takes no answer any more: nothing typed is lost.

    None when there is nothing to keep, because it was sent already, word for word, or is empty.
    """
    sent = Reply.objects.filter(request=request).exclude(sent_at=None)
    if not text.strip() or any(row.text == text for row in sent):
        return None
    reply = reply_to(request, now=now)
    save_reply(reply, text, now=now)
    return reply


@transaction.atomic
def attach_to_reply(
    reply: Reply,
    requirement: str,
    document: Document,
    *,
    actor: Actor,
    key: UUID | None = None,
    replaces: UUID | None = None,
) -> ReplyDocument:
    """Put a stored file to one of the papers asked for, in the place of ``replaces`` if there.

    The same ``key`` again is the same file sent twice: the first stays. Raises ``ReplySent`` (an
    upload takes minutes) or the right to it ended, ``LimitReached``, and ``ValueError`` for a file
    of somebody else.
    """
    if not may_still_act(actor):
        raise ReplySent
    request = _locked(reply).request
    if not Case.objects.visible_to(actor).filter(pk=request.case_id).exists():
        raise ReplySent
    paper: ReplyDocument
    paper, new = put(
        reply.papers,
        requirement,
        document,
        owner_id=reply.person_id,
        actor=actor,
        key=key,
        replaces=replaces,
    )
    if not new:
        return paper
    log.append(
        "applicants.attach_to_reply",
        actor=actor,
        subjects=[reply.person_id],
        case=reply.request.case_id,
        payload={"document": str(document.pk), "requirement": requirement},
    )
    return paper


@transaction.atomic
def detach_from_reply(paper: ReplyDocument, *, actor: Actor) -> None:
    """Take a file away and shred it. Raises ``ReplySent``: what was sent is evidence."""
    _locked(paper.reply)
    drop(paper, actor)


def send_reply(
    reply: Reply,
    *,
    language: str,
    actor: Actor,
    confirmed: Confirmed | None = None,
    now: datetime | None = None,
) -> Answer:
    """Send what is written and attached.

    Raises ``Refused`` when nobody waits for it, ``ReplySent`` when it was sent already,
    ``NotReadBack`` for a helper without the person's confirmation of what stands there now.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(reply)
        if actor.acting_for:
            check_confirmed(actor, confirmed, reply_content(locked, language))
        papers = list(locked.papers.select_related("document"))
        sent = answer(
            locked.request,
            text=locked.text or "",
            documents=[(paper.requirement, paper.document) for paper in papers],
            language=language,
            actor=actor,
            confirmed=confirmed,
            now=now,
        )
        locked.sent_at = now
        locked.save(update_fields=["sent_at"])
    return sent


def _locked(reply: Reply) -> Reply:
    """The reply as it is now, kept from others until commit. Raises ``ReplySent``."""
    rows = Reply.objects.select_for_update(of=("self",)).select_related("request__case")
    row = rows.get(pk=reply.pk)
    if row.sent_at is not None:
        raise ReplySent
    return row
