"""At the desk one answer is changed as the person would change it: back to all of them."""

from django.test import Client
from django.urls import reverse

from applicants.models import Draft
from support_centre.models import AssistedSession
from tests.applicants.filling import filled


def test_a_change_reached_from_the_review_leads_back_to_it(
    draft: Draft, session: AssistedSession, desk: Client
):
    review = reverse("applicants:review", args=[draft.pk])
    here = reverse("applicants:section", args=[draft.pk, "person"]) + "?from=review"
    assert f'href="{here}"' in desk.get(review).content.decode()
    section = draft.schema.section("person")
    assert section is not None
    assert desk.post(here, filled(section))["Location"] == review
