"""That the applicant confirmed what a helper sent in their place. Append-only."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from documents.models import Document
from i18n.languages import current


class ConfirmedHow(models.TextChoices):
    """How the applicant said that everything is right."""

    SCREEN = "screen", _("on the screen")
    PAD = "pad", _("with a signature on the screen")
    PAPER = "paper", _("with a signature on paper")


class ConfirmedAct(models.TextChoices):
    """What was confirmed; the values are names of events of a case."""

    FILED = "filed", _("The application")
    ANSWERED = "answered", _("The answer")
    WITHDRAWN = "withdraw", _("The withdrawal")
    REPORTED = "reported", _("The report of a change")


@dataclass(frozen=True)
class Confirmed:
    """The proof that a helper brings: what was read back is what is sent now.

    ``content``: salted digest of what was read back, to be compared with what is there now.
    ``digest``: SHA-256 of the exact bytes that were confirmed. ``centre``: its name by language.
    """

    salt: str
    content: bytes
    digest: bytes
    at: datetime
    how: str
    language: str
    centre: dict[str, str]
    document: Document | None = None


def in_groups(digest: bytes | memoryview) -> str:
    """A digest in groups of eight hexadecimal digits, for comparing by eye."""
    digits = bytes(digest).hex()
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


class Confirmation(models.Model):
    """One act that somebody at a centre did in the applicant's place, confirmed by the applicant.

    ``document`` is what was confirmed, ``digest`` the SHA-256 of its bytes (of the words, where no
    document was made). ``centre`` is the name of the centre by language, as it was then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="confirmations")
    act = models.CharField(max_length=10, choices=ConfirmedAct)
    digest = models.BinaryField(max_length=32)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=6, choices=ConfirmedHow)
    language = models.CharField(max_length=12)
    centre = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(act="filed"), name="cases_confirmed_filing_once"
            ),
            models.CheckConstraint(
                condition=~Q(act="filed") | Q(document__isnull=False),
                name="cases_confirmed_filing_on_paper",
            ),
            models.CheckConstraint(
                condition=Q(act__in=ConfirmedAct.values) & Q(how__in=ConfirmedHow.values),
                name="cases_confirmed_somehow",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def hexadecimal(self) -> str:
        return in_groups(self.digest)

    @property
    def centre_name(self) -> str:
        """In the active language, or in the portal's own."""
        names: dict[str, str] = self.centre
        return names.get(current()) or names.get(settings.LANGUAGE_CODE) or ""
