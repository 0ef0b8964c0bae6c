"""The few small forms beside the big one: who the application is about, and where it is filed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.person_forms import OF_AGE, is_of_age
from i18n.beside import doubled
from i18n.formats import day_typed
from i18n.scripts import IN_LATIN, is_latin
from permits.models import PermitType, Place
from permits.schema.kinds import Invalid
from permits.schema.kinds.dates import read_date

ME, CHILD = "me", "child"
A_BIRTHDAY = date(2019, 3, 27)


def _example() -> str:
    return gettext("For example %(day)s") % {"day": day_typed(A_BIRTHDAY)}


class BeginForm(forms.Form):
    """Whom the application is about, and where it will be filed."""

    demanded = ("given_names", "family_name", "birth_date")
    who = forms.ChoiceField(label=_("Who is the application for?"), widget=forms.RadioSelect)
    given_names = forms.CharField(label=_("Child’s given names"), required=False, max_length=200)
    family_name = forms.CharField(label=_("Child’s family name"), required=False, max_length=200)
    birth_date = forms.CharField(
        label=_("Child’s date of birth"),
        required=False,
        max_length=40,
    )
    place = forms.ChoiceField(label=_("Where will you file it?"), widget=forms.RadioSelect)

    def __init__(
        self,
        *args: Any,
        permit_type: PermitType,
        wards: list[Person],
        beside: str = "",
        **kwargs: Any,
    ) -> None:
        """``beside``: the language of whoever reads along, for ``i18n.beside.doubled``."""
        super().__init__(*args, **kwargs)
        self.beside = beside
        self.wards = {str(ward.pk): ward for ward in wards}
        self.fields["birth_date"].help_text = self._both(_example)
        known = [(key, ward.display_name) for key, ward in self.wards.items()]
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        child = _("For another child of mine") if known else _("For my child")
        who.choices = [(ME, self._both(_("For me"))), *known, (CHILD, self._both(child))]
        who.initial = ME
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        names = dict(Place.choices)
        place.choices = [(code, self._both(names[code])) for code in permit_type.filed_at]
        place.initial = permit_type.filed_at[0]
        if len(permit_type.filed_at) == 1:
            place.widget = forms.HiddenInput()
        for field in self.fields.values():
            field.label = self._both(field.label or "")
            field.error_messages["required"] = self._both(field.error_messages["required"])

    def _both(self, text: str | Promise | Callable[[], str]) -> str:
        return doubled(text, self.beside)

    def clean_birth_date(self) -> str:
        typed = self.cleaned_data["birth_date"]
        if not typed:
            return ""
        try:
            born = read_date(typed).isoformat()
        except Invalid as invalid:
            raise forms.ValidationError(self._both(invalid.errors[""])) from None
        if is_of_age(born):
            raise forms.ValidationError(self._both(OF_AGE))
        return born

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("who") == CHILD:
            names = {name: cleaned.get(name) for name in ("given_names", "family_name")}
            for field, name in names.items():
                if name and not is_latin(name):
                    self.add_error(field, self._both(IN_LATIN))
            if not any(names.values()):
                wanting = _("Write the child’s name as in the passport.")
                self.add_error("given_names", self._both(wanting))
            if "birth_date" not in self.errors and not cleaned.get("birth_date"):
                self.add_error("birth_date", self._both(_("Write the child’s date of birth.")))
        return cleaned
