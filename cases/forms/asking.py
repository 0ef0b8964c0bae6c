"""Asking the applicant, stopping the clock, and letting it run again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.actions.requests import Asked, ask
from cases.actions.suspensions import lift, suspend
from cases.forms.base import ActForm, day_field, phrase_choices
from cases.models import Request, RequestItem
from i18n import formats
from permits.catalogue import is_required
from permits.models import PhraseKind

PAPER = "paper_"
ABSENT = {
    True: _("Required by the application, and not in the file."),
    False: _("Not in the file, and not required by the application."),
}


class AskForm(ActForm):
    """One line a paper: what is wrong with it, or nothing; then questions, the law and the day."""

    explanation = _(
        "Say what is missing or insufficient. The applicant reads it in their language, "
        "made of approved sentences. Asking does not stop the clock."
    )
    questions = forms.MultipleChoiceField(
        label=_("Information to give"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("A sentence of your own"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In the language of the proceedings. It is shown as not translated."),
    )
    legal_basis = forms.ChoiceField(label=_("Legal basis"))
    due_on = day_field(label=_("Due date"))

    def prepare(self) -> None:
        nothing = _("Nothing to ask for")
        asking = {kind: self.phrases(kind) for kind in RequestItem.PHRASE_KINDS.values()}
        defects = phrase_choices(asking[PhraseKind.DEFECT], nothing=nothing)
        absent = phrase_choices(asking[PhraseKind.PAPER], nothing=nothing)
        self.present = self._findings()
        asked = self._waited_for()
        missing = next((phrase.code for phrase in asking[PhraseKind.PAPER]), "")
        papers: dict[str, forms.Field] = {}
        for requirement in self._requirements():
            code = requirement.code
            there = code in self.present
            required = is_required(requirement, self.case.answers or {}, self.case.filed_on)
            usual = self.present[code] if there else missing if required else ""
            papers[PAPER + code] = forms.ChoiceField(
                label=requirement.document_type.name,
                choices=defects if there else absent,
                required=False,
                initial="" if code in asked else usual,
                help_text="" if there else ABSENT[required],
            )
        self.fields = {**papers, **self.fields}
        self.fields["questions"].choices = phrase_choices(asking[PhraseKind.REQUEST])  # type: ignore[attr-defined]
        usual = self.pack.period("defect_call").legal_basis
        known = [phrase.legal_basis for phrases in asking.values() for phrase in phrases]
        self.fields["legal_basis"].choices = [  # type: ignore[attr-defined]
            (basis, basis) for basis in dict.fromkeys([usual, *known]) if basis
        ]
        self.fields["due_on"].initial = self.pack.last_day("defect_call", self.today)

    def paper_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith(PAPER)]

    def other_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith(PAPER)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._asked(cleaned):
            raise forms.ValidationError(_("Choose at least one thing to ask for."))
        return cleaned

    def carry_out(self) -> None:
        ask(
            self.case,
            self._asked(self.cleaned_data),
            legal_basis=self.cleaned_data["legal_basis"],
            due_on=self.cleaned_data["due_on"],
            text=self.cleaned_data["text"],
            actor=self.actor,
        )

    def _asked(self, data: dict[str, Any]) -> list[Asked]:
        papers = [
            Asked(self._kind(name.removeprefix(PAPER)), phrase, name.removeprefix(PAPER))
            for name, phrase in data.items()
            if name.startswith(PAPER) and phrase
        ]
        questions = data.get("questions") or []
        return papers + [Asked(RequestItem.Kind.INFORMATION, code) for code in questions]

    def _kind(self, code: str) -> str:
        there = code in self.present
        return RequestItem.Kind.INSUFFICIENT if there else RequestItem.Kind.MISSING

    def _findings(self) -> dict[str, str]:
        """By the papers that are there: what is wrong with the only file, or with each of them."""
        reasons: dict[str, list[str]] = {}
        for row in self.case.documents.with_findings():
            judged = row.judgement
            reasons.setdefault(row.requirement, []).append(judged.reason if judged else "")
        return {code: found[-1] if all(found) else "" for code, found in reasons.items()}

    def _waited_for(self) -> set[str]:
        """Papers that a request asks for already."""
        rows = RequestItem.objects.filter(request__in=self.case.requests.waiting())
        return set(rows.values_list("requirement", flat=True))

    def _requirements(self) -> list[Any]:
        wanted = self.case.permit_type.requirements.by_need().select_related("document_type")  # type: ignore[attr-defined]
        return [row for row in wanted if row.place in ("", self.case.place)]


class SuspendForm(ActForm):
    """Stop the clock on a ground of the pack, tied to a request or waiting for another body."""

    explanation = _(
        "Proceedings are suspended and the clock stops today. It runs again on the day on which "
        "the complete answer arrives or the period ends, whoever reads it and when."
    )
    ground = forms.ChoiceField(label=_("Ground"))
    request = forms.ChoiceField(label=_("Until the answer to this request arrives"), required=False)
    lapses_on = day_field(
        label=_("Until this day at the latest"),
        required=False,
        help_text=_("Only when no request is chosen. Empty: until you end it."),
    )

    def prepare(self) -> None:
        self.requests = {str(row.pk): row for row in self.case.requests.waiting()}
        self.fields["ground"].choices = phrase_choices(self.phrases(PhraseKind.SUSPENSION))  # type: ignore[attr-defined]
        self.fields["request"].choices = [  # type: ignore[attr-defined]
            ("", _("No request: another body is waited for")),
            *((pk, _until(row)) for pk, row in self.requests.items()),
        ]
        if self.requests:
            self.fields["request"].initial = next(iter(self.requests))

    def carry_out(self) -> None:
        request = self.requests.get(self.cleaned_data["request"])
        suspend(
            self.case,
            self.cleaned_data["ground"],
            request=request,
            lapses_on=None if request else self.cleaned_data["lapses_on"],
            actor=self.actor,
        )


def _until(request: Request) -> str:
    if request.due_on is None:
        return str(_("Not delivered yet"))
    return formats.day_long(request.due_on)


class LiftForm(ActForm):
    explanation = _("This ground ends today. The clock runs again when no other ground is left.")
    suspension = forms.ChoiceField(label=_("Ground of suspension"))

    def prepare(self) -> None:
        self.running = {str(row.pk): row for row in self.case.suspensions.running()}
        names = {phrase.code: phrase.name for phrase in self.phrases(PhraseKind.SUSPENSION)}
        self.fields["suspension"].choices = [  # type: ignore[attr-defined]
            (pk, names.get(row.ground, row.ground)) for pk, row in self.running.items()
        ]

    def carry_out(self) -> None:
        lift(self.running[self.cleaned_data["suspension"]], actor=self.actor)
