"""A label says what the rule does: what a form demands after all is not called optional."""

import pytest
from django import forms

from support_centre.forms import PassportForm
from support_centre.mandate_forms import MandateForm
from tests.factories import Cast

NOTHING = PassportForm({"method": "mrz", "compared": "on"})


def labels(form: forms.Form, names: list[str]) -> dict[str, bool]:
    """Whether each field is called optional."""
    return {name: "(optional)" in form[name].as_field_group() for name in names}


def test_who_it_is_asks_for_a_number_a_name_and_a_day() -> None:
    demanded = list(NOTHING.errors)
    assert set(demanded) == {"number", "family_name", "birth_date"}
    assert not any(labels(NOTHING, [*demanded, "given_names"]).values())
    assert all(labels(NOTHING, ["mrz", "issuer", "valid_until"]).values())


@pytest.mark.django_db
def test_who_consents_for_another_says_who_and_why(cast: Cast) -> None:
    asked = {
        "services": ["file"],
        "days": "7",
        "language": "uk",
        "giver": "guardian",
        "scope": "all",
    }
    form = MandateForm(asked, whose=cast.oksana.person, pack="cz")
    assert set(form.errors) == {"giver_name", "giver_reason"}
    assert not any(labels(form, list(form.errors)).values())
    assert labels(form, ["interpreter"]) == {"interpreter": True}
