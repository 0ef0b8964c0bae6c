"""Beside a case that was filed with help: who helped, where, and hashes of the contacts in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from cases.models import Case
from permits import schema
from permits.schema.model import Question
from support_centre.models import AssistedFiling, AssistedSession
from vault import tokens

OWN_ADDRESSES = ("address_here", "delivery_address")
"""Where the person lives and gets letters: the ids that the forms use for these questions."""


def filed_by(case: Case, actor: Actor) -> None:
    """Called within each filing (``applicants.actions.when_filed``), whoever files."""
    if actor.acting_for is None:
        return
    rows = AssistedSession.objects.open().with_mandate()
    session = rows.filter(user_id=actor.by, person_id=actor.acting_for).first()
    if session is not None:
        record_filing(session, case)


@transaction.atomic
def record_filing(session: AssistedSession, case: Case) -> AssistedFiling:
    """This case was filed in this session; a second call changes nothing. The log has the filing.

    So that many filings with one telephone are noticed, its keyed hash is kept, never itself.
    """
    filing, made = AssistedFiling.objects.get_or_create(
        case=case,
        defaults={
            "session": session,
            "centre": session.mandate.centre,
            "user_id": session.user_id,
            "filed_at": case.filed_at,
        },
    )
    if made:
        tokens.add(case.person_id, filing.pk, contacts_of(case))
    return filing


def contacts_of(case: Case) -> dict[str, list[str]]:
    """Telephones, e-mail addresses (the account's too) and the person's own addresses, by kind."""
    found: dict[str, list[str]] = {kind: [] for kind in AssistedFiling.CONTACTS}
    form = schema.load(case.permit_type.code, case.schema_version, case.pack)
    for section in form.sections:
        given = case.answers.get(section.id, {})
        for group, question in section.questions():
            if group is None and _is_own(question, found):
                found[question.kind] += _written(question, given.get(question.id))
    user = case.person.user
    if user is not None and user.email:
        found["email"].append(user.email)
    return found


def _is_own(question: Question, kinds: Iterable[str]) -> bool:
    """An employer has many people at one address; that says nothing about a helper."""
    return question.kind in kinds and (question.kind != "address" or question.id in OWN_ADDRESSES)


def _written(question: Question, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield " ".join(str(part) for _name, part in sorted(value.items()) if part)
