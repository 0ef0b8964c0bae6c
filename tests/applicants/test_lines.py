"""What the page says once the lines at the foot of a passport page were read."""

from django.test import Client
from django.urls import reverse

from applicants.lines import said_of
from applicants.models import Draft
from permits import schema
from tests.applicants.filling import ZONE
from tests.applicants.test_journey import page
from tests.factories import signed_in
from tests.world import World

FILLED = (
    "5 answers were filled in from the lines of the passport: Document number, Issuing state, "
    "Valid until, Sex and Citizenship. Compare them with the passport."
)
STAYS = (
    "The lines of the passport say something else here, and what was written stays: "
    "Your name and Date of birth. Correct it where the passport is right."
)


def test_one_answer_is_spoken_of_as_one(draft: Draft) -> None:
    reading = schema.Reading(filled=(("passport", "document.number"),))
    assert said_of(reading, draft.schema) == (
        "1 answer was filled in from the lines of the passport: Document number. "
        "Compare it with the passport."
    )


def test_lines_that_tell_nothing_new_are_told_so(draft: Draft) -> None:
    told = said_of(schema.Reading(), draft.schema)
    assert told == "The lines of the passport say what was written already."
    assert said_of(None, draft.schema) == ""


def test_while_one_writes_the_answer_says_what_was_read(
    draft: Draft, browser_of_oksana: Client
) -> None:
    shown = browser_of_oksana.get(page("section", draft.pk, "passport")).content.decode()
    assert shown.count('role="status" data-read>') == 1
    keep = page("autosave", draft.pk, "passport")
    kept = browser_of_oksana.post(keep, {"document.mrz": ZONE}).json()
    assert kept["read"] == f"{FILLED} {STAYS}"
    assert browser_of_oksana.post(keep, {"document.number": "X1"}).json()["read"] == ""


def test_without_a_script_the_page_says_it_before_it_goes_on(
    draft: Draft, browser_of_oksana: Client
) -> None:
    address = page("section", draft.pk, "passport")
    answer = browser_of_oksana.post(address, {"document.mrz": ZONE}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert FILLED in answer.content.decode()
    inputs = answer.context["page"].inputs
    onward = browser_of_oksana.post(address, inputs)
    assert onward["Location"] == page("section", draft.pk, "person")


def test_beside_a_mistake_the_page_says_it_too(draft: Draft, browser_of_oksana: Client) -> None:
    draft.answers = {"passport": {"document": {"valid_until": "1.1.2020"}}}
    draft.save()
    address = page("section", draft.pk, "passport")
    answer = browser_of_oksana.post(address, {"document.mrz": ZONE, "document.valid_until": "x"})
    assert answer.status_code == 422
    assert "was written stays: Valid until" in answer.content.decode()


def test_a_report_of_a_new_passport_says_it_as_well(world: World) -> None:
    change = world.new_change("PASSPORT")
    browser = signed_in(world.oksana)
    where = [change.case_id, change.kind]
    filled = "3 answers were filled in from the lines of the passport: Document number"
    for address in ("applicants:change_save", "applicants:change"):
        change.answers = {}
        change.save()
        shown = browser.post(reverse(address, args=where), {"document.mrz": ZONE}, follow=True)
        assert filled in shown.content.decode()
