"""The catalogue is edited by its keepers alone, and every edit leaves an event."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import CheckboxInput
from django.test import Client

from audit.models import Event
from permits.gates import pack_texts
from permits.models import DocumentType, Fee, Office, PermitType, Phrase, Requirement
from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db

PAGES = ["permittype", "documenttype", "requirement", "fee", "limit", "phrase", "office"]


@pytest.fixture
def keeper(cast: Cast) -> Client:
    return signed_in(cast.administrator, "administrator")


def form_of(client: Client, address: str) -> dict[str, str]:
    """What the page would send back unchanged."""
    form = client.get(address).context["adminform"].form
    found = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if isinstance(field.widget, CheckboxInput):
            found |= {name: "on"} if value else {}
        elif value is not None:
            shown = field.widget.format_value(value)
            found[name] = str(shown[0] if isinstance(shown, list) else shown)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_the_keeper_sees_each_list_and_form(keeper: Client, uto: None, page: str) -> None:
    assert keeper.get(f"/en/admin/permits/{page}/").status_code == 200
    added = keeper.get(f"/en/admin/permits/{page}/add/")
    assert added.status_code == 200
    for _code, own in settings.LANGUAGES:
        assert own in added.content.decode()


def test_nothing_is_loaded_from_foreign_hosts(keeper: Client, uto: None) -> None:
    page = keeper.get("/en/admin/permits/office/add/").content.decode()
    assert "permits/language_tabs.js" in page
    assert 'src="http' not in page
    assert 'src="//' not in page


def test_an_officer_finds_no_administration(cast: Cast, uto: None) -> None:
    officer = signed_in(cast.novotna, "officer")
    assert officer.get("/en/admin/permits/permittype/").status_code == 404


def test_an_edit_is_saved_recorded_and_published_anew(keeper: Client, uto: None) -> None:
    document = DocumentType.objects.get(code="PASS")
    address = f"/en/admin/permits/documenttype/{document.pk}/change/"
    form = form_of(keeper, address) | {"guidance_vi": "", "guidance_en": "Every page, please."}
    response = keeper.post(address, form)
    assert response.status_code == 302, response.context["adminform"].form.errors
    document.refresh_from_db()
    assert document.guidance_en == "Every page, please."
    assert Event.objects.filter(name="permits.edit_documenttype").count() == 1
    assert PermitType.objects.get(code="WORK").complete_in == ",cs,en,uk,ar,"


def test_the_event_of_an_edit_names_who_made_it(cast: Cast, uto: None) -> None:
    office = Office.objects.get(code="HARBOUR")
    address = f"/en/admin/permits/office/{office.pk}/change/"
    keeper = signed_in(cast.administrator, "administrator")
    response = keeper.post(address, form_of(keeper, address) | {"address": "3 Harbour Square"})
    assert response.status_code == 302, response.context["adminform"].form.errors
    office.refresh_from_db()
    assert office.address == "3 Harbour Square"
    event = Event.objects.get(name="permits.edit_office")
    assert event.user_id == cast.administrator.pk


def test_deleting_a_fee_leaves_an_event(keeper: Client, uto: None) -> None:
    fee = Fee.objects.get(permit_type__code="RES")
    response = keeper.post(f"/en/admin/permits/fee/{fee.pk}/delete/", {"post": "yes"})
    assert response.status_code == 302
    assert Event.objects.filter(name="permits.delete_fee").count() == 1


def test_what_cases_refer_to_cannot_be_deleted(keeper: Client, uto: None) -> None:
    permit = PermitType.objects.get(code="RES")
    assert keeper.get(f"/en/admin/permits/permittype/{permit.pk}/delete/").status_code == 403


def test_placeholders_must_agree_in_every_language(uto: None) -> None:
    phrase = Phrase.objects.get(kind="remedy", code="appeal")
    phrase.text_vi = "Kháng cáo."
    with pytest.raises(ValidationError) as caught:
        phrase.clean()
    assert list(caught.value.message_dict) == ["text_vi"]


@pytest.mark.parametrize(
    "when",
    [[], "married", {"question": "person.sex"}, {"all": 3}, {"question": 4, "is": 1}, {"any": [1]}],
)
def test_a_condition_that_cannot_be_read_is_not_saved(keeper: Client, uto: None, when: Any) -> None:
    requirement = Requirement.objects.exclude(when=None).first()
    before, address = requirement.when, f"/en/admin/permits/requirement/{requirement.pk}/change/"
    response = keeper.post(address, form_of(keeper, address) | {"when": json.dumps(when or [[]])})
    assert list(response.context["adminform"].form.errors) == ["when"]
    requirement.refresh_from_db()
    assert requirement.when == before


FITS = {"question": "permit.purpose", "is": "work"}
ROW = {"months": 36, "when": FITS, "from": "2026-01-01", "to": None, "source": "§", "verified": ""}


def test_another_longest_validity_is_edited(keeper: Client, uto: None) -> None:
    permit = PermitType.objects.get(code="RES")
    address = f"/en/admin/permits/permittype/{permit.pk}/change/"
    said = json.dumps([ROW])
    response = keeper.post(address, form_of(keeper, address) | {"validity_when": said})
    assert response.status_code == 302, response.context["adminform"].form.errors
    permit.refresh_from_db()
    assert permit.validity_when == [ROW]


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": "36"},
        {"months": 0},
        {"when": {}},
        {"when": {"question": "permit.purpose"}},
        {"from": "soon"},
        {"to": "2025-12-31"},
        {"more": 1},
    ],
    ids=str,
)
def test_one_that_cannot_be_read_is_not_saved(
    keeper: Client, uto: None, wrong: dict[str, Any]
) -> None:
    permit = PermitType.objects.get(code="RES")
    address = f"/en/admin/permits/permittype/{permit.pk}/change/"
    said = json.dumps([ROW | wrong])
    response = keeper.post(address, form_of(keeper, address) | {"validity_when": said})
    assert list(response.context["adminform"].form.errors) == ["validity_when"]


def test_every_text_of_every_pack_is_translated() -> None:
    assert list(pack_texts()) == []


def test_the_core_names_no_country() -> None:
    root = Path(settings.BASE_DIR)
    files = [p for p in (root / "permits").rglob("*.py") if "packs" not in p.parts]
    files += [*(root / "templates" / "permits").glob("*"), *(root / "static" / "permits").glob("*")]
    for path in files:
        text = path.read_text(encoding="utf-8")
        for word in ("§", "OAM", "CZK", "Czech", "Ministry"):
            assert word not in text, f"{path.name} names {word}"
    assert admin.site.is_registered(PermitType)
