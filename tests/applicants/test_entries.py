"""Lists in the form: the entry that is ready to fill, and entries that come and go."""

import json

from django.test import Client

from applicants.models import Draft
from tests.applicants.test_journey import page

IN_PLACE = {"HX-Request": "true"}


def test_rows_are_added_and_removed_without_a_script(
    draft: Draft, browser_of_oksana: Client
) -> None:
    here = page("section", draft.pk, "family")
    added = browser_of_oksana.post(here, {"add": "children", "father_known": "no"})
    assert added["Location"].endswith("#f-children")
    draft.refresh_from_db()
    row = draft.answers["family"]["children"][0]["_id"]
    assert draft.answers["family"]["father_known"] is False
    was = json.dumps({f"children.{row}._row": "1"})
    browser_of_oksana.post(here, {"remove": f"children.{row}._row", "_was": was})
    draft.refresh_from_db()
    assert "children" not in draft.answers["family"]


def test_an_entry_added_in_place_is_removed_from_the_page_that_never_showed_it(
    draft: Draft, browser_of_oksana: Client
) -> None:
    here, first = page("section", draft.pk, "family"), json.dumps({})
    browser_of_oksana.post(here, {"add": "children", "_was": first}, headers=IN_PLACE)
    draft.refresh_from_db()
    row = f"children.{draft.answers['family']['children'][0]['_id']}._row"
    browser_of_oksana.post(here, {row: "1", "remove": row, "_was": first}, headers=IN_PLACE)
    draft.refresh_from_db()
    assert "children" not in draft.answers["family"]


def test_a_list_that_a_yes_opens_has_an_entry_ready_to_fill(
    draft: Draft, browser_of_oksana: Client
) -> None:
    here = page("section", draft.pk, "stay")
    row = "earlier_stays.new1"
    assert f'name="{row}._row"' in browser_of_oksana.get(here).content.decode()
    browser_of_oksana.post(here, {"stayed_before": "yes", f"{row}._row": "1"})
    answer = browser_of_oksana.post(
        here, {"stayed_before": "yes", f"{row}._row": "1", f"{row}.reason": "study, Brno"}
    )
    assert {f"{row}.since", f"{row}.until"} <= set(answer.context["page"].errors)
    draft.refresh_from_db()
    stays = draft.answers["stay"]["earlier_stays"]
    assert [stay["reason"] for stay in stays] == ["study, Brno"]


def test_an_entry_comes_and_goes_without_the_rest_of_the_page(
    draft: Draft, browser_of_oksana: Client
) -> None:
    here = page("section", draft.pk, "family")
    added = browser_of_oksana.post(
        here, {"add": "children", "father_known": "no"}, headers=IN_PLACE
    )
    assert added.templates[0].name == "applicants/entries.html"
    draft.refresh_from_db()
    (child,) = draft.answers["family"]["children"]
    assert draft.answers["family"]["father_known"] is False, "what is typed is kept as well"
    row = f"children.{child['_id']}._row"
    assert [entry.name for entry in added.context["entries"]] == [row]
    shown = {row: "1", "_was": json.dumps({row: "1"}), "remove": row}
    gone = browser_of_oksana.post(here, shown, headers=IN_PLACE)
    assert gone.context["entries"] == []
    assert browser_of_oksana.post(here, {"add": "nothing"}, headers=IN_PLACE).status_code == 404


def test_the_only_entry_that_is_needed_is_emptied_rather_than_removed(
    draft: Draft, browser_of_oksana: Client
) -> None:
    here = page("section", draft.pk, "stay")
    row, text = "earlier_stays.new1._row", "earlier_stays.new1.reason"
    browser_of_oksana.post(here, {"stayed_before": "yes", row: "1", text: "work"})
    shown = {row: "1", text: "work", "_was": json.dumps({row: "1", text: "work"}), "remove": row}
    answer = browser_of_oksana.post(here, shown, headers=IN_PLACE)
    assert [entry.name for entry in answer.context["entries"]] == [row]
    assert "work" not in answer.content.decode()
