"""Putting files to a draft and taking them away."""

from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from applicants.actions.drafting import locked
from applicants.models import Draft, DraftDocument
from documents.actions import remove
from documents.models import Document

MOST_FILES = 20


class TooMany(Exception):
    """A requirement holds as many files as it may."""


@transaction.atomic
def attach(
    draft: Draft,
    requirement: str,
    document: Document,
    *,
    actor: Actor,
    replaces: DraftDocument | None = None,
    key: UUID | None = None,
) -> DraftDocument:
    """Put a stored file to a requirement, in the place of ``replaces`` when that is given.

    The same ``key`` again is the same file sent twice: the first stays. Raises ``DraftClosed``,
    ``TooMany``, and ``ValueError`` for a file of somebody else.
    """
    draft = locked(draft, actor)
    if document.person_id != draft.person_id:
        raise ValueError("a draft holds files of its own person only")
    key = key or uuid4()
    if earlier := draft.papers.filter(pk=key).first():
        remove(document, actor=actor)
        return earlier
    own = draft.papers.filter(requirement=requirement)
    if replaces is None and own.count() >= MOST_FILES:
        raise TooMany
    last = own.aggregate(last=Max("order"))["last"] or 0
    paper = DraftDocument(
        pk=key,
        draft=draft,
        requirement=requirement,
        document=document,
        order=replaces.order if replaces else last + 1,
    )
    if replaces:
        _drop(replaces, actor)
    paper.save(force_insert=True)
    return paper


@transaction.atomic
def detach(paper: DraftDocument, *, actor: Actor) -> None:
    """Take a file away and shred it. Raises ``DraftClosed`` when the draft was filed."""
    locked(paper.draft, actor)
    _drop(paper, actor)


def _drop(paper: DraftDocument, actor: Actor) -> None:
    document = paper.document
    paper.delete()
    remove(document, actor=actor)
