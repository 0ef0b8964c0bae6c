"""What would be sent now, to be held against what was read back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from applicants.content import change_content, content_of, reply_content
from applicants.models import ChangeDraft, Draft, Reply
from cases.actions.confirming import NotReadBack, digest_of, withdrawal_of
from cases.models import Case, ConfirmedAct
from support_centre.models import ReadBack


def is_still(row: ReadBack, content: Mapping[str, Any]) -> bool:
    """Whether ``content`` is what was read back."""
    return bytes(row.content) == digest_of(content, row.salt)


def present_content(row: ReadBack, *, known: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What would be sent now. Raises ``NotReadBack`` when nothing can be sent any more.

    Bytes of files that are ``known`` are not read again.
    """
    if row.act == ConfirmedAct.FILED:
        drafts = Draft.objects.open().select_related("permit_type", "person")
        draft = drafts.filter(pk=row.about).first()
        if draft:
            return content_of(draft, known)
    elif row.act == ConfirmedAct.ANSWERED:
        reply = Reply.objects.unsent().filter(pk=row.about).first()
        if reply:
            return reply_content(reply, row.read["language"], known)
    elif row.act == ConfirmedAct.REPORTED:
        changes = ChangeDraft.objects.unsent().select_related("case")
        change = changes.filter(pk=row.about).first()
        if change:
            return change_content(change, known)
    else:
        case = Case.objects.filter(pk=row.about, ended_on=None).first()
        if case:
            return withdrawal_of(case)
    raise NotReadBack
