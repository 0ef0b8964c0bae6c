"""Approved sentences of the authority, and its offices."""

import re
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from permits.hours import parse, week
from permits.models.dated import Verified


class PhraseKind(models.TextChoices):
    """What a sentence is used for."""

    DEFECT = "defect", _("Defect of a document")
    SUSPENSION = "suspension", _("Ground for suspension")
    PAPER = "paper", _("Request for a document")
    REQUEST = "request", _("Request for information")
    REFUSAL = "refusal", _("Ground for refusal")
    INADMISSIBILITY = "inadmissibility", _("Ground for inadmissibility")
    DISCONTINUANCE = "discontinuance", _("Ground for discontinuance")
    REMEDY = "remedy", _("Remedy")
    FACT = "fact", _("Fact and evidence")
    OUTCOME = "outcome", _("Outcome")
    INACTION = "inaction", _("Time limit passed")


PLACEHOLDER = re.compile(r"{(\w*)}")
PLACEHOLDERS = frozenset({"document", "day", "days", "body", "office", "permit"})


def wrong_placeholders(texts: Mapping[str, str]) -> dict[str, str]:
    """The languages whose text has an unknown placeholder or others than the first one, and why."""
    found = {code: set(PLACEHOLDER.findall(text)) for code, text in texts.items()}
    wrong = {}
    for language, names in found.items():
        if unknown := sorted(names - PLACEHOLDERS):
            wrong[language] = f"'{{{unknown[0]}}}' is no placeholder"
        elif names != next(iter(found.values())):
            wrong[language] = f"the placeholders differ in '{language}'"
    return wrong


class PhraseQuerySet(models.QuerySet["Phrase"]):
    def names(self, pack: str) -> dict[tuple[str, str], str]:
        """By kind and code, in the catalogue's order and the active language."""
        rows = self.filter(pack=pack).values_list("kind", "code", "name")
        return {(kind, code): name for kind, code, name in rows}

    def of_kind(self, kind: str, pack: str | None = None) -> "PhraseQuerySet":
        return self.filter(kind=kind, pack=pack or settings.PERMIT_PACK)


class Phrase(models.Model):
    """A sentence that letters are built from.

    ``text`` may hold the placeholders ``{document}``, ``{day}``, ``{days}``, ``{body}``,
    ``{office}``, ``{permit}``; ``days`` is the period that the phrase sets, if any; ``remedy`` of
    a ground that ends a case is the code of what can be done against it; an empty ``applies_to``
    means every permit type, otherwise it lists their codes.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.CharField(max_length=8)
    kind = models.CharField(max_length=16, choices=PhraseKind.choices)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    text = models.TextField()
    legal_basis = models.CharField(max_length=200, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    remedy = models.CharField(max_length=40, blank=True, default="")
    applies_to = models.JSONField(default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    verified = models.CharField(max_length=8, choices=Verified.choices, default=Verified.KNOWN)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "order"]
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        constraints = [
            models.UniqueConstraint(fields=["pack", "kind", "code"], name="phrase_code_once")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        texts = {code: getattr(self, f"text_{code}") or "" for code, _own in settings.LANGUAGES}
        wrong = wrong_placeholders({code: text for code, text in texts.items() if text})
        if wrong:
            message = _("The placeholders in braces must be the same in every language.")
            raise ValidationError({f"text_{code}": message for code in wrong})

    def applies(self, permit_code: str) -> bool:
        return not self.applies_to or permit_code in self.applies_to

    def name_in(self, language: str) -> str:
        """The name in that language, whatever the active one is."""
        return str(getattr(self, f"name_{language}") or self.name_en)

    def text_in(self, language: str) -> str:
        """The sentence in that language, whatever the active one is."""
        return str(getattr(self, f"text_{language}") or self.text_en)

    def sentence(self, language: str, **values: str) -> str:
        """The sentence in that language with its placeholders filled; without a value, empty.

        Only the names in braces are replaced: what an administrator typed is never evaluated.
        """
        return PLACEHOLDER.sub(lambda found: values.get(found[1], ""), self.text_in(language))

    name_en: str
    text_en: str


class Office(models.Model):
    """A place where applications are filed and cards handed over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.CharField(max_length=8)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    place = models.CharField(max_length=8, default="office")
    address = models.CharField(max_length=200)
    hours = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=80, blank=True)
    biometrics = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    verified = models.CharField(max_length=8, choices=Verified.choices)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [models.UniqueConstraint(fields=["pack", "code"], name="office_code_once")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        try:
            parse(self.hours)
        except ValueError as error:
            raise ValidationError({"hours": str(error)}) from None

    @property
    def week(self) -> list[tuple[str, str]]:
        """Each day on which it is open, with its hours, in the language being spoken."""
        try:
            return week(parse(self.hours))
        except ValueError:  # written before hours were data
            return []

    @property
    def needs_check(self) -> bool:
        return self.verified != Verified.SEEN
