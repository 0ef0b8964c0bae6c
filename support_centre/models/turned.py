"""The turned screen: what the visitor is shown of an assisted session, on a screen of their own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from applicants.models import ChangeDraft, Draft
from cases.models import Request
from support_centre.models.sessions import AssistedSession

WAITING = "waiting"
SECTION = "section"
PAPERS = "papers"
ANSWER = "answer"
CHANGE = "change"
READBACK = "readback"
FEEDBACK = "feedback"
"""Names of scenes; ``support_centre.scenes`` says what each shows."""


class Turned(models.Model):
    """Where the visitor's screen is now: names and ids only, what is shown is read anew each time.

    ``section`` is a section of the draft's form, ``question`` the name of a question or group of
    it, as the form's page calls it. ``asked``: the request that the helper is writing an answer to.
    ``change``: the report of a change that is being written.
    """

    session = models.OneToOneField(
        AssistedSession, on_delete=models.PROTECT, primary_key=True, related_name="turned"
    )
    scene = models.CharField(max_length=16, default=WAITING)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, related_name="+")
    asked = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="+")
    change = models.ForeignKey(ChangeDraft, on_delete=models.CASCADE, null=True, related_name="+")
    section = models.CharField(max_length=40, blank=True)
    question = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(section="") | Q(draft__isnull=False), name="turned_section_of_a_draft"
            ),
            models.CheckConstraint(
                condition=Q(question="") | ~Q(section=""), name="turned_question_of_a_section"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
