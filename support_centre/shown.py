"""That a read-back was drawn on the turned screen, and since when.

Nobody confirms there what was never shown, or sooner than it can be read. Who pressed the button of
a browser cannot be told: this makes it slow and leaves a read in the log (ADR 0051).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from django.conf import settings
from django.core import signing
from django.utils import timezone

from support_centre.models import ReadBack

SALT = "read-back/1"


def proof_of(row: ReadBack, before: str = "", *, now: datetime | None = None) -> str:
    """For the page that is drawn now: signed, for this read-back alone.

    ``before``: what the page carried when its button came too early; its time goes on.
    """
    if _drawn(row, before) is not None:
        return before
    return signing.dumps([str(row.pk), (now or timezone.now()).timestamp()], salt=SALT)


def seconds_left(row: ReadBack, proof: str, *, now: datetime | None = None) -> int:
    """How long it is still to be read before it can be confirmed; 0 when that was long enough.

    All of the time, and one second at least, when it was never drawn.
    """
    least = reading_time(row).total_seconds()
    drawn = _drawn(row, proof)
    if drawn is None:
        return max(1, ceil(least))
    return max(0, ceil(least - ((now or timezone.now()).timestamp() - drawn)))


def _drawn(row: ReadBack, proof: str) -> float | None:
    """Seconds of the clock at which the page of this proof was drawn."""
    try:
        pk, drawn = signing.loads(proof, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return float(drawn) if pk == str(row.pk) else None


def reading_time(row: ReadBack) -> timedelta:
    """The least time that anybody needs; what is not printed counts as one page."""
    pages = row.document.pages if row.document else 1
    return timedelta(seconds=settings.READ_BACK_SECONDS * max(1, pages))
