"""A draft becomes a case."""

from datetime import datetime

from django.db import transaction

from accounts.actions import complete_details
from accounts.actor import Actor
from applicants.actions.drafting import DraftClosed, locked
from applicants.models import Draft, State
from audit import log
from cases.actions import open_case
from cases.models import Case
from permits import schema


class Incomplete(Exception):
    """Something is unanswered or not understood. ``missing``: what ``permits.schema`` says."""

    def __init__(self, missing: list[schema.Missing]) -> None:
        super().__init__(len(missing))
        self.missing = missing


def submit(draft: Draft, *, actor: Actor, now: datetime | None = None) -> Case:
    """File the draft. Sent twice, at once or again after a cut, it is one case.

    The case gets an immutable snapshot of the asked answers and of the files; the draft keeps no
    answers. Raises ``Incomplete``, and ``DraftClosed`` when the draft does not exist any more.
    """
    with transaction.atomic():
        try:
            draft = locked(draft, actor)
        except DraftClosed:
            return filed_case(draft, actor)
        missing = schema.missing(draft.schema, draft.answers)
        if missing:
            raise Incomplete(missing)
        return _file(draft, actor, now)


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


def _file(draft: Draft, actor: Actor, now: datetime | None) -> Case:
    answers = schema.prune(draft.schema, draft.answers)
    facts = schema.person_facts(answers)
    complete_details(draft.person, actor=actor, **{name: facts[name] for name in KNOWN_BY})
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
        actor=actor,
        now=now,
    )
    draft.state = State.FILED
    draft.answers = {}
    draft.save(update_fields=["state", "answers"])
    draft.papers.all().delete()
    log.append(
        "applicants.filed_draft",
        actor=actor,
        subjects=[draft.person_id],
        case=case.pk,
        payload={"draft": str(draft.pk)},
    )
    return case


KNOWN_BY = ("family_name", "given_names", "native_name", "birth_date")
