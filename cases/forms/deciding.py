"""The proposal of a decision: outcome, then what that outcome needs."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.decisions import (
    Fact,
    Proposal,
    choices,
    longest_months_for,
    longest_validity,
    papers_of,
)
from cases.forms.base import ActForm, day_field, phrase_choices
from cases.models import Decision, DecisionVersion
from i18n import formats
from i18n.languages import current
from permits import schema
from permits.calendar import ONE_DAY
from permits.models import Phrase

OUTCOMES = [
    (DecisionVersion.Outcome.GRANT, _("Grant the application")),
    (DecisionVersion.Outcome.REFUSE, _("Refuse the application")),
]
ASKED_DAYS = {
    "permit_until": _("According to the application, the present permit is valid until %(day)s."),
    "wanted_until": _("According to the application, the stay is wanted until %(day)s."),
}
"""What is said of a day that the application names, by the mark of its question."""

FACT, EVIDENCE, WORDS = "fact_", "evidence_", "words_"


class ProposalForm(ActForm):
    """One block a fact of the pack: chosen or not, with its evidence and a sentence."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    valid_from = day_field(label=_("First day of the permit"), required=False)
    valid_to = day_field(label=_("Last day of the permit"), required=False)
    grounds = forms.MultipleChoiceField(
        label=_("Legal ground"), required=False, widget=forms.CheckboxSelectMultiple
    )
    remedy = forms.ChoiceField(label=_("Remedy"), required=False)
    comment = forms.CharField(
        label=_("Note for the second signature"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def prepare(self) -> None:
        self.offered = choices(self.case)
        evidence = papers_of(self.case)
        for phrase in self.offered.facts:
            self.fields[FACT + phrase.code] = forms.BooleanField(label=phrase.name, required=False)
            self.fields[EVIDENCE + phrase.code] = forms.MultipleChoiceField(
                label=_("Evidence in the file"),
                choices=evidence,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[WORDS + phrase.code] = forms.CharField(
                label=_("In your own words"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=_("In the language of the proceedings. It is shown as not translated."),
            )
        self.fields["grounds"].choices = phrase_choices(self.offered.grounds)  # type: ignore[attr-defined]
        self.fields["remedy"].choices = phrase_choices(self.offered.remedies)  # type: ignore[attr-defined]
        outcome = self.data.get("outcome")
        self.fields["remedy"].required = outcome != DecisionVersion.Outcome.GRANT
        grants = outcome != DecisionVersion.Outcome.REFUSE
        self.fields["valid_from"].required = grants
        self.fields["valid_to"].required = grants and self.case.permit_type.ends
        self.asked = self._asked_days()
        for name, mark in (("valid_from", "permit_until"), ("valid_to", "wanted_until")):
            if mark in self.asked:
                day = {"day": formats.day_short(self.asked[mark])}
                self.fields[name].help_text = ASKED_DAYS[mark] % day
        if not self.is_bound:
            self.initial = self._first_values()

    def fact_blocks(self) -> list[dict[str, Any]]:
        """Each fact with its evidence; ``words_of`` is what a search looks through."""
        return [
            {
                "words_of": _words_of(phrase),
                "chosen": self[FACT + phrase.code],
                "evidence": self[EVIDENCE + phrase.code],
                "words": self[WORDS + phrase.code],
            }
            for phrase in self.offered.facts
        ]

    def ground_laws(self) -> list[dict[str, Any]]:
        """The legal grounds below the law that each rests on, in the order of the pack."""
        options = {option.data["value"]: option for option in self["grounds"]}
        laws: dict[str, list[dict[str, Any]]] = {}
        for phrase in self.offered.grounds:
            laws.setdefault(phrase.legal_basis, []).append(
                {
                    "name": phrase.name_in(current()),
                    "text": phrase.text_in(current()),
                    "words_of": _words_of(phrase),
                    "option": options[phrase.code],
                }
            )
        return [{"name": law, "grounds": grounds} for law, grounds in laws.items()]

    def proposal(self) -> Proposal:
        """What was chosen. Call it after ``is_valid``."""
        data = self.cleaned_data
        return Proposal(
            outcome=data.get("outcome", ""),
            facts=tuple(self._facts(data)),
            grounds=tuple(data.get("grounds") or ()),
            remedy=data.get("remedy", ""),
            valid_from=data.get("valid_from"),
            valid_to=data.get("valid_to"),
            comment=data.get("comment", ""),
        )

    def draft(self) -> DecisionVersion | None:
        """What is typed now as a version that is not stored, for the preview."""
        if not self.is_bound or not self.cleaned_data.get("outcome"):
            return None
        proposal = self.proposal()
        if proposal.outcome == DecisionVersion.Outcome.REFUSE and not proposal.remedy:
            return None
        return DecisionVersion(person_id=self.case.person_id, **proposal.fields())

    def _facts(self, data: dict[str, Any]) -> list[Fact]:
        if data.get("outcome") != DecisionVersion.Outcome.REFUSE:
            return []
        return [
            Fact(
                phrase.code,
                tuple(data.get(EVIDENCE + phrase.code) or ()),
                data.get(WORDS + phrase.code, ""),
            )
            for phrase in self.offered.facts
            if data.get(FACT + phrase.code)
        ]

    def _first_values(self) -> dict[str, Any]:
        """The version that came back, or the next first day and the longest validity of the law."""
        returned = (
            Decision.objects.filter(case=self.case, state=Decision.State.RETURNED)
            .prefetch_related("versions")
            .first()
        )
        if returned:
            return self._of_version(returned.version)
        first = self._first_day()
        months = longest_months_for(self.case)
        return {
            "valid_from": first,
            "valid_to": longest_validity(first, months) if months else None,
            "remedy": self.offered.remedies[0].code if self.offered.remedies else "",
        }

    def _asked_days(self) -> dict[str, date]:
        """By their mark, the days that the application names and the validity hangs on."""
        case = self.case
        form = schema.load(case.permit_type.code, case.schema_version, pack=case.pack)
        found = {
            mark: schema.marked(form, case.answers or {}, mark, today=case.filed_on)
            for mark in ASKED_DAYS
        }
        return {mark: answer.day for mark, answer in found.items() if answer and answer.day}

    def _first_day(self) -> date:
        """The day after that on which the permit to be extended ends, never before tomorrow."""
        return max(self.today, self.asked.get("permit_until", self.today)) + ONE_DAY

    def _of_version(self, version: DecisionVersion) -> dict[str, Any]:
        values: dict[str, Any] = {
            name: getattr(version, name)
            for name in (
                "outcome",
                "valid_from",
                "valid_to",
                "grounds",
                "remedy",
                "comment",
            )
        }
        for fact in version.facts:
            values[FACT + fact["phrase"]] = True
            values[EVIDENCE + fact["phrase"]] = fact["documents"]
            values[WORDS + fact["phrase"]] = fact["text"]
        return values


def _words_of(phrase: Phrase) -> str:
    language = current()
    return f"{phrase.name_in(language)} {phrase.text_in(language)} {phrase.legal_basis}"
