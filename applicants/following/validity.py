"""From when until when a granted permit is valid, and how long that still is, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.validity import Validity
from i18n import formats


def in_words(valid: Validity, today: date) -> str:
    """``Valid from 1 October 2026 to 30 September 2027 (10 months left)``.

    Days when it is less than two months.
    """
    first, last = formats.day_short(valid.first), valid.last
    if last is None:
        return _("Valid from %(first)s, without an end.") % {"first": first}
    days = {"first": first, "last": formats.day_short(last)}
    if last < today:
        return _("It was valid from %(first)s to %(last)s.") % days
    months = (last.year - today.year) * 12 + last.month - today.month - (last.day < today.day)
    if months < 2:
        left = (last - today).days
        text = ngettext(
            "Valid from %(first)s to %(last)s (%(left)s day left)",
            "Valid from %(first)s to %(last)s (%(left)s days left)",
            left,
        )
        return text % {**days, "left": formats.number(left)}
    text = ngettext(
        "Valid from %(first)s to %(last)s (%(left)s month left)",
        "Valid from %(first)s to %(last)s (%(left)s months left)",
        months,
    )
    return text % {**days, "left": formats.number(months)}
