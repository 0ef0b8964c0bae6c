"""Who deals with a case, and notes among officers."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from accounts.models import User
from cases.actions.act import Act, act
from cases.errors import NotNow, NotPermitted
from cases.models import Case, Note


def take(
    case: Case,
    *,
    actor: Actor,
    now: datetime | None = None,
    expected: int | None = None,
) -> Case:
    """The officer takes the case; raises ``NotNow`` when another one has it."""
    with act(case, "case.take", actor=actor, now=now, expected=expected) as doing:
        holder = doing.case.assigned_to_id
        if holder == actor.user_id:
            return doing.case
        if holder is not None:
            raise NotNow("taken", _("Another officer has this case."))
        _assign(doing, User.objects.get(pk=doing.by))
    return doing.case


def assign(case: Case, officer: User, *, actor: Actor, now: datetime | None = None) -> Case:
    """A supervisor gives the case to an officer; ``NotPermitted`` for one with a conflict."""
    with act(case, "case.assign", actor=actor, now=now) as doing:
        _assign(doing, officer)
    return doing.case


def _assign(doing: Act, officer: User) -> None:
    if doing.case.is_ended:
        raise NotNow("ended", _("The case has ended."))
    as_officer = Actor.for_user(officer, "officer")
    if not Case.objects.visible_to(as_officer).filter(pk=doing.case.pk).exists():
        raise NotPermitted("conflict", _("A conflict of interest excludes this officer."))
    doing.case.assigned_to = officer
    doing.record("assigned", officer=officer.pk)


def release(case: Case, *, actor: Actor, now: datetime | None = None) -> Case:
    """The officer gives the case back, or a supervisor takes it from whoever has it."""
    with act(case, "", actor=actor, now=now) as doing:
        own = actor.can("case.take") and doing.case.assigned_to_id == actor.user_id
        if not own and not actor.can("case.assign"):
            raise NotPermitted("permission", _("Your role does not allow this."))
        doing.case.assigned_to = None
        doing.record("released")
    return doing.case


def note(case: Case, text: str, *, actor: Actor, now: datetime | None = None) -> Note:
    """A sealed note for other officers; ``ValueError`` when it is empty."""
    if not text.strip():
        raise ValueError("a note says something")
    with act(case, "case.note", actor=actor, now=now) as doing:
        written = Note.objects.create(
            case=doing.case,
            person_id=doing.case.person_id,
            text=text.strip(),
            by_id=doing.by,
            at=doing.at,
        )
        doing.record("noted", note=written.pk)
    return written
