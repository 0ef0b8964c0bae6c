"""Permit types and the documents that each of them wants."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from permits.models.dated import ApplicantKind, CaseKind, Dated, Fee, Limit, Mark, in_force
from permits.models.written import check_condition, check_validity
from permits.packs import Pack, load_pack

Row = TypeVar("Row", bound=Dated)


class Place(models.TextChoices):
    """Where an application is filed."""

    OFFICE = "office", _("Office in the country")
    EMBASSY = "embassy", _("Embassy")


class Need(models.TextChoices):
    """How firmly a document is asked for."""

    REQUIRED = "required", _("Required")
    CONDITIONAL = "conditional", _("Required in some cases")
    ON_REQUEST = "on_request", _("Only when the office asks")


class PermitName(NamedTuple):
    """A permit type as a list shows it; ``name`` is in the active language."""

    pack: str
    code: str
    name: str


class PermitTypeQuerySet(models.QuerySet["PermitType"]):
    def names(self) -> dict[uuid.UUID, PermitName]:
        """By id, in the catalogue's order (``permits.catalogue`` keeps them)."""
        rows = self.values_list("pk", "pack", "code", "name")
        return {pk: PermitName(pack, code, name) for pk, pack, code, name in rows}

    def of_pack(self, pack: str | None = None) -> "PermitTypeQuerySet":
        return self.filter(pack=pack or settings.PERMIT_PACK)

    def published(self, language: str | None = None) -> "PermitTypeQuerySet":
        """Types of this installation complete in the language (default: the active one)."""
        wanted = language or get_language() or settings.LANGUAGE_CODE
        return self.of_pack().filter(published=True, complete_in__contains=f",{wanted},")

    def with_prices(self) -> "PermitTypeQuerySet":
        return self.prefetch_related("fees", "limits")

    def with_everything(self) -> "PermitTypeQuerySet":
        return self.with_prices().prefetch_related(
            models.Prefetch(
                "requirements",
                Requirement.objects.by_need().select_related("document_type"),
            )
        )


