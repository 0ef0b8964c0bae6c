"""Putting files to a draft and taking them away."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Manager, Max, QuerySet, Sum

from accounts import limits
from accounts.actor import Actor
from applicants.actions.drafting import locked
from applicants.actions.standing import may_still_act
from applicants.models import ChangeDocument, Draft, DraftDocument, ReplyDocument
from documents.actions import remove
from documents.models import Document


@transaction.atomic
def attach(
    draft: Draft,
    requirement: str,
    document: Document,
    *,
    actor: Actor,
    replaces: DraftDocument | None = None,
    key: UUID | None = None,
    now: datetime | None = None,
) -> DraftDocument:
    """Put a stored file to a requirement, in the place of ``replaces`` when that is given.

    The same ``key`` again is the same file sent twice: the first stays. Raises ``DraftClosed``,
    ``Draft.DoesNotExist`` when the right to it ended (an upload takes minutes), ``LimitReached``,
    and ``ValueError`` for a file of somebody else.
    """
    if not may_still_act(actor, now):
        raise Draft.DoesNotExist
    draft = locked(draft, actor)
    if document.person_id != draft.person_id:
        raise ValueError("a draft holds files of its own person only")
    key = key or uuid4()
    papers = list(draft.papers.all())
    if earlier := next((paper for paper in papers if paper.pk == key), None):
        remove(document, actor=actor)
        return earlier
    own = [paper for paper in papers if paper.requirement == requirement]
    kept = draft.papers.exclude(pk=replaces.pk) if replaces else draft.papers.all()
    check_room(kept, requirement, document)
    last = max((paper.order for paper in own), default=0)
    paper = DraftDocument(
        pk=key,
        draft=draft,
        requirement=requirement,
        document=document,
        order=replaces.order if replaces else last + 1,
    )
    if replaces:
        drop(replaces, actor)
    paper.save(force_insert=True)
    return paper


def put(
    papers: "Manager[ReplyDocument] | Manager[ChangeDocument]",
    requirement: str,
    document: Document,
    *,
    owner_id: UUID,
    actor: Actor,
    key: UUID | None,
    replaces: UUID | None = None,
) -> tuple[Any, bool]:
    """A stored file among the ``papers`` of something that is being written, and whether it is new.

    It takes the place of ``replaces``, while that is one of them and for the same paper. The same
    ``key`` again is the same file sent twice: the first stays. Raises ``LimitReached``, and
    ``ValueError`` for a file of somebody else.
    """
    if document.person_id != owner_id:
        raise ValueError("only files of its own person")
    key = key or uuid4()
    if earlier := papers.filter(pk=key).first():
        remove(document, actor=actor)
        return earlier, False
    own = papers.filter(requirement=requirement)
    replaced = own.filter(pk=replaces).select_related("document").first() if replaces else None
    check_room(papers.exclude(pk=replaced.pk) if replaced else papers.all(), requirement, document)
    last = own.aggregate(last=Max("order"))["last"] or 0
    order = replaced.order if replaced else last + 1
    if replaced:
        drop(replaced, actor)
    made = papers.create(pk=key, requirement=requirement, document=document, order=order)
    return made, True


def check_room(
    papers: "QuerySet[DraftDocument] | QuerySet[ReplyDocument] | QuerySet[ChangeDocument]",
    requirement: str,
    new: Document,
) -> None:
    """Raises ``LimitReached`` when ``new`` is one file too many, or too large beside the others."""
    limits.check("files_a_paper", 1 + papers.filter(requirement=requirement).count())
    held = papers.aggregate(bytes=Sum("document__size"))["bytes"] or 0
    limits.check("bytes_an_application", held + (new.size or 0))


@transaction.atomic
def detach(paper: DraftDocument, *, actor: Actor) -> None:
    """Take a file away and shred it. Raises ``DraftClosed`` when the draft was filed."""
    locked(paper.draft, actor)
    drop(paper, actor)


def drop(paper: DraftDocument | ReplyDocument | ChangeDocument, actor: Actor) -> None:
    """Take a file away and shred it. Within the transaction that locked what it was put to."""
    document = paper.document
    paper.delete()
    remove(document, actor=actor)
