"""The Content-Security-Policy: that of the settings on every page, another where one is wanted."""

from django.http import HttpResponse
from django.test import Client, RequestFactory

from config.policy import PolicyMiddleware

WITHOUT_UNSAFE = {
    "default-src 'self'",
    "img-src 'self' data:",
    "style-src 'self'",
    "script-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'self'",
}


def parts(response: HttpResponse) -> set[str]:
    return set(response["Content-Security-Policy"].split("; "))


def test_each_page_has_the_policy_of_the_settings(db: None, client: Client) -> None:
    for address in ("/en/permits/", "/en/no-such-page/"):
        assert parts(client.get(address)) == WITHOUT_UNSAFE


def test_what_wants_another_policy_gets_it(db: None) -> None:
    widened, own, exempt = HttpResponse(), HttpResponse(), HttpResponse()
    widened._csp_update = {"img-src": ["https://example.org"]}  # type: ignore[attr-defined]
    own["Content-Security-Policy"] = "default-src 'none'"
    exempt._csp_exempt = True  # type: ignore[attr-defined]
    for response in (widened, own, exempt):
        PolicyMiddleware(lambda _request, answer=response: answer)(RequestFactory().get("/"))
    assert "img-src 'self' data: https://example.org" in parts(widened)
    assert parts(own) == {"default-src 'none'"}
    assert "Content-Security-Policy" not in exempt
