"""What one login may keep at once: enough for a family, too little for a flood."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "children": _(
        "No more children can be added to this account. Remove a child for whom you no longer "
        "act, or ask the office."
    ),
    "open_drafts": _("You have too many drafts. Send or delete one of them, then begin again."),
    "files_a_paper": _("There are too many files here. Join several pages in one PDF."),
    "unread_changes": _(
        "You have reported many changes that the office has not read yet. Wait until it has taken "
        "note of them."
    ),
    "bytes_an_application": _(
        "All the files here are too large together. Delete a file that you do not need, or scan "
        "in black and white or at a lower resolution."
    ),
}


class LimitReached(Exception):
    """There is as much as may be. ``sentence`` is translated and says what to do."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit
        self.sentence = SENTENCES[limit]


def check(limit: str, wanted: int) -> None:
    """Raises ``LimitReached`` when ``wanted``, all counted, is more than the limit allows.

    Count within the transaction that adds, after locking what two such transactions share.
    """
    if wanted > settings.LIMITS[limit]:
        raise LimitReached(limit)
