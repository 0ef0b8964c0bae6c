"""What surrounds a sign-in: redirects, hosts, forgery, caches."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.signing import confirm_password, sign_in, sign_up
from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "http:evil.example",
    "https:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://127.0.0.1/en/",
    " //evil.example",
    "/\t/evil.example",
    "%2F%2Fevil.example",
    "\x00//evil.example",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_signing_in(cast: Cast, target: str) -> None:
    response = sign_in(Client(), cast.stranger.username, next=target)
    assert response.url == reverse("accounts:enter")


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nor_after_signing_up_out_or_confirming(cast: Cast, target: str) -> None:
    assert sign_up(Client(), username="an.nguyen", next=target).url == reverse("accounts:enter")
    client = signed_in(cast.stranger)
    url = reverse("account_reauthenticate")
    response = client.post(url, {"password": "a long walk along the river", "next": target})
    assert response.url == reverse("accounts:enter")
    assert client.post(reverse("account_logout"), {"next": target}).url == "/"


def test_the_page_that_was_wanted_comes_after_signing_in(cast: Cast) -> None:
    client = Client()
    response = client.get(reverse("accounts:details"))
    assert response.url == f"{reverse('account_login')}?next={reverse('accounts:details')}"
    wanted = sign_in(client, cast.stranger.username, next=reverse("accounts:details"))
    assert wanted.url == reverse("accounts:details")


def test_a_foreign_host_is_refused() -> None:
    response = Client().get(reverse("account_login"), headers={"host": "evil.example"})
    assert response.status_code == 400


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_logout", "account_reset_password"]
)
def test_a_forged_form_is_refused(name: str) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(reverse(name), {}).status_code == 403


def test_a_forged_form_is_refused_to_the_signed_in(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.stranger)
    for name in ("accounts:role", "accounts:add-child", "accounts:sign-out-everywhere"):
        assert client.post(reverse(name), {}).status_code == 403


def test_signing_out_needs_a_form(cast: Cast) -> None:
    client = signed_in(cast.stranger)
    client.get(reverse("account_logout"))
    assert client.get(reverse("accounts:settings")).status_code == 200


def test_pages_of_the_signed_in_are_kept_by_nobody(cast: Cast) -> None:
    client = signed_in(cast.stranger)
    for name in ("accounts:settings", "accounts:role", "account_email", "permits:list"):
        assert "no-store" in client.get(reverse(name))["Cache-Control"], name
    assert "no-store" in client.get("/en/nowhere/")["Cache-Control"]
    assert "no-store" in client.get(reverse("admin:index"))["Cache-Control"]


def test_the_browser_forgets_at_sign_out(cast: Cast) -> None:
    client = signed_in(cast.stranger)
    response = client.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in response["Cache-Control"]
    assert client.get(reverse("accounts:settings")).status_code == 302


def test_other_answers_do_not_make_it_forget(cast: Cast) -> None:
    assert "Clear-Site-Data" not in Client().get(reverse("account_login"))
    assert "Clear-Site-Data" not in signed_in(cast.stranger).get(reverse("accounts:settings"))


def test_a_fresh_sign_in_is_wanted_where_it_counts(cast: Cast, time_machine) -> None:
    time_machine.move_to("2027-01-04 10:00")
    client, url = Client(), reverse("accounts:sign-out-everywhere")
    sign_in(client, cast.stranger.username)
    assert client.get(url).status_code == 200
    time_machine.move_to("2027-01-04 10:16")
    response = client.get(url)
    assert response.url == f"{reverse('account_reauthenticate')}?next={url}"
    confirm_password(client)
    assert client.get(url).status_code == 200


def test_a_posted_form_comes_back_to_its_page_and_leaves_nothing_behind(
    cast: Cast, time_machine
) -> None:
    time_machine.move_to("2027-01-04 10:00")
    client, url = Client(), reverse("accounts:sign-out-everywhere")
    sign_in(client, cast.stranger.username)
    time_machine.move_to("2027-01-04 10:16")
    response = client.post(
        url,
        {"reason": "a planted mark"},
        headers={"referer": f"http://testserver{reverse('accounts:settings')}"},
        HTTP_HX_REQUEST="true",
    )
    assert response.url.endswith(f"?next={reverse('accounts:settings')}")
    assert "planted" not in str(dict(client.session.items()))
    foreign = client.post(url, {}, headers={"referer": "https://evil.example/"})
    assert foreign.url.endswith(f"?next={reverse('accounts:settings')}")
