"""What everybody may read about the permits, in every language, at a constant cost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from permits.actions import refresh_publication
from permits.models import DocumentType, PermitType
from permits.packs import load_pack

CODES = ["EMP", "BLUE", "LTR-STU", "LTR-FAM", "PR", "EU-FAM", "EXT"]
LANGUAGES = [code for code, _label in settings.LANGUAGES]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_each_permit_has_a_page_in_each_language(
    client: Client, cz: None, language: str, code: str
) -> None:
    response = client.get(f"/{language}/permits/{code}/")
    page = response.content.decode()
    assert response.status_code == 200
    permit = PermitType.objects.get(pack="cz", code=code)
    assert getattr(permit, f"name_{language}") in page
    beside = re.search(rf'<bdi[^>]*lang="cs"[^>]*>{re.escape(permit.term)}', page)
    assert bool(beside) == (language != "cs"), "the term stands beside a translation alone"


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_kept_from_extending_in_time_is_told_how_long_there_is(
    cz: None, language: str
) -> None:
    """Act 326/1999 § 47(3)."""
    late = load_pack("cz").period("extension_late")
    permit = PermitType.objects.get(pack="cz", code="EXT")
    assert re.search(rf"\b{late.days}\b", getattr(permit, f"who_for_{language}"))
    laws = [law.replace("\N{NO-BREAK SPACE}", " ") for law in permit.legal_basis]
    assert late.legal_basis in laws


def test_an_extension_says_how_long_it_lasts_with_either_card(client: Client, cz: None) -> None:
    page = client.get("/en/permits/EXT/").content.decode()
    validity = page.partition("<dt>Validity</dt>")[2].partition("</dd>")[0]
    assert "2 years" in validity
    assert "EU Blue Card 3 years" in validity


def test_the_list_shows_every_type_with_its_binding_name(client: Client, cz: None) -> None:
    page = client.get("/vi/permits/").content.decode()
    assert "Thẻ lao động" in page
    assert "Zaměstnanecká karta" in page
    assert page.count("permits__card") == 7


def test_unverified_values_send_the_reader_to_the_office(client: Client, cz: None) -> None:
    page = client.get("/en/permits/BLUE/").content.decode()
    assert "Check with the office" in page
    assert "It may be shorter than 90 days." in page
    family = client.get("/en/permits/LTR-FAM/").content.decode()
    assert "Sources say both 60 and 90 days." in family
    assert "4,000 and 2,500" in client.get("/en/permits/EMP/").content.decode()


def test_a_value_seen_in_a_source_names_it(client: Client, cz: None) -> None:
    page = client.get("/en/permits/EU-FAM/").content.decode()
    assert "Seen in a source" in page
    assert "mvcr.cz, poplatky občanů EU" in page


def test_each_source_stands_once_at_the_foot_under_the_number_beside_its_figures(
    client: Client, cz: None
) -> None:
    response = client.get("/en/permits/EMP/")
    page, sources = response.content.decode(), list(response.context["sources"])
    assert [source.number for source in sources] == list(range(1, len(sources) + 1))
    for source in sources:
        assert page.count(f'id="source-{source.number}"') == 1
        assert f'href="#source-{source.number}"' in page
    limit = "§ 169t zákona č. 326/1999 Sb.<"
    assert page.count(limit) == 1, "named once, though two figures rest on it"
    assert set(re.findall(r'href="#source-(\d+)"', page)) == {str(s.number) for s in sources}


@pytest.mark.parametrize("code", CODES)
def test_readers_are_told_the_law_and_the_office_and_none_of_our_notes(
    client: Client, cz: None, code: str
) -> None:
    page = client.get(f"/en/permits/{code}/")
    texts = [source.text for source in page.context["sources"]]
    assert texts
    for text in texts:
        assert re.search(r"zákona č\. \d+/\d+ Sb\.|(mvcr|gov|mpsv)\.cz", text), text
    shown = page.content.decode()
    for note in ("own knowledge", "unofficial", "our reading", "older version", "eagri.cz"):
        assert note not in shown


def test_of_a_source_a_reader_is_told_what_can_be_looked_up() -> None:
    told = load_pack("cz").source_for_readers
    assert told("§ 169t zákona č. 326/1999 Sb. (own knowledge)") == "§ 169t zákona č. 326/1999 Sb."
    assert told("migrace.com; mvcr.cz, cizinci") == "mvcr.cz, cizinci"
    assert told("own knowledge, § 68") == told("unofficial list") == ""


def test_opening_hours_speak_the_language_of_the_reader(client: Client, cz: None) -> None:
    days = {"en": "Monday", "cs": "pondělí", "uk": "понеділок", "vi": "Thứ Hai", "ar": "الاثنين"}
    for language, day in days.items():
        page = client.get(f"/{language}/permits/EMP/").content.decode()
        assert f"<dt>{day}</dt>" in page
        assert "08:00–17:00" in page


def test_a_type_incomplete_in_a_language_is_not_published_there(client: Client, cz: None) -> None:
    DocumentType.objects.filter(pack="cz", code="VACANCY_NO").update(guidance_uk="")
    refresh_publication("cz")
    assert client.get("/uk/permits/EMP/").status_code == 404
    assert client.get("/en/permits/EMP/").status_code == 200
    assert "Картка працівника" not in client.get("/uk/permits/").content.decode()


def test_an_unpublished_or_unknown_type_answers_404(client: Client, cz: None) -> None:
    PermitType.objects.filter(code="PR").update(published=False)
    assert client.get("/en/permits/PR/").status_code == 404
    assert client.get("/en/permits/NONE/").status_code == 404


def test_an_empty_catalogue_says_so(client: Client) -> None:
    page = client.get("/en/permits/").content.decode()
    assert "No permit can be applied for here yet" in page


def test_another_country_shows_its_own_money_and_words(
    client: Client, uto: None, settings: Any
) -> None:
    settings.PERMIT_PACK = "uto"
    page = client.get("/en/permits/WORK/").content.decode()
    assert "XTS" in page
    assert "Bureau of Arrivals" in page
    for foreign in ("CZK", "§", "OAM", "Ministry"):
        assert foreign not in page


@pytest.mark.parametrize("shown", [1, 3])
def test_the_list_costs_the_same_for_one_row_and_for_three(
    client: Client,
    cz: None,
    shown: int,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    codes = CODES[:shown]
    PermitType.objects.exclude(code__in=codes).update(published=False)
    client.get("/en/permits/")
    with django_assert_num_queries(3):
        assert client.get("/en/permits/").content.decode().count("permits__card") == shown


@pytest.mark.parametrize("shown", [1, 3])
def test_a_permit_page_costs_the_same_for_one_document_and_for_three(
    client: Client,
    cz: None,
    shown: int,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    permit = PermitType.objects.get(pack="cz", code="PR")
    keep = [row.pk for row in permit.requirements.all()[:shown]]
    permit.requirements.exclude(pk__in=keep).delete()
    client.get("/en/permits/PR/")
    with django_assert_num_queries(5):
        client.get("/en/permits/PR/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_carries_inline_style_or_script(client: Client, cz: None, language: str) -> None:
    page = client.get(f"/{language}/permits/EMP/").content.decode()
    assert " style=" not in page
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
