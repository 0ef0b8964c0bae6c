"""Whose case it is, what its clock says, what is owed, and what happened."""

from collections.abc import Iterable
from datetime import date

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.timezone import get_current_timezone

from accounts.models import IdentityCheck
from cases.clock import Reading, Status
from cases.file import CaseFile
from cases.models import Case, Moment
from i18n import formats
from i18n.addresses import STAND_IN, with_id
from i18n.drawing import Stencil, html_of
from i18n.languages import current

HEAD = Stencil(
    "cases/case_head.html",
    values=("any", "state", "lodged", "urgency", "taken"),
    holes=("name", "permit", "number", "filed", "due", "officer"),
)


def head_drawn(file: CaseFile) -> SafeString:
    """Who wants what, since when and until when, and who has the case."""
    case, due, language = file.case, file.clock.due, current()
    urgency = "" if due is None else "over" if file.clock.overdue else "calm"
    texts = (
        case.filed_name,
        case.permit_type.name,
        case.number,
        formats.day_short(case.lodged_on or case.filed_on, language),
        formats.day_long(due, language) if due else "",
        file.officer,
    )
    values = (STAND_IN, case.shown_state, bool(case.lodged_on), urgency, bool(file.officer))
    return _own(HEAD.fill(values, texts, language), case)


def _own(drawn: SafeString, case: Case) -> SafeString:
    """With the case in its addresses, which are made once for all cases."""
    return SafeString(with_id(drawn, case.pk))


CLOCK = Stencil("components/clock.html", values=("day", "limit", "paused", "running"), holes=())
SUMMARY = Stencil(
    "cases/case_summary.html",
    values=("clocked", "ledger", "helped", "fee"),
    holes=("clock", "entries", "day", "help", "amount", "paid_on", "identity", "history"),
)


def summary_drawn(file: CaseFile) -> SafeString:
    """Clock, help of a support centre, fee, identity and history."""
    case, clock, language = file.case, file.clock, current()
    clocked, day = _clocked(case, clock)
    fee, paid = file.fee, file.payment
    values = (
        clocked,
        bool(clock.pauses),
        bool(file.confirmations),
        _fee_state(file),
    )
    texts = (
        _clock(clock, language),
        _part("cases/case_ledger.html", clock=clock) if clock.pauses else "",
        formats.day_long(day, language) if day else "",
        _part("cases/case_helped.html", rows=file.confirmations) if file.confirmations else "",
        formats.money(fee.amount, fee.currency, language) if fee else "",
        formats.day_short(paid.paid_on, language) if paid else "",
        _identity(file.identity, language),
        _history(file.history, language),
    )
    return SUMMARY.fill(values, texts, language)


def _clocked(case: Case, clock: Reading) -> tuple[str, date | None]:
    """What is said of the period: that it is counted, or why not yet, and since or until when."""
    if clock.started:
        return "started", None
    if case.is_ended:
        return "never", None
    return ("lodged", case.lodged_on) if case.lodged_on else ("sent", case.appear_by)


def _fee_state(file: CaseFile) -> str:
    if file.fee is None:
        return ""
    if not file.fee_is_paid:
        return "owed"
    return "paid" if file.payment else "settled"


def _clock(clock: Reading, language: str) -> SafeString:
    if clock.started is None:
        return SafeString()
    values = (clock.day, clock.of, clock.paused_days, clock.status == Status.RUNNING)
    return CLOCK.fill(values, (), language)


UNCHECKED = Stencil("accounts/identity.html", values=("check",), holes=())


def _identity(check: IdentityCheck | None, language: str) -> SafeString:
    """How sure the office is of who the person is."""
    if check is None:
        return UNCHECKED.fill((None,), (), language)
    return _part("accounts/identity.html", check=check)


def _part(template: str, **known: object) -> SafeString:
    """What few cases have, drawn by a template of its own."""
    return render_to_string(template, known)


def _history(history: Iterable[Moment], language: str) -> SafeString:
    """What happened, when, and by whom."""
    zone = get_current_timezone()
    return html_of(
        '<li><span class="history__what">{}</span><span class="muted">{} · {}</span></li>',
        ((each.title, formats.moment(each.when, language, zone), each.who) for each in history),
    )


NEWS = Stencil("cases/news.html", values=("any", "apart"), holes=("version", "since"))


def news_drawn(case: Case, *, apart: bool = False) -> SafeString:
    """Where an open page tells what came since; ``apart`` beside what is being typed."""
    since = f"{timezone.now().timestamp():.6f}"
    return _own(NEWS.fill((STAND_IN, apart), (case.version, since)), case)
