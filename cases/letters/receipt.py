"""The receipt: number, day, fee, time limit and the next step; says when it is not lodged yet."""

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.letters.parts import Part, Text
from cases.letters.source import Source
from cases.models import Case, ConfirmedAct, FeeOwed, FreeKind, FreeSentence
from i18n import formats


def text(case: Case, about: UUID, source: Source) -> Text:
    """The receipt of ``case`` in the language of ``source``, which is the active one."""
    lodged = case.lodged_on is not None
    return Text(
        title=_("Receipt of your application") if lodged else _("Sent, not yet lodged"),
        summary=(
            _("The office has received your application. Its number is %(number)s.")
            if lodged
            else _(
                "Your application %(number)s was sent. It is not lodged until you come in person."
            )
        )
        % {"number": case.number},
        facts=tuple(_facts(case, source)),
        parts=(
            Part(_("Time limit"), (_limit(case),)),
            Part(_("What happens next"), tuple(_next(case))),
            Part(
                _("Keep this receipt"),
                (
                    _(
                        "It shows that your application was sent, and when. "
                        "It is not a residence permit."
                    ),
                ),
            ),
        ),
    )


def _facts(case: Case, source: Source) -> list[tuple[str, str]]:
    facts = [
        (_("Case number"), case.number),
        (_("Permit"), source.permit_name),
        (_("Sent on"), formats.moment(case.filed_at)),
    ]
    fee = FeeOwed.objects.filter(case=case).first()
    if fee:
        facts.append((_("Administrative fee"), formats.money(fee.amount, fee.currency)))
    if case.lodged_on is None and case.appear_by:
        facts.append((_("Last day to come in person"), formats.day_long(case.appear_by)))
    return [*facts, *_confirmed(case), *_to_translate(case)]


def _confirmed(case: Case) -> list[tuple[str, str]]:
    """Who helped, and the digest of the very bytes that the applicant confirmed."""
    row = case.confirmations.filter(act=ConfirmedAct.FILED).first()
    if row is None:
        return []
    said = _("%(moment)s, %(how)s, at %(centre)s") % {
        "moment": formats.moment(row.at),
        "how": row.get_how_display(),
        "centre": row.centre_name,
    }
    return [
        (_("Confirmed by the applicant"), said),
        (_("Digest of what was confirmed (SHA-256)"), formats.left_to_right(row.hexadecimal)),
    ]


def _to_translate(case: Case) -> list[tuple[str, str]]:
    rows = FreeSentence.objects.open().filter(case=case, kind=FreeKind.APPLICATION)
    count = rows.count()
    return [(_("Answers still to be translated"), formats.number(count))] if count else []


def _limit(case: Case) -> str:
    days = case.limit_days
    if case.lodged_on is None:
        return ngettext(
            "The office decides within %(days)s day of the day on which you lodge the application.",
            "The office decides within %(days)s days "
            "of the day on which you lodge the application.",
            days,
        ) % {"days": formats.number(days)}
    return ngettext(
        "The office decides within %(days)s day. "
        "The clock is stopped while the proceedings are suspended.",
        "The office decides within %(days)s days. "
        "The clock is stopped while the proceedings are suspended.",
        days,
    ) % {"days": formats.number(days)}


def _next(case: Case) -> list[str]:
    steps = []
    if case.lodged_on is None:
        steps.append(
            _("Come to the office in person and bring your travel document and the originals.")
        )
    steps.append(_("The office checks the application. If something is missing, it writes to you."))
    steps.append(_("You can follow your case online at any time."))
    return steps
