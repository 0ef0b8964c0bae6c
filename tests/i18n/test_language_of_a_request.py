"""Which language a page speaks, and how one changes it."""

import pytest
from django.conf import settings
from django.test import Client

from i18n.views import in_language
from tests.factories import Cast

pytestmark = pytest.mark.django_db

PAGE = "/account/sign-in/"


def test_the_language_in_the_path_wins_over_everything(client: Client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "vi"
    response = client.get(f"/uk{PAGE}", headers={"accept-language": "cs"})
    assert response["Content-Language"] == "uk"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("vi-VN,vi;q=0.9", "vi"), ("ar-SY", "ar"), ("fr", "en"), ("", "en"), ("fr, cs;q=0.5", "cs")],
)
def test_an_address_without_a_language_takes_the_browser_s(client, accepted: str, language: str):
    response = client.get(f"{PAGE}?next=/x", headers={"accept-language": accepted})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}{PAGE}?next=/x"
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def test_a_missing_slash_is_put_right_at_once(client: Client):
    assert (
        client.get("/account/sign-in", headers={"accept-language": "cs"})["Location"]
        == f"/cs{PAGE}"
    )


def test_the_cookie_comes_before_the_browser(client: Client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "uk"
    assert client.get(PAGE, headers={"accept-language": "cs"})["Location"] == f"/uk{PAGE}"


def test_the_person_s_language_comes_before_the_cookie(client: Client, cast: Cast):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cs"
    client.force_login(cast.oksana)
    assert client.get("/account/email/")["Location"].startswith("/uk/")


def test_an_unknown_address_stays_unknown(client: Client):
    assert client.get("/no/such/page").status_code == 404


def test_switching_keeps_the_page_its_query_and_the_choice(client: Client):
    response = client.post("/language/", {"language": "ar", "next": f"/uk{PAGE}?next=/uk/x"})
    assert response["Location"] == f"/ar{PAGE}?next=/uk/x"
    assert client.get(PAGE)["Location"] == f"/ar{PAGE}"


def test_switching_is_kept_for_the_person(client: Client, cast: Cast):
    client.force_login(cast.oksana)
    client.post("/language/", {"language": "cs", "next": "/uk/"})
    user = cast.oksana
    user.refresh_from_db()
    user.person.refresh_from_db()
    assert (user.language, user.person.language) == ("cs", "cs")


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/uk/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", ""],
)
def test_switching_leads_nowhere_else(client: Client, address: str):
    response = client.post("/language/", {"language": "cs", "next": address})
    assert response["Location"] == "/cs/"


def test_nor_does_a_path_that_looks_like_a_host(client: Client):
    here = "http://testserver//evil.example/x/"
    for language in ("xx", "cs"):
        response = client.post("/language/", {"language": language, "next": here})
        assert not response["Location"].startswith("//")


def test_an_unknown_language_changes_nothing(client: Client):
    response = client.post("/language/", {"language": "xx", "next": "/uk/"})
    assert response["Location"] == "/uk/"
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_switching_wants_a_post(client: Client):
    assert client.get("/language/").status_code == 405


@pytest.mark.parametrize(
    ("address", "expected"),
    [("/uk/a/?b=c#d", "/cs/a/?b=c#d"), ("/", "/cs/"), ("/a/", "/cs/a/"), ("/uk", "/cs/")],
)
def test_the_same_page_in_another_language(address: str, expected: str):
    assert in_language(address, "cs") == expected
