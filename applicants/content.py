"""What exactly would be sent: compared between what was read back and what is sent."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from applicants.models import (
    ChangeDocument,
    ChangeDraft,
    Draft,
    DraftDocument,
    Reply,
    ReplyDocument,
)
from documents.actions import open_plain
from documents.models import Document
from permits import schema

PIECE = 1024 * 1024

Digests = Mapping[str, str]
"""By id of the document: the SHA-256 of its bytes, when it is known already."""


def content_of(draft: Draft, known: Digests | None = None) -> dict[str, Any]:
    """The asked answers and every file of an application, by id and by the digest of its bytes.

    Bytes of files that are ``known`` are not read again.
    """
    return {
        "act": "filed",
        "draft": str(draft.pk),
        "permit": draft.permit_type.code,
        "pack": draft.permit_type.pack,
        "form": draft.schema_version,
        "place": draft.place,
        "language": draft.language,
        "answered_in": draft.answered_in,
        "answers": schema.prune(draft.schema, draft.answers),
        "files": _files(draft.papers.select_related("document"), known or {}),
    }


def reply_content(reply: Reply, language: str, known: Digests | None = None) -> dict[str, Any]:
    """The text of an answer to the office, its language, and its files."""
    return {
        "act": "answered",
        "request": str(reply.request_id),
        "language": language,
        "text": reply.text or "",
        "files": _files(reply.papers.select_related("document"), known or {}),
    }


def change_content(draft: ChangeDraft, known: Digests | None = None) -> dict[str, Any]:
    """The asked answers of a report of a change, and its files."""
    return {
        "act": "reported",
        "change": str(draft.pk),
        "case": str(draft.case_id),
        "kind": draft.kind,
        "form": draft.schema_version,
        "language": draft.language,
        "answers": schema.prune(draft.schema, draft.answers),
        "files": _files(draft.papers.select_related("document"), known or {}),
    }


def _files(
    papers: Iterable[DraftDocument] | Iterable[ReplyDocument] | Iterable[ChangeDocument],
    known: Digests,
) -> list[dict[str, str]]:
    return [
        {
            "for": paper.requirement,
            "id": str(paper.document_id),
            "name": paper.document.file_name or "",
            "sha256": known.get(str(paper.document_id)) or _digest(paper.document),
        }
        for paper in papers
    ]


def _digest(document: Document) -> str:
    """Of the bytes as they lie there now; empty for a file that is not whole yet."""
    if not document.is_stored:
        return ""
    digest = hashlib.sha256()
    with open_plain(document) as reader:
        while piece := reader.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
