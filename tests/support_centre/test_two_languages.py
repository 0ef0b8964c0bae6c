"""In an assisted session the form speaks to both: to the helper and to the person."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from django.utils.translation import gettext, ngettext

from applicants.following.reading import asked_of, if_unanswered
from applicants.models import Draft
from i18n import formats
from i18n.languages import using
from permits import schema
from support_centre.models import AssistedSession, Mandate
from tests.world import PERMIT, World


@pytest.fixture
def draft(world: World) -> Draft:
    return world.new_draft()


def address(draft: Draft, section: str = "person", language: str = "en") -> str:
    return f"/{language}/draft/{draft.pk}/form/{section}/"


def beside(text: str, language: str = "uk", way: str = "ltr") -> str:
    return f'<span class="beside" lang="{language}" dir="{way}">{text}</span>'


def test_label_help_and_choice_stand_in_the_persons_words(
    draft: Draft, session: AssistedSession, desk: Client
):
    page = desk.get(address(draft)).content.decode()
    for text in ("Дата народження", "Стать", "Жіноча", "Про вас"):
        assert beside(text) in page, text
    with using("uk"):
        rows = schema.bind(draft.schema.section("person"), {}).rows  # type: ignore[arg-type]
    helps = [row.help for row in rows if row.help]
    assert helps
    for text in helps:
        assert beside(escape(text)) in page


def test_a_choice_of_countries_has_both_names(draft: Draft, session: AssistedSession, desk: Client):
    page = desk.get(address(draft)).content.decode()
    assert "\u2068Ukraine\u2069 · \u2068Україна\u2069" in page


def test_an_error_is_said_in_both_languages(draft: Draft, session: AssistedSession, desk: Client):
    answer = desk.post(address(draft), {"birth_date": "yesterday", "_was": "{}"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write the date as day, month and year" in page
    summary = page.split("ds-error-summary")[1].split("</ul>")[0]
    assert 'dir="ltr">Дата народження: Укажіть день, місяць і рік' in summary
    assert 'dir="ltr">Укажіть день, місяць і рік' in page


def test_in_the_persons_own_language_nothing_is_doubled(
    draft: Draft, session: AssistedSession, desk: Client
):
    for page in (
        address(draft, language="uk"),
        f"/uk/draft/{draft.pk}/documents/",
        f"/uk/draft/{draft.pk}/review/",
    ):
        found = desk.get(page)
        assert found.status_code == 200
        assert 'class="beside"' not in found.content.decode()


def test_nobody_else_sees_two_languages(draft: Draft, session: AssistedSession, phone: Client):
    for page in (address(draft), f"/en/draft/{draft.pk}/review/"):
        found = phone.get(page).content.decode()
        assert 'class="beside"' not in found
        assert 'class="hints"' not in found


def test_an_entry_that_is_added_in_place_has_both(
    draft: Draft, session: AssistedSession, desk: Client
):
    answer = desk.post(
        address(draft, "family"), {"add": "children", "_was": "{}"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert beside("Дата народження") in answer.content.decode()


def test_papers_and_review_have_both(draft: Draft, session: AssistedSession, desk: Client):
    papers = desk.get(f"/en/draft/{draft.pk}/documents/").content.decode()
    review = desk.get(f"/en/draft/{draft.pk}/review/").content.decode()
    with using("uk"):
        heading = gettext("Upload documents")
        title = str(draft.permit_type.requirements.first().document_type)  # type: ignore[union-attr]
    assert beside(title) in papers
    assert heading != "Upload documents"
    assert beside(heading) in papers
    for text in (title, "Дата народження", "Жіноча"):
        assert beside(text) in review, text


def test_from_right_to_left_each_keeps_its_own_direction(
    draft: Draft, session: AssistedSession, desk: Client
):
    page = desk.get(address(draft, language="ar")).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert beside("Дата народження") in page  # the helper reads Arabic, the person Ukrainian


def test_it_costs_no_query(draft: Draft, session: AssistedSession, desk: Client):
    counts = []
    for language in ("uk", "en"):
        desk.get(address(draft, language=language))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(address(draft, language=language))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_hints_for_the_helper_in_the_helpers_language(
    draft: Draft, session: AssistedSession, desk: Client
):
    page = desk.get(address(draft)).content.decode()
    assert "Ask about earlier names" in page
    assert "What to ask" in page
    assert (
        "Ask for the passport and copy from it."
        in desk.get(address(draft, "passport")).content.decode()
    )
    assert (
        "Zeptejte se na dřívější jména" in desk.get(address(draft, language="cs")).content.decode()
    )


def test_the_person_is_never_shown_the_hints(draft: Draft, session: AssistedSession, phone: Client):
    assert "Ask about earlier names" not in phone.get(address(draft)).content.decode()


def test_beginning_an_application_speaks_to_both(session: AssistedSession, desk: Client):
    page = desk.get(f"/en/apply/{PERMIT}/").content.decode()
    with using("uk"):
        words = [gettext("What you will need"), gettext("Before we begin"), gettext("For me")]
        words.append(gettext("Who is the application for?"))
        child = gettext("Write the child’s name as in the passport.")
    for text in words:
        assert beside(escape(text)) in page, text
    answer = desk.post(f"/en/apply/{PERMIT}/", {"who": "child", "place": "office"})
    assert answer.status_code == 422
    assert beside(escape(child)) in answer.content.decode()
    alone = desk.get(f"/uk/apply/{PERMIT}/").content.decode()
    assert 'class="beside"' not in alone


def test_the_rows_of_the_fee_speak_to_both(session: AssistedSession, desk: Client):
    page = desk.get("/en/apply/LTR-FAM/").content.decode()
    with using("uk"):
        child = ngettext(
            "Child under %(age)s year of age", "Child under %(age)s years of age", 15
        ) % {"age": 15}
        words = [gettext("Adult"), child]
    for text in words:
        assert beside(text) in page, text
    told = desk.get("/en/permits/LTR-FAM/").content.decode()
    assert "Child under 15 years of age" in told
    assert 'class="beside"' not in told, "its other texts are in one language"


def test_answering_a_request_speaks_to_both(
    world: World, desk: Client, mandate: Mandate, phone: Client
):
    asked = world.request
    desk.post(f"/en/centre/mandate/{mandate.pk}/session/")
    address = f"/case/{asked.case_id}/request/{asked.pk}/"
    page = desk.get(f"/en{address}").content.decode()
    with using("uk"):
        words = [gettext("Answer the request"), gettext("Your answer")]
        due = formats.day_long(asked.due_on)
        [item, *_more] = asked_of(asked)
        warned = if_unanswered(asked.case)
        assert warned is not None
        words.append(warned.text)
    for text in (*words, item["name"], item["text"]):
        assert beside(escape(text)) in page, text
    lead = page.split("page-header__lead")[1].split("</p>")[0]
    assert due in lead
    assert lead.count("<span") == 1
    for client, language in ((desk, "uk"), (phone, "en")):
        assert 'class="beside"' not in client.get(f"/{language}{address}").content.decode()
