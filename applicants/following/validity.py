"""Until when a granted permit is valid, and how long that still is."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.lifecycle import State
from cases.models import Case, Decision, DecisionVersion
from i18n import formats


def valid_until(cases: Iterable[Case]) -> dict[UUID, date]:
    """Last day of each permit that is granted and ends; one query, or none."""
    granted = [case.pk for case in cases if case.state == State.GRANTED]
    if not granted:
        return {}
    issued = DecisionVersion.objects.filter(
        decision__case__in=granted,
        decision__state=Decision.State.ISSUED,
        seq=F("decision__current"),
    )
    rows = issued.order_by().values_list("decision__case", "valid_to")
    return {case: last for case, last in rows if last}


def in_words(last: date, today: date) -> str:
    """``Valid until 30 September 2027 (10 months left)``; days when it is less than two months."""
    day = formats.day_short(last)
    if last < today:
        return _("It was valid until %(day)s.") % {"day": day}
    months = (last.year - today.year) * 12 + last.month - today.month - (last.day < today.day)
    if months < 2:
        left = (last - today).days
        text = ngettext(
            "Valid until %(day)s (%(left)s day left)",
            "Valid until %(day)s (%(left)s days left)",
            left,
        )
        return text % {"day": day, "left": formats.number(left)}
    text = ngettext(
        "Valid until %(day)s (%(left)s month left)",
        "Valid until %(day)s (%(left)s months left)",
        months,
    )
    return text % {"day": day, "left": formats.number(months)}
