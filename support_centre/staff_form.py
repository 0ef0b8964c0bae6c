"""What a member of staff says about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from support_centre.spoken import choices


class LanguagesForm(forms.Form):
    """None is an answer too: then nobody is sent to them for a language."""

    languages = forms.MultipleChoiceField(
        label=_("Languages that you speak with visitors"),
        help_text=_("Choose those in which you can explain a form and a letter."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices()
