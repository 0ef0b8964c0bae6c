"""Until when a change is reported, in words and with the law behind it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case
from cases.validity import standing
from i18n import formats
from permits.changes import ChangeKind, ReportPeriod


@dataclass(frozen=True)
class Deadline:
    """``rule`` is the period; None where none is recorded. ``last`` is known with the day."""

    rule: ReportPeriod | None
    last: date | None
    late: bool

    @property
    def sentence(self) -> str:
        """The rule in the active language, or that there is none here."""
        if self.rule is None:
            return _(
                "No period for reporting this is recorded here. Report it soon, and ask the office "
                "whether there is one."
            )
        return _in_words(self.rule) % {"days": formats.number(self.rule.days)}


def _in_words(rule: ReportPeriod) -> str:
    if rule.is_before:
        return ngettext(
            "Report it at least %(days)s day before the change.",
            "Report it at least %(days)s days before the change.",
            rule.days,
        )
    if rule.in_working_days:
        return ngettext(
            "Report it within %(days)s working day of the change.",
            "Report it within %(days)s working days of the change.",
            rule.days,
        )
    return ngettext(
        "Report it within %(days)s day of the change.",
        "Report it within %(days)s days of the change.",
        rule.days,
    )


def deadline_of(kind: ChangeKind, case: Case, today: date, since: date | None = None) -> Deadline:
    """For this case today; with the last day once it is known from when the change holds."""
    rule = kind.period(case.permit_type.code, standing(case, today))
    last = rule.last_day(since, case.permit_type.country.calendar) if rule and since else None
    return Deadline(rule, last, last is not None and today > last)
