"""What a helper has written is read back, and confirmed by the person. ``sending`` goes on."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from applicants import actions as applying
from applicants.actions.changing import missing_in
from applicants.actions.drafting import locked
from applicants.actions.replying import save_reply
from applicants.content import change_content, content_of, reply_content
from applicants.models import ChangeDraft, Draft, Reply
from applicants.printing import application_pdf
from audit import log
from cases.actions.confirming import NotReadBack, digest_of, withdrawal_of
from cases.models import Case, ConfirmedAct, ConfirmedHow
from documents.actions import remove, store_bytes
from documents.models import Document, Kind
from permits import schema
from support_centre.actions.present import is_still, present_content
from support_centre.actions.sending import check_session
from support_centre.models import AssistedSession, ReadBack

SALT_BYTES = 16


@transaction.atomic
def read_back(
    draft: Draft,
    *,
    session: AssistedSession,
    language: str,
    actor: Actor,
    now: datetime | None = None,
) -> ReadBack:
    """Make the print-out in ``language`` beside the binding one, to be read to the person.

    While nothing has changed since the last time in this session it is that one again. Raises
    ``Incomplete`` and ``DraftClosed``.
    """
    draft = locked(draft, actor)
    missing = schema.missing(draft.schema, draft.answers, by_helper=True)
    if missing:
        raise applying.Incomplete(missing)
    content = content_of(draft)
    earlier = _same(ConfirmedAct.FILED, draft.pk, language, content, session)
    if earlier:
        return earlier
    pdf = application_pdf(draft, language)
    document = store_bytes(
        pdf,
        owner=draft.person,
        name="read-back.pdf",
        media_type="application/pdf",
        actor=actor,
        kind=Kind.PRINTOUT,
    )
    row = _row(ConfirmedAct.FILED, draft.pk, content, language, session, now)
    row.person, row.document = draft.person, document
    row.digest = hashlib.sha256(pdf).digest()
    return _made(row, actor)


@transaction.atomic
def read_reply_back(
    reply: Reply,
    text: str,
    *,
    written_in: str,
    session: AssistedSession,
    language: str,
    actor: Actor,
    now: datetime | None = None,
) -> ReadBack:
    """Keep the answer to the office as it is now, to be read to the person.

    ``written_in`` is the language of ``text``. Raises ``ReplySent``, and ``ValueError`` when there
    is neither text nor file.
    """
    save_reply(reply, text, now=now)
    content = reply_content(reply, written_in)
    if not text.strip() and not content["files"]:
        raise ValueError("an answer says something")
    earlier = _same(ConfirmedAct.ANSWERED, reply.pk, language, content, session)
    if earlier:
        return earlier
    row = _row(ConfirmedAct.ANSWERED, reply.pk, content, language, session, now)
    row.person_id, row.case_id = reply.person_id, reply.request.case_id
    return _made(row, actor)


@transaction.atomic
def read_withdrawal_back(
    case: Case,
    *,
    session: AssistedSession,
    language: str,
    actor: Actor,
    now: datetime | None = None,
) -> ReadBack:
    """The person is to confirm that the application is taken back."""
    content = withdrawal_of(case)
    earlier = _same(ConfirmedAct.WITHDRAWN, case.pk, language, content, session)
    if earlier:
        return earlier
    row = _row(ConfirmedAct.WITHDRAWN, case.pk, content, language, session, now)
    row.person, row.case = case.person, case
    return _made(row, actor)


@transaction.atomic
def read_change_back(
    draft: ChangeDraft,
    *,
    session: AssistedSession,
    language: str,
    actor: Actor,
    now: datetime | None = None,
) -> ReadBack:
    """Keep the report of a change as it is now, to be read to the person.

    Raises ``Incomplete``, and ``NothingNew`` when nothing is answered.
    """
    today = draft.case.permit_type.country.today(now)
    if missing := missing_in(draft, today, by_helper=True):
        raise applying.Incomplete(missing)
    content = change_content(draft)
    earlier = _same(ConfirmedAct.REPORTED, draft.pk, language, content, session)
    if earlier:
        return earlier
    row = _row(ConfirmedAct.REPORTED, draft.pk, content, language, session, now)
    row.person_id, row.case_id = draft.person_id, draft.case_id
    return _made(row, actor)


def _same(
    act: str, about: Any, language: str, content: Mapping[str, Any], session: AssistedSession
) -> ReadBack | None:
    """The newest one, when it says just this and was read in this session."""
    last = ReadBack.objects.of(act, about).first()
    if last is None or last.language != language or last.session_id != session.pk:
        return None
    return last if is_still(last, content) else None


def _row(
    act: str,
    about: Any,
    content: Mapping[str, Any],
    language: str,
    session: AssistedSession,
    now: datetime | None,
) -> ReadBack:
    salt = secrets.token_hex(SALT_BYTES)
    digest = digest_of(content, salt)
    return ReadBack(
        act=act,
        about=about,
        session=session,
        language=language,
        shown={"salt": salt, **content},
        content=digest,
        digest=digest,
        made_at=now or timezone.now(),
    )


def _made(row: ReadBack, actor: Actor) -> ReadBack:
    row.save(force_insert=True)
    _log("support_centre.read_back", row, actor)
    return row


def confirm(
    read: ReadBack,
    *,
    how: str,
    actor: Actor,
    signature: Document | None = None,
    now: datetime | None = None,
) -> ReadBack:
    """The person says that everything is right. Doing it again changes nothing.

    Raises ``NoMandate`` when the session is over, ``NotReadBack`` when something was changed since
    it was read, or it was read in another session, and ``ValueError`` for a signature of somebody
    else, or none where one is needed.
    """
    with transaction.atomic():
        check_session(read, actor, now)
        row = _locked(read)
        if row.is_confirmed:
            return row
        if not is_still(row, present_content(row)) or _newer(row):
            raise NotReadBack
        if (how != ConfirmedHow.SCREEN) != (signature is not None):
            raise ValueError("a signature belongs to pad and paper")
        if signature is not None and signature.person_id != row.person_id:
            raise ValueError("a signature is somebody's")
        row.confirmed_at, row.how = now or timezone.now(), ConfirmedHow(how)
        row.signature = signature
        row.save(update_fields=["confirmed_at", "how", "signature"])
        _log("support_centre.confirmed_read_back", row, actor, how=how)
        return row


def _newer(row: ReadBack) -> bool:
    """It was read back again meanwhile: the newest is the one to confirm."""
    newest = ReadBack.objects.of(row.act, row.about).first()
    return newest is not None and newest.pk != row.pk


@transaction.atomic
def forget(read: ReadBack, *, actor: Actor) -> None:
    """The draft was thrown away: what was read of it goes too. A filed one is evidence and stays.

    The row itself stays, with the digests and the dates.
    """
    row = ReadBack.objects.forgettable().select_for_update(of=("self",)).filter(pk=read.pk).first()
    if row is None:
        return
    row.shown = None
    row.save(update_fields=["shown"])
    for document in (row.document, row.signature):
        if document is not None:
            remove(document, actor=actor)
    _log("support_centre.forgot_read_back", row, actor)


def _locked(read: ReadBack) -> ReadBack:
    rows = ReadBack.objects.select_for_update(of=("self",)).select_related("document", "person")
    return rows.get(pk=read.pk)


def _log(name: str, row: ReadBack, actor: Actor, **payload: object) -> None:
    log.append(
        name,
        actor=actor,
        subjects=[row.person_id],
        case=row.case_id,
        payload={"read_back": str(row.pk), "act": row.act, **payload},
    )
