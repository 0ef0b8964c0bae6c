"""Entering by hand that the administrative fee was paid."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from cases.actions.act import act
from cases.errors import NotNow
from cases.models import Case, FeePayment


def record_fee(
    case: Case,
    *,
    method: str,
    paid_on: date,
    reference: str = "",
    actor: Actor,
    now: datetime | None = None,
) -> FeePayment:
    """The fee was paid in full. ``method`` is a code of the pack; ``reference`` is sealed.

    Raises ``NotNow`` when nothing is owed, when it is paid already, or for a day in the future.
    """
    with act(case, "case.record_fee", actor=actor, now=now) as doing:
        fee = getattr(doing.case, "fee", None)
        if fee is None or fee.is_paid:
            raise NotNow("paid", _("No fee is owed in this case."))
        if paid_on > doing.today:
            raise NotNow("future", _("The day of payment lies in the future."))
        payment = FeePayment.objects.create(
            fee=fee,
            person_id=doing.case.person_id,
            method=method,
            reference=reference,
            paid_on=paid_on,
            by_id=doing.by,
            at=doing.at,
        )
        doing.record("fee_paid", on=paid_on, method=method)
    return payment
