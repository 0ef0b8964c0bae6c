"""What the sweep looks for: letters to write, and periods that are over without an answer."""

from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from cases.models import Letter, Request, Suspension
from jobs import sweep
from permits.packs import current


def register() -> None:
    """Called when the room is ready."""
    sweep.register("cases.render_letter", Letter.objects.pending)
    sweep.register("cases.lapse_request", requests_over, "over_since")
    sweep.register("cases.lapse_suspension", suspensions_over, "over_since")


def requests_over(now: datetime | None = None) -> QuerySet[Any]:
    """Requests whose due date has passed."""
    over = Request.objects.waiting().filter(due_on__lt=_today(now))
    return over.annotate(over_since=Cast("due_on", DateTimeField()))


def suspensions_over(now: datetime | None = None) -> QuerySet[Any]:
    """Suspensions of their own whose period has passed; those for a request end with it."""
    over = Suspension.objects.running().filter(request=None, lapses_on__lt=_today(now))
    return over.annotate(over_since=Cast("lapses_on", DateTimeField()))


def _today(now: datetime | None) -> Any:
    return (now or timezone.now()).astimezone(current().time_zone).date()
