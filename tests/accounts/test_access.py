"""Declaring who may use a view, and the check that wants it declared."""

import pytest
from django.core.checks import run_checks
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import include, path
from django.utils.decorators import method_decorator
from django.views import View

from accounts import checks
from accounts.access import declared, fresh, public, requires, signed_in
from accounts.actor import ANONYMOUS, Actor
from accounts.roles import PERMISSIONS


def hello(request, **kwargs):
    return HttpResponse("hello")


class Hello(View):
    def get(self, request):
        return HttpResponse("hello")


def acting(role: str = "") -> Actor:
    person = "00000000-0000-4000-8000-000000000001"
    return Actor(person, person, role, permissions=PERMISSIONS.get(role, frozenset()))


def ask(view, actor: Actor):
    request = RequestFactory().get("/en/somewhere/?page=2")
    request.actor = actor
    return view(request)


VIEWS = {
    "function": requires("case.view", "case.take")(hello),
    "class": requires("case.view", "case.take")(type("Own", (Hello,), {})).as_view(),
    "method": method_decorator(requires("case.view", "case.take"), name="dispatch")(
        type("Own", (Hello,), {})
    ).as_view(),
    "around": requires("case.view", "case.take")(Hello.as_view()),
}


@pytest.mark.parametrize("kind", sorted(VIEWS))
def test_any_one_of_the_permissions_opens(kind: str) -> None:
    view = VIEWS[kind]
    assert declared(view).permissions == {"case.view", "case.take"}
    assert ask(view, acting("auditor")).content == b"hello"
    for role in ("applicant", "administrator"):
        with pytest.raises(Http404):
            ask(view, acting(role))
    response = ask(view, ANONYMOUS)
    assert response.status_code == 302
    assert response.url.endswith("?next=/en/somewhere/%3Fpage%3D2")


def test_public_and_signed_in() -> None:
    assert ask(public(hello), ANONYMOUS).status_code == 200
    assert ask(signed_in(hello), ANONYMOUS).status_code == 302
    assert ask(signed_in(hello), acting("auditor")).status_code == 200


def test_a_misspelt_permission_is_an_error_at_once() -> None:
    for wrong in (["case.veiw"], []):
        with pytest.raises(ValueError):
            requires(*wrong)


def test_fresh_keeps_what_was_declared() -> None:
    assert declared(requires("case.issue")(fresh(hello))).permissions == {"case.issue"}


def test_every_address_of_the_portal_is_declared() -> None:
    assert checks.every_address_declares_its_access(None) == []


urlpatterns = [
    path("a/", public(hello), name="a"),
    path("b/", include(([path("c/", hello, name="c"), path("d/", hello)], "room"))),
]


@pytest.mark.urls(__name__)
def test_an_undeclared_address_stops_the_process() -> None:
    errors = checks.every_address_declares_its_access(None)
    assert [error.msg.split()[0] for error in errors] == ["room:c", "b/d/"]
    assert all(error.is_serious() for error in errors)
    assert {error.id for error in run_checks(tags=["urls"])} >= {"accounts.E001"}
