"""Free sentences of a case in a language that the other side does not read, and translations."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from cases.models.case import Case
from vault.fields import SealedTextField


class FreeKind(models.TextChoices):
    """Whose words they are, and where they stand."""

    APPLICATION = "application", _("An answer in an application")
    ANSWER = "answer", _("An answer to a request of the office")
    REQUEST = "request", _("A note of the office in a request")
    CHANGE = "change", _("A change that was reported")
    DECISION = "decision", _("What the office writes of a fact in its decision")


OF_THE_OFFICE = (FreeKind.REQUEST, FreeKind.DECISION)
"""Words that bind in the language in which they were written, and in no other."""


class FreeSentenceQuerySet(models.QuerySet["FreeSentence"]):
    def open(self) -> FreeSentenceQuerySet:
        """Those that nobody has translated yet."""
        done = SentenceTranslation.objects.filter(sentence=OuterRef("pk"))
        return self.filter(~Exists(done))


class FreeSentence(models.Model):
    """Words as somebody wrote them. Written by the act that brought them; append-only.

    ``about`` is the case (for an answer in the application), the answer, the request, the decision
    or the report of a change; ``name`` is the question: section and input, or the number of the
    fact and the code of its phrase. From ``language`` into the language ``into``.
    """

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="free_sentences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=FreeKind)
    about = models.UUIDField()
    name = models.CharField(max_length=120, blank=True, default="")
    language = models.CharField(max_length=12)
    into = models.CharField(max_length=12)
    text = SealedTextField()
    at = models.DateTimeField(default=timezone.now)

    objects = FreeSentenceQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "about", "name"], name="cases_free_sentence_once"
            ),
            models.CheckConstraint(
                condition=~Q(language=models.F("into")), name="cases_free_sentence_is_foreign"
            ),
        ]
        indexes = [models.Index(fields=["language", "into", "at"], name="cases_free_by_language")]

    def __str__(self) -> str:
        return str(self.pk)


class SentenceTranslation(models.Model):
    """What a named translator made of a sentence; a correction is the next ``seq``. Append-only."""

    sealed_subject = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sentence = models.ForeignKey(
        FreeSentence, on_delete=models.PROTECT, related_name="translations"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveSmallIntegerField()
    text = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["sentence", "seq"], name="cases_sentence_translation_seq"
            ),
            models.CheckConstraint(condition=Q(seq__gte=1), name="cases_sentence_translation_1"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