class PermitType(models.Model):
    """One kind of residence permit. Texts are translated; ``term`` is the binding language's name.

    ``facts`` maps the name of a field to ``{"source": …, "verified": …}``; ``unofficial_in`` lists
    the languages whose name is our rendering and not the authority's. ``validity_when`` holds
    another longest validity for who answered so: ``months``, ``when`` (a condition of the schema),
    the days ``from`` and ``to`` on which it is in force, ``source`` and ``verified``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.CharField(max_length=8)
    code = models.CharField(max_length=20)
    agenda = models.CharField(max_length=4)
    name = models.CharField(max_length=160)
    term = models.CharField(max_length=160)
    summary = models.CharField(max_length=300)
    who_for = models.TextField()
    steps = models.TextField(help_text=_("One step a line: title | what happens and where."))
    validity_text = models.CharField(max_length=300)
    legal_basis = models.JSONField(default=list)
    filed_at = models.JSONField(default=list)
    in_person = models.BooleanField(default=False)
    in_person_days = models.PositiveSmallIntegerField(default=0)
    biometrics = models.BooleanField(default=True)
    collect_days = models.PositiveSmallIntegerField(default=0)
    extension_window_days = models.PositiveSmallIntegerField(default=0)
    max_validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    validity_when = models.JSONField(default=list, blank=True, encoder=DjangoJSONEncoder)
    facts = models.JSONField(default=dict, blank=True)
    unofficial_in = models.JSONField(default=list, blank=True)
    published = models.BooleanField(default=False)
    complete_in = models.CharField(max_length=60, default=",", editable=False)
    order = models.PositiveSmallIntegerField(default=0)

    objects = PermitTypeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        verbose_name = _("permit type")
        verbose_name_plural = _("permit types")
        constraints = [
            models.UniqueConstraint(fields=["pack", "code"], name="permit_type_code_once"),
            models.CheckConstraint(
                condition=models.Q(in_person=True) | models.Q(in_person_days=0),
                name="permit_type_days_only_in_person",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        check_validity(self.validity_when, "validity_when")

    @property
    def country(self) -> Pack:
        """The pack that the type belongs to."""
        return load_pack(self.pack)

    @property
    def ends(self) -> bool:
        """Whether a permit has a last day: there is a longest validity, or it can be extended."""
        return bool(self.max_validity_months or self.extension_window_days)

    def step_list(self) -> list[dict[str, str]]:
        """Steps in order: ``title`` and ``text`` (what happens and where)."""
        pairs = (line.partition("|") for line in self.steps.splitlines() if line.strip())
        return [{"title": title.strip(), "text": text.strip()} for title, _bar, text in pairs]

    @property
    def places(self) -> list[Place]:
        return [Place(place) for place in self.filed_at]

    @property
    def marks(self) -> dict[str, Mark]:
        """How far each fact without dates was checked, by the name of the fact."""
        return {name: Mark(**fact) for name, fact in self.facts.items()}

    def is_unofficial_name(self, language: str | None = None) -> bool:
        return (language or get_language()) in self.unofficial_in

    def fee_on(
        self, day: date, *, kind: str = ApplicantKind.ADULT, place: str = Place.OFFICE
    ) -> Fee | None:
        """The fee owed for filing on that day, or None if none is known.

        A child owes the adult's fee where the pack names no lower one. Reads prefetched fees.
        """
        for wanted in dict.fromkeys((kind, ApplicantKind.ADULT.value)):
            found = _pick(self.fees.all(), day, place, wanted)
            if found:
                return found
        return None

    def limit_on(
        self, day: date, *, place: str = Place.OFFICE, kind: str = CaseKind.NORMAL
    ) -> Limit | None:
        """The statutory limit for an application filed on that day, or None if none is known."""
        return _pick(self.limits.all(), day, place, kind)

    def requirements_for(self, place: str) -> "list[Requirement]":
        """What is asked of somebody who files there, required first. Reads prefetched rows."""
        return [r for r in self.requirements.all() if r.place in ("", place)]


def _pick(rows: Iterable[Row], day: date, place: str, kind: str) -> Row | None:
    fitting = [r for r in rows if r.place == place and r.kind == kind and in_force(r, day)]
    return max(fitting, key=lambda row: row.valid_from, default=None)


class DocumentType(models.Model):
    """A kind of paper, and what it must show. ``max_age_days`` is None if age is no matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pack = models.CharField(max_length=8)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    term = models.CharField(max_length=160)
    guidance = models.TextField()
    accepted_example = models.TextField()
    max_age_days = models.PositiveSmallIntegerField(null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("document type")
        verbose_name_plural = _("document types")
        constraints = [
            models.UniqueConstraint(fields=["pack", "code"], name="document_type_code_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def needs_check(self) -> bool:
        """Whether any of its facts sends the reader to the office."""
        return any(Mark(**fact).needs_check for fact in self.facts.values())


class RequirementQuerySet(models.QuerySet["Requirement"]):
    def by_need(self) -> "RequirementQuerySet":
        """Required first, then the conditional ones, then those asked for later."""
        whens = [When(need=need, then=Value(n)) for n, need in enumerate(Need.values)]
        rank: Any = Case(*whens, output_field=IntegerField())
        return self.annotate(rank=rank).order_by("rank", "order")


class Requirement(models.Model):
    """A document that a permit type wants.

    ``condition`` says when in words, ``when`` says it to the form (a condition of the schema);
    ``detail`` adds what this type expects of the paper; an empty ``place`` means everywhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    permit_type = models.ForeignKey(PermitType, models.CASCADE, related_name="requirements")
    document_type = models.ForeignKey(DocumentType, models.PROTECT, related_name="requirements")
    need = models.CharField(max_length=12, choices=Need.choices)
    condition = models.CharField(max_length=300, blank=True)
    detail = models.TextField(blank=True)
    when = models.JSONField(null=True, blank=True)
    place = models.CharField(max_length=8, choices=Place.choices, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        ordering = ["order"]
        verbose_name = _("requirement")
        verbose_name_plural = _("requirements")
        constraints = [
            models.UniqueConstraint(
                fields=["permit_type", "document_type", "place"], name="requirement_once"
            )
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        check_condition(self.when, "when")

    @property
    def code(self) -> str:
        """The document type's code, which names the requirement in drafts and cases."""
        return self.document_type.code
