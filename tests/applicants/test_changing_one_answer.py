"""Who reads it all once more and changes one answer comes back to all of it."""

from django.test import Client

from accounts.actor import Actor
from applicants import actions
from applicants.models import Draft
from tests.applicants.filling import filled
from tests.applicants.test_journey import page

BACK = "Save and go back to the review"


def test_a_change_reached_from_the_review_leads_back_to_it(
    finished: Draft, browser_of_oksana: Client
) -> None:
    reviewed = browser_of_oksana.get(page("review", finished.pk)).content.decode()
    here = page("section", finished.pk, "person")
    assert f'href="{here}?from=review"' in reviewed
    shown = browser_of_oksana.get(f"{here}?from=review").content.decode()
    assert shown.count(BACK) == 2, "the button, and the one that Enter presses"
    section = finished.schema.section("person")
    assert section is not None
    wrong = browser_of_oksana.post(f"{here}?from=review", {"birth_date": "31.2.1990"})
    assert BACK in wrong.content.decode(), "an error does not make it forget the way"
    saved = browser_of_oksana.post(f"{here}?from=review", filled(section))
    assert saved["Location"] == page("review", finished.pk)


def test_who_fills_the_form_in_goes_on_as_before(
    finished: Draft, browser_of_oksana: Client
) -> None:
    here = page("section", finished.pk, "person")
    assert BACK not in browser_of_oksana.get(here).content.decode()
    section = finished.schema.section("person")
    assert section is not None
    assert browser_of_oksana.post(here, filled(section))["Location"] == page(
        "section", finished.pk, "background"
    )


def test_an_entry_more_without_a_script_keeps_the_way_back(
    finished: Draft, browser_of_oksana: Client
) -> None:
    here = f"{page('section', finished.pk, 'family')}?from=review"
    added = browser_of_oksana.post(here, {"add": "children"})
    assert added["Location"] == f"{here}#f-children"


def test_what_the_change_opens_is_missing_on_the_review(
    finished: Draft, oksana: Actor, browser_of_oksana: Client
) -> None:
    answers = finished.answers
    answers["family"] = {k: v for k, v in answers["family"].items() if k != "spouse_name"}
    finished.save()
    actions.save_section(
        finished,
        "person",
        posted={"marital_status": "married"},
        was=None,
        actor=oksana,
        language="en",
    )
    reviewed = browser_of_oksana.get(page("review", finished.pk)).content.decode()
    assert page("section", finished.pk, "family") + "?from=review#q-spouse_name" in reviewed
