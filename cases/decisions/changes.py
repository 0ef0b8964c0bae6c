"""What a new version of a proposal says otherwise than the last: for the second signature."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.decisions.proposal import papers_of
from cases.models import Case, DecisionVersion
from i18n import formats
from i18n.languages import current
from permits.models import Phrase, PhraseKind

OUTCOMES: dict[str, Promise] = {
    DecisionVersion.Outcome.GRANT: _("Grant the application"),
    DecisionVersion.Outcome.REFUSE: _("Refuse the application"),
}
KINDS = (PhraseKind.FACT, PhraseKind.REFUSAL, PhraseKind.REMEDY)


@dataclass(frozen=True)
class Change:
    """One thing that reads otherwise; an empty list is nothing at all."""

    label: Promise | str
    before: list[str]
    now: list[str]
    free: bool = False
    """Words of an officer, in whatever language they were written."""


def changes(case: Case, before: DecisionVersion, now: DecisionVersion) -> list[Change]:
    """Every difference between two versions, in the order of the form, in the active language.

    Two queries, however much differs.
    """
    names = _Names(case)
    found = [
        Change(_("Outcome"), [str(OUTCOMES[before.outcome])], [str(OUTCOMES[now.outcome])]),
        Change(_("Validity of the permit"), _validity(before), _validity(now)),
        Change(_("Facts"), names.facts(before), names.facts(now)),
        *_in_facts(names, before, now),
        Change(_("Legal ground"), names.grounds(before), names.grounds(now)),
        Change(_("Remedy"), names.remedy(before), names.remedy(now)),
    ]
    return [change for change in found if change.before != change.now]


class _Names:
    """Phrases and papers of a case by what people call them."""

    def __init__(self, case: Case) -> None:
        language = current()
        rows = Phrase.objects.filter(pack=case.pack, kind__in=KINDS)
        self.phrases = {(row.kind, row.code): row.name_in(language) for row in rows}
        self.papers = dict(papers_of(case))

    def phrase(self, kind: str, code: str) -> str:
        return self.phrases.get((kind, code), code)

    def facts(self, version: DecisionVersion) -> list[str]:
        return [self.phrase(PhraseKind.FACT, fact["phrase"]) for fact in version.facts]

    def proof(self, fact: dict[str, Any]) -> list[str]:
        return [self.papers.get(pk, pk) for pk in fact["documents"]]

    def grounds(self, version: DecisionVersion) -> list[str]:
        return [self.phrase(PhraseKind.REFUSAL, code) for code in version.grounds]

    def remedy(self, version: DecisionVersion) -> list[str]:
        return [self.phrase(PhraseKind.REMEDY, version.remedy)] if version.remedy else []


def _in_facts(names: _Names, before: DecisionVersion, now: DecisionVersion) -> list[Change]:
    """Another evidence, or other words, for a fact that stands in both versions."""
    earlier = {fact["phrase"]: fact for fact in before.facts}
    found = []
    for fact in now.facts:
        was = earlier.get(fact["phrase"])
        if was is None:
            continue
        name = names.phrase(PhraseKind.FACT, fact["phrase"])
        found.append(Change(name, names.proof(was), names.proof(fact)))
        found.append(Change(name, _text(was["text"]), _text(fact["text"]), free=True))
    return found


def _validity(version: DecisionVersion) -> list[str]:
    days = (version.valid_from, version.valid_to)
    return [formats.day_long(day) for day in days if day]


def _text(text: str | None) -> list[str]:
    return [text] if text else []
