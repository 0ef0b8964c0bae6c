"""A draft becomes a case."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from accounts.actions import complete_birth_date, correct_birth_date, take_names
from accounts.actor import Actor
from applicants.actions.drafting import DraftClosed, locked
from applicants.content import content_of
from applicants.models import Draft, State
from audit import log
from cases.actions import open_case
from cases.actions.confirming import check_confirmed
from cases.models import Case, Confirmed
from documents.actions import remove
from permits import schema

Listener = Callable[[Case, Actor], None]
_listeners: list[Listener] = []


def when_filed(listener: Listener) -> None:
    """Let an upper room write beside each filing, in the same transaction. From ``ready`` only."""
    if listener not in _listeners:
        _listeners.append(listener)


class Practised(Exception):
    """The draft is of a person with whom staff practise: it is marked as sent, no case opens."""


class Incomplete(Exception):
    """Something is unanswered or not understood. ``missing``: what ``permits.schema`` says."""

    def __init__(self, missing: list[schema.Missing]) -> None:
        super().__init__(len(missing))
        self.missing = missing


def submit(
    draft: Draft,
    *,
    actor: Actor,
    confirmed: Confirmed | None = None,
    now: datetime | None = None,
) -> Case:
    """File the draft. Sent twice, at once or again after a cut, it is one case.

    The case gets an immutable snapshot of the asked answers and of the files; the draft keeps no
    answers. Raises ``Incomplete``, ``DraftClosed`` when the draft does not exist any more, and
    ``NotReadBack`` for a helper: what is sent in a person's place was confirmed by the person as
    it stands now, and ``confirmed`` says so. ``Practised``, after everything else is done, for an
    invented person.
    """
    with transaction.atomic():
        try:
            draft = locked(draft, actor)
        except DraftClosed:
            if draft.person.practice:
                raise Practised from None
            return filed_case(draft, actor)
        helped = bool(actor.acting_for)
        missing = schema.missing(draft.schema, draft.answers, by_helper=helped)
        if missing:
            raise Incomplete(missing)
        if actor.acting_for:
            check_confirmed(actor, confirmed, content_of(draft))
        if not draft.person.practice:
            return _file(draft, actor, confirmed, now)
        _practise(draft, actor)
    raise Practised


def filed_case(draft: Draft, actor: Actor) -> Case:
    """The case that this draft became. Raises ``DraftClosed`` when there is none."""
    case = (
        Case.objects.visible_to(actor)
        .select_related("permit_type", "person")
        .filter(origin=draft.pk)
        .first()
    )
    if case is None:
        raise DraftClosed
    return case


def _practise(draft: Draft, actor: Actor) -> None:
    """As if it were filed, for the helper who learns; nothing goes to the authority."""
    papers = list(draft.papers.select_related("document"))
    _close(draft)
    for paper in papers:
        remove(paper.document, actor=actor)
    log.append(
        "applicants.practised_filing",
        actor=actor,
        subjects=[draft.person_id],
        payload={"draft": str(draft.pk)},
    )


def _close(draft: Draft) -> None:
    draft.state = State.FILED
    draft.answers = {}
    draft.save(update_fields=["state", "answers"])
    draft.papers.all().delete()


def _file(draft: Draft, actor: Actor, confirmed: Confirmed | None, now: datetime | None) -> Case:
    answers = schema.prune(draft.schema, draft.answers)
    facts = schema.person_facts(answers)
    take_names(draft.person, actor=actor, **{name: facts[name] for name in NAMES})
    complete_birth_date(draft.person, facts["birth_date"], actor=actor)
    correct_birth_date(draft.person, facts["birth_date"] or "", actor=actor, now=now)
    papers = list(draft.papers.select_related("document"))
    case = open_case(
        origin=draft.pk,
        person=draft.person,
        filed_by=draft.person if draft.filed_by_id == draft.person_id else draft.filed_by,
        permit_type=draft.permit_type,
        answers=answers,
        schema_version=draft.schema_version,
        documents=[(paper.requirement, paper.document) for paper in papers],
        place=draft.place,
        language=draft.language,
        in_binding=draft.in_binding,
        actor=actor,
        confirmed=confirmed,
        now=now,
    )
    _close(draft)
    for told in _listeners:
        told(case, actor)
    log.append(
        "applicants.filed_draft",
        actor=actor,
        subjects=[draft.person_id],
        case=case.pk,
        payload={"draft": str(draft.pk)},
    )
    return case


NAMES = ("family_name", "given_names", "native_name")
