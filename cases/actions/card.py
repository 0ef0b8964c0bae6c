"""From approval to the card: biometric data, card ready, card handed over."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from accounts.actor import Actor
from cases.actions.act import Act, act
from cases.actions.gateway import step
from cases.actions.telling import tell
from cases.errors import NotNow
from cases.lifecycle import State
from cases.models import CardStep, Case

Kind = CardStep.Kind


def take_biometrics(
    case: Case, *, actor: Actor, on: date | None = None, now: datetime | None = None
) -> Case:
    """Photograph, fingerprints and signature were taken; the card is being made."""
    with act(case, "case.card", actor=actor, now=now) as doing:
        doing.look()
        _record(doing, Kind.BIOMETRICS, why_not(doing.case, Kind.BIOMETRICS), on=on)
        doing.record("biometrics_taken", on=on)
        doing.look()
        tell(
            doing,
            "biometrics_taken",
            collect_by=doing.case.standing.collect_by or doing.today,
        )
    return doing.case


def card_is_ready(
    case: Case, *, card_number: str = "", actor: Actor, now: datetime | None = None
) -> Case:
    """The card has arrived and can be collected. ``card_number`` is sealed."""
    with act(case, "case.card", actor=actor, now=now) as doing:
        doing.look()
        _record(doing, Kind.READY, why_not(doing.case, Kind.READY), card_number=card_number)
        doing.record("card_ready")
        tell(
            doing,
            "card_ready",
            collect_by=doing.case.standing.collect_by or doing.today,
        )
    return doing.case


def hand_over_card(case: Case, *, actor: Actor, now: datetime | None = None) -> Case:
    """The card is in the person's hands: the permit is granted."""
    with act(case, "case.card", actor=actor, now=now) as doing:
        doing.look()
        _record(doing, Kind.HANDED_OVER, why_not(doing.case, Kind.HANDED_OVER))
        step(doing, "grant")
        tell(doing, "granted", day=doing.today)
    return doing.case


def why_not(case: Case, kind: str) -> str | None:
    """The message why this step of the card is not possible now; None when it is.

    Reads ``case.standing``.
    """
    if case.state != State.PRE_APPROVED:
        return gettext_noop("The permit is not approved.")
    now = case.standing
    wants_biometrics = case.permit_type.biometrics and now.biometrics_on is None
    if kind == Kind.BIOMETRICS:
        if not case.permit_type.biometrics:
            return gettext_noop("This permit needs no biometric data.")
        if not wants_biometrics:
            return gettext_noop("The biometric data were taken already.")
        return None
    if wants_biometrics:
        return gettext_noop("The biometric data have not been taken.")
    if kind == Kind.READY:
        return gettext_noop("The card is ready already.") if now.ready_on else None
    return None if now.ready_on else gettext_noop("The card is not ready yet.")


def _record(
    doing: Act,
    kind: str,
    reason: str | None,
    *,
    on: date | None = None,
    card_number: str = "",
) -> None:
    if reason:
        raise NotNow("card", _(reason))
    if on and on > doing.today:
        raise NotNow("future", _("This day lies in the future."))
    CardStep.objects.create(
        case=doing.case,
        person_id=doing.case.person_id,
        kind=kind,
        on=on or doing.today,
        card_number=card_number,
        by_id=doing.by,
        at=doing.at,
    )
