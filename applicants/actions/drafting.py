"""Beginning a draft, writing in it, throwing it away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts import limits
from accounts.actions import add_ward
from accounts.actor import Actor
from accounts.models import Person
from accounts.roles import SYSTEM_ROLE
from applicants.models import Draft, State
from applicants.scoped import locked_draft
from audit import log
from documents.actions import remove
from permits import schema
from permits.models import PermitType
from permits.schema.inputs import ROW

LONGEST_INPUT = 20_000
"""Characters kept of one input; a draft whose every field held a whole request would never open."""


class DraftClosed(Exception):
    """The draft was filed (or is gone): nothing can be written in it any more."""


@dataclass(frozen=True)
class Saved:
    """What a save did: the draft, the page as it stands now, and fields written elsewhere as well.

    ``conflicts``: by name of input what another device had written there in the meantime;
    ``reading``: what pasted lines of a passport filled in, if any were pasted.
    """

    draft: Draft
    page: schema.BoundSection
    conflicts: dict[str, str]
    reading: schema.Reading | None = None


@transaction.atomic
def begin(
    permit_type: PermitType,
    *,
    person: Person,
    actor: Actor,
    place: str,
    language: str,
    now: datetime | None = None,
) -> Draft:
    """Begin an application for oneself or for a child whom the actor acts for.

    What is known about the person is filled in. Raises ``ValueError`` for a place where this permit
    is not filed, ``LookupError`` without a form for it, ``Person.DoesNotExist`` for a stranger,
    ``LimitReached`` when there are too many open drafts.
    """
    if place not in permit_type.filed_at:
        raise ValueError(place)
    person = Person.objects.visible_to(actor).get(pk=person.pk)
    writer = Person.objects.select_for_update(no_key=True).get(pk=_own_id(actor))
    limits.check("open_drafts", 1 + writer.drafts_written.open().count())
    moment = now or timezone.now()
    draft = Draft.objects.create(
        person=person,
        filed_by=writer,
        permit_type=permit_type,
        schema_version=schema.latest(permit_type.code, permit_type.pack),
        place=place,
        language=language,
        answers=_known(person),
        created_at=moment,
        saved_at=moment,
        expires_at=_expiry(moment),
    )
    _log("applicants.began_draft", draft, actor)
    return draft


@transaction.atomic
def start_for_child(
    permit_type: PermitType,
    *,
    actor: Actor,
    place: str,
    language: str,
    family_name: str,
    given_names: str,
    birth_date: str,
) -> Draft:
    """Begin an application for a child who is not known yet. ``birth_date`` is ``YYYY-MM-DD``.

    Raises ``LimitReached`` when there are too many children or drafts; nobody is added then.
    """
    guardian = Person.objects.get(pk=_own_id(actor))
    child = add_ward(
        guardian,
        actor=actor,
        family_name=family_name,
        given_names=given_names,
        birth_date=birth_date,
    )
    return begin(permit_type, person=child, actor=actor, place=place, language=language)


@transaction.atomic
def save_section(
    draft: Draft,
    section_id: str,
    *,
    posted: Mapping[str, str],
    was: Mapping[str, str] | None,
    actor: Actor,
    language: str = "",
    now: datetime | None = None,
) -> Saved:
    """Keep what a page changed: ``posted`` inputs against ``was``, those that the page had shown.

    Without ``was`` everything posted counts as written now.

    Nothing typed is lost (but letters beyond ``LONGEST_INPUT``): what is not understood stays as it
    was typed, and of two devices the newest letters win field by field, with the others' handed
    back. Raises ``DraftClosed``, and ``LookupError`` for a section that the form does not have.
    """
    draft = locked(draft, actor)
    section = draft.schema.section(section_id)
    if section is None:
        raise LookupError(section_id)
    answers, conflicts, reading = written(section, draft.answers, posted=posted, was=was)
    page = schema.bind(section, answers, by_helper=bool(actor.acting_for))
    page.conflicts = conflicts
    changed = answers != draft.answers
    draft.answers = answers
    draft.language = language or draft.language
    draft.saved_at = now or timezone.now()
    draft.expires_at, draft.warned_at = _expiry(draft.saved_at), None
    draft.save()
    if changed:
        _log("applicants.saved_section", draft, actor, section=section_id)
    return Saved(draft, page, conflicts, reading)


def written(
    section: schema.Section,
    answers: Mapping[str, Any],
    *,
    posted: Mapping[str, str],
    was: Mapping[str, str] | None,
) -> tuple[dict[str, Any], dict[str, str], schema.Reading | None]:
    """The answers with what a page of this section changed in them, its conflicts, and what pasted
    lines of a passport filled in."""
    posted = {name: text[:LONGEST_INPUT] for name, text in posted.items()}
    current = schema.to_inputs(section, answers.get(section.id, {}))
    merged, conflicts = schema.merge(current, current if was is None else was, posted)
    filled, shown, reading = schema.read_zones(section.id, answers, merged)
    filled[section.id] = schema.bind(section, filled, shown).stored()
    return filled, conflicts, reading


@transaction.atomic
def mark_own_words(draft: Draft, *, in_binding: bool, actor: Actor) -> None:
    """The person says whether their own words are in the language of the proceedings already.

    Raises ``DraftClosed``.
    """
    draft = locked(draft, actor)
    draft.in_binding = in_binding
    draft.save(update_fields=["in_binding"])
    _log("applicants.marked_own_words", draft, actor, in_binding=in_binding)


def add_row(posted: Mapping[str, str], group: str) -> dict[str, str]:
    """The inputs with one more, empty row in a repeating group."""
    return {**posted, f"{group}.{get_random_string(8)}.{ROW}": "1"}


def remove_row(posted: Mapping[str, str], row: str) -> dict[str, str]:
    """The inputs without one row; ``row`` is the name of its own input."""
    return {**posted, row: ""}


@transaction.atomic
def discard(draft: Draft, *, actor: Actor) -> None:
    """Throw a draft away with its files. Raises ``DraftClosed`` when it was filed."""
    draft = locked(draft, actor)
    papers = list(draft.papers.select_related("document"))
    _log("applicants.discarded_draft", draft, actor, files=len(papers))
    draft.delete()
    for paper in papers:
        remove(paper.document, actor=actor)


def locked(draft: Draft, actor: Actor) -> Draft:
    """The draft as it is now, kept from others until commit. Raises ``DraftClosed``."""
    if actor.role == SYSTEM_ROLE:
        row = Draft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    else:
        row = locked_draft(actor, draft.pk)
    if row is None and Draft.objects.open().filter(pk=draft.pk).exists():
        raise Draft.DoesNotExist
    if row is None or row.state != State.OPEN:
        raise DraftClosed
    row.permit_type, row.person = draft.permit_type, draft.person  # neither ever changes
    return row


def _own_id(actor: Actor) -> UUID:
    if actor.subject_id is None:
        raise Person.DoesNotExist
    return actor.subject_id


def _known(person: Person) -> dict[str, dict[str, object]]:
    name = {
        "family": person.family_name,
        "given": person.given_names,
        "native": person.native_name,
    }
    known = {part: text for part, text in name.items() if text}
    answers: dict[str, object] = {}
    if known:
        answers["name"] = known
    if person.birth_date:
        answers["birth_date"] = person.birth_date
    return {"person": answers} if answers else {}


def _expiry(moment: datetime) -> datetime:
    return moment + timedelta(days=settings.DRAFT_LIFETIME_DAYS)


def _log(name: str, draft: Draft, actor: Actor, **payload: object) -> None:
    log.append(
        name,
        actor=actor,
        subjects=[draft.person_id],
        payload={"draft": str(draft.pk), **payload},
    )
