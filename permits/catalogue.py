"""The catalogue as pages read it, kept per process for as long as nobody changes it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from i18n.languages import current
from permits import changes, schema
from permits.models import DocumentType, Need, PermitType, Phrase, PhraseKind, Requirement
from permits.models.catalogue import PermitName
from permits.models.edition import edition


class PaperName(NamedTuple):
    """A kind of document: its name in the language being spoken, its term in the binding one."""

    name: str
    term: str


@dataclass(frozen=True)
class Catalogue:
    """``phrases`` by kind and code, ``papers`` by code, both in the catalogue's order.

    ``permits`` are the types by id, with their prices, and ``requirements`` the papers that each
    of them names, by need, with their document type. ``changes`` are the kinds of change by code;
    they come from the pack's files. These rows are shared: nobody may change them.
    """

    permits: Mapping[UUID, PermitType]
    phrases: Mapping[tuple[str, str], str]
    papers: Mapping[str, PaperName]
    requirements: Mapping[UUID, tuple[Requirement, ...]]
    changes: Mapping[str, changes.ChangeKind]

    def of_kind(self, kind: PhraseKind) -> list[tuple[str, str]]:
        """Code and name of each phrase of a kind."""
        return [(code, name) for (of_kind, code), name in self.phrases.items() if of_kind == kind]

    def named_at(self, permit: UUID, place: str) -> list[Requirement]:
        """What a permit names for who files there, by need."""
        return [row for row in self.requirements.get(permit, ()) if row.place in ("", place)]

    def required_of(
        self, permit: UUID, place: str, answers: Mapping[str, Any], today: date
    ) -> list[str]:
        """Codes of the papers that a permit requires of who files there with these answers.

        ``answers`` to what is asked alone; ``today`` is the day of asking.
        """
        rows = self.named_at(permit, place)
        return [row.code for row in rows if is_required(row, answers, today)]


def is_required(row: Requirement, answers: Mapping[str, Any], today: date | None = None) -> bool:
    """Whether somebody with these answers must have the paper.

    A condition in words alone does not say so: the person tells whether it is met.
    """
    if row.need == Need.REQUIRED:
        return True
    return bool(row.when) and schema.holds(row.when, answers, today=today)


def catalogue(pack: str, stamp: UUID | None = None) -> Catalogue:
    """The present edition in the language being spoken.

    One short statement, or none where its ``stamp`` came beside a row. The rows of an edition are
    read after its stamp, so that what is kept is never older than that.
    """
    known = str(stamp) if stamp else edition()
    return _kept(pack, current(), known) if known else _read(pack)


def permit_names(stamp: UUID | None = None) -> Mapping[UUID, PermitName]:
    """Every permit type by id, in the language being spoken; at the price of ``catalogue``."""
    known = str(stamp) if stamp else edition()
    return _kept_names(current(), known) if known else PermitType.objects.names()


@lru_cache(maxsize=16)
def _kept_names(language: str, stamp: str) -> Mapping[UUID, PermitName]:
    return PermitType.objects.names()


@lru_cache(maxsize=16)
def _kept(pack: str, language: str, stamp: str) -> Catalogue:
    return _read(pack)


def _read(pack: str) -> Catalogue:
    papers = DocumentType.objects.filter(pack=pack).values_list("code", "name", "term")
    named: dict[UUID, list[Requirement]] = defaultdict(list)
    rows = Requirement.objects.by_need().filter(permit_type__pack=pack)
    for row in rows.select_related("document_type"):
        named[row.permit_type_id].append(row)
    return Catalogue(
        permits={permit.pk: permit for permit in PermitType.objects.of_pack(pack).with_prices()},
        phrases=Phrase.objects.names(pack),
        papers={code: PaperName(name, term) for code, name, term in papers},
        requirements={permit: tuple(rows) for permit, rows in named.items()},
        changes=changes.kinds(pack),
    )
