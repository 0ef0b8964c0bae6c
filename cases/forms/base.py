"""What all forms of the workbench share: a case, an actor, and one act to carry out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise

from accounts.actor import Actor
from cases.models import Case
from i18n.formats import isolated
from i18n.languages import current
from permits.models import Phrase
from permits.packs import Pack, load_pack


class ActForm(forms.Form):
    """A form that carries out one act. ``explanation`` says what the act does, above the fields.

    ``carry_out`` raises ``cases.errors.Refused`` when the act is not lawful now.
    """

    explanation: Promise | str = ""
    grave = False

    def __init__(self, *args: Any, case: Case, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        self.actor = actor
        self.prepare()

    @property
    def pack(self) -> Pack:
        return load_pack(self.case.pack)

    @property
    def today(self) -> date:
        return self.pack.today()

    def prepare(self) -> None:
        """Fill in choices and first values that depend on the case."""

    def carry_out(self) -> None:
        raise NotImplementedError

    def phrases(self, kind: str) -> list[Phrase]:
        """The pack's phrases of a kind that apply to this permit."""
        found = Phrase.objects.of_kind(kind, self.case.pack)
        return [phrase for phrase in found if phrase.applies(self.case.permit_type.code)]


def day_field(**kwargs: Any) -> forms.DateField:
    """A day, asked by the browser's own calendar."""
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs
    )


def phrase_choices(
    phrases: Sequence[Phrase], *, nothing: Promise | str = ""
) -> list[tuple[str, Any]]:
    """Phrases by their name, with the law behind each."""
    language = current()
    rows: list[tuple[str, Any]] = [("", nothing)] if nothing else []
    for phrase in phrases:
        basis = f" ({isolated(phrase.legal_basis)})" if phrase.legal_basis else ""
        rows.append((phrase.code, f"{phrase.name_in(language)}{basis}"))
    return rows
