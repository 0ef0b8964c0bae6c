"""The forms about a person: details, a child, the language."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import majority
from accounts.forms import tidy
from accounts.models import LONGEST_NAME
from i18n.scripts import IN_LATIN, is_latin

NAME_HELP = _("In Latin letters, as in the passport.")
OF_AGE = _("This person is not a child any more.")


def is_of_age(birth_date: str) -> bool:
    """Whether nobody files for who was born on ``birth_date`` (``YYYY-MM-DD``) as for a child."""
    return majority.law().of_age_at(birth_date) <= timezone.now()


def official(name: str) -> str:
    """``name`` as the visual zone of a passport may have it. Raises ValidationError."""
    if name and not is_latin(name):
        raise forms.ValidationError(IN_LATIN)
    return name


class NamesForm(forms.Form):
    """Names as in the passport. A person may have a single name."""

    given_names = forms.CharField(
        label=_("Given names"), help_text=NAME_HELP, max_length=LONGEST_NAME, required=False
    )
    family_name = forms.CharField(
        label=_("Family name"), help_text=NAME_HELP, max_length=LONGEST_NAME, required=False
    )
    native_name = forms.CharField(
        label=_("Name in your own script"), max_length=LONGEST_NAME, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tidy(self)

    def clean_given_names(self) -> str:
        return official(self.cleaned_data["given_names"])

    def clean_family_name(self) -> str:
        return official(self.cleaned_data["family_name"])


class DetailsForm(NamesForm):
    language = forms.ChoiceField(
        label=_("Language of pages, notices and letters"), choices=settings.LANGUAGES
    )


class ChildForm(NamesForm):
    birth_date = forms.DateField(
        label=_("Date of birth"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    field_order = ["given_names", "family_name", "native_name", "birth_date"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["native_name"].label = _("Name in its own script")

    def clean_birth_date(self) -> str:
        day = self.cleaned_data["birth_date"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        if is_of_age(day.isoformat()):
            raise forms.ValidationError(OF_AGE)
        return day.isoformat()
