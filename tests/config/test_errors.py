"""Error pages speak the reader's language, work when little else does, and keep what was typed."""

import re

import pytest
from django.conf.urls.i18n import i18n_patterns
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection
from django.http import Http404
from django.test import Client, override_settings
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from config.urls import urlpatterns as real
from i18n import languages
from tests.factories import Cast

ERRORS = {
    400: BadRequest,
    403: PermissionDenied,
    404: Http404,
    500: ZeroDivisionError,
    503: OperationalError,
}


def fails(request, code):
    raise ERRORS[code]


urlpatterns = i18n_patterns(path("fails/<int:code>/", fails)) + real
here = override_settings(ROOT_URLCONF="tests.config.test_errors")


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@here
@pytest.mark.django_db
@pytest.mark.parametrize("language", languages.LANGUAGES)
@pytest.mark.parametrize("code", ERRORS)
def test_in_every_language_with_its_direction(client: Client, code: int, language: str):
    response = client.get(f"/{language}/fails/{code}/")
    assert response.status_code == code
    html = re.search(r"<html[^>]*>", response.text)
    assert html is not None
    assert f'lang="{language}"' in html[0]
    assert f'dir="{languages.direction(language)}"' in html[0]
    assert response.text.count("<h1") == 1


@here
@pytest.mark.parametrize("code", [500, 503])
def test_the_worst_pages_read_no_database(client: Client, code: int):
    """No ``db`` fixture: any query would fail the test."""
    response = client.get(f"/cs/fails/{code}/")
    assert response.status_code == code
    assert 'href="/uk/fails' in response.text
    assert ("Retry-After" in response) == (code == 503)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/ar/account/email/", "/ar/no/such/page/", "/"])
def test_a_database_that_is_gone_is_told_with_503(client: Client, page: str):
    def gone(*args):
        raise OperationalError("no connection")

    client.cookies["sessionid"] = "a" * 32
    client.cookies["django_language"] = "ar"
    with connection.execute_wrapper(gone):
        response = client.get(page, follow=True)
    assert response.status_code == 503
    assert 'dir="rtl"' in response.text
    assert response["Retry-After"] == "60"


def token_of(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})


FIELDS = {"login": "oksana", "note": "Žluťoučký <kůň>", "password": "hush-hush", "tags": ["a", "b"]}


@pytest.mark.django_db
def test_a_form_with_an_old_token_is_handed_back_whole_but_for_secrets(strict: Client):
    page = strict.post("/en/account/sign-in/?next=/en/x", FIELDS)
    assert page.status_code == 403
    assert 'action="/en/account/sign-in/?next=/en/x"' in page.text
    assert 'name="login" value="oksana"' in page.text
    assert 'name="note" value="Žluťoučký &lt;kůň&gt;"' in page.text
    assert page.text.count('name="tags"') == 2
    assert "hush-hush" not in page.text


@pytest.mark.django_db
def test_what_is_handed_back_can_be_sent(strict: Client):
    page = strict.post("/en/account/sign-in/", FIELDS)
    again = strict.post(
        "/en/account/sign-in/", {**FIELDS, "csrfmiddlewaretoken": token_of(page.text)}
    )
    assert again.status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://testserver"])
def test_another_site_s_form_is_not_offered_for_confirmation(origin: str):
    client = Client(enforce_csrf_checks=True, headers={"origin": origin})
    page = client.post("/en/account/sign-in/", FIELDS)
    assert page.status_code == 403
    assert "oksana" not in page.text


@pytest.mark.django_db
def test_a_form_sent_after_the_sign_in_lapsed_loses_nothing(cast: Cast):
    client = Client(headers={"origin": "http://testserver"})
    page = client.post("/en/account/email/", {"email": "new@example.org", "action_add": ""})
    assert page.status_code == 403
    assert 'name="email" value="new@example.org"' in page.text
    assert "/en/account/sign-in/?next=" in page.text
    assert "no-store" in page["Cache-Control"]


@pytest.mark.django_db
def test_without_a_form_the_sign_in_page_comes_as_usual(client: Client):
    assert client.get("/en/account/email/").status_code == 302
    assert client.post("/en/account/email/", {}).status_code == 302


def test_a_sign_out_that_leads_to_the_sign_in_is_none_of_this(client: Client):
    data = {"next": "/uk/account/sign-in/"}
    answer = client.post("/uk/account/sign-out/", data, headers={"Origin": "http://testserver"})
    assert (answer.status_code, answer["Location"]) == (302, "/uk/account/sign-in/")
