"""Until when a granted permit is valid, and how long that still is, in words."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from i18n import formats


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
