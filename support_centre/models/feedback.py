"""What visitors and applicants think of the service, and nothing of who they are.

An answer cannot be led back to anybody, by intention:

* the row names no person, user, case, visit or session; its time is a day and an hour;
* its id is random, and each new answer is mixed with the others of its hour: they are written anew
  in random order, so that neither their place in the table nor the transaction tells who was first
  (``actions.feedback``);
* that somebody has answered is kept apart, as a stamp without a time: the hash of a number which
  only the holder of the vault's keys could compute. It says that there was an answer and not which;
* no event goes into the log, whose exact times would undo all of this;
* free words are sealed under the system's key, since there is no person whose key would do. They
  are shown to supervisors, and groups under five are shown to nobody.

What remains is said openly: in an hour with a single visitor the hour itself names them to whoever
can read both the database and the visits. That is why nothing under five is shown.
"""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from support_centre.models.centres import Centre
from vault.fields import SealedTextField
from vault.keys import SYSTEM_SUBJECT


class Channel(models.TextChoices):
    """Where the three questions were asked."""

    VISIT = "visit", _("After a visit")
    SUBMISSION = "submission", _("Online, after an application was sent")
    DECISION = "decision", _("Online, after a decision")


def _score() -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])


class Feedback(models.Model):
    """Three answers from 1 (not at all) to 5 (very much). ``manner``: respect, or ease online."""

    QUESTIONS = ("clear", "manner", "again")

    sealed_subject = "sealed_for"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed_for = models.UUIDField(default=SYSTEM_SUBJECT, editable=False)
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10, choices=Channel)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, null=True, related_name="feedback")
    language = models.CharField(max_length=12)
    permit = models.CharField(max_length=20, blank=True)
    clear = _score()
    manner = _score()
    again = _score()
    words = SealedTextField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(clear__range=(1, 5), manner__range=(1, 5), again__range=(1, 5)),
                name="feedback_from_one_to_five",
            ),
            models.CheckConstraint(condition=Q(hour__range=(0, 23)), name="feedback_hour_of_day"),
            models.CheckConstraint(
                condition=Q(channel="visit", centre__isnull=False)
                | (~Q(channel="visit") & Q(centre=None)),
                name="feedback_of_a_visit_has_its_centre",
            ),
        ]
        indexes = [models.Index(fields=["centre", "day"], name="feedback_by_centre")]

    def __str__(self) -> str:
        return str(self.pk)


class FeedbackStamp(models.Model):
    """That an invitation was used. ``day`` is the last one on which it could have been."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    until = models.DateField(db_index=True)

    def __str__(self) -> str:
        return "stamp"
