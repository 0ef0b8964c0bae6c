"""The administration: who gets in, what is there, and what is not."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.urls import reverse

from accounts.actions import grant_role
from accounts.actor import Actor
from accounts.models import Person, User
from accounts.site import HIDDEN, SHOWN, SOME
from audit.models import Event
from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db
FORBIDDEN = re.compile(
    r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")"
)


def test_only_the_catalogue_and_the_users_are_there() -> None:
    rooms = {model._meta.app_label for model in admin.site._registry}
    assert rooms <= SHOWN | set(SOME)
    assert Person not in admin.site._registry


@pytest.mark.parametrize("room", sorted(HIDDEN))
def test_a_case_or_the_log_cannot_even_be_registered(room: str) -> None:
    for model in apps.get_app_config(room).get_models():
        with pytest.raises(ImproperlyConfigured):
            admin.site.register(model)


def test_no_list_shows_a_sealed_value() -> None:
    for model, options in admin.site._registry.items():
        sealed = {f.name for f in model._meta.get_fields() if hasattr(f, "open_value")}
        assert not sealed & {*options.list_display, *options.search_fields}


def test_its_sign_in_is_the_portals(cast: Cast, client) -> None:
    url = reverse("admin:login")
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"
    assert signed_in(cast.stranger).get(url).status_code == 404
    assert signed_in(cast.administrator).get(url).url == reverse("admin:index")


@pytest.mark.parametrize("member", ["stranger", "novotna", "supervisor", "auditor"])
def test_to_everybody_else_it_does_not_exist(cast: Cast, member: str) -> None:
    client = signed_in(getattr(cast, member))
    for name in ("index", "jsi18n", "accounts_user_changelist", "accounts_user_add"):
        assert client.get(reverse(f"admin:{name}")).status_code == 404
    target = reverse("admin:accounts_user_change", args=[cast.stranger.pk])
    assert client.get(target).status_code == client.post(target).status_code == 404


def test_an_administrator_acting_as_applicant_is_not_let_in(cast: Cast) -> None:
    client = signed_in(cast.administrator, "applicant")
    assert client.get(reverse("admin:index")).status_code == 404


def test_every_page_keeps_to_the_policy(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    pages = [reverse("admin:index")]
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        pages.append(reverse(f"{base}_changelist"))
        if model is User:
            pages += [reverse(f"{base}_add"), reverse(f"{base}_change", args=[cast.stranger.pk])]
    for page in pages:
        response = client.get(page)
        assert response.status_code == 200, page
        assert not (found := FORBIDDEN.search(response.content.decode())), (page, found)
        assert "unsafe" not in response["Content-Security-Policy"]


def test_no_page_names_a_person(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    target = reverse("admin:accounts_user_change", args=[cast.oksana.pk])
    for page in (reverse("admin:accounts_user_changelist"), target):
        assert "Kovalenko" not in client.get(page).content.decode()


def grants(**rows: str) -> dict[str, str]:
    return {
        "grants-TOTAL_FORMS": "1",
        "grants-INITIAL_FORMS": "0",
        **{f"grants-0-{key}": value for key, value in rows.items()},
    }


def test_a_login_is_made_with_its_person_and_role(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    data = {"username": "nova", "email": "nova@example.org", "language": "cs", "is_active": "on"}
    client.post(reverse("admin:accounts_user_add"), data | grants(role="officer", office="PRG"))
    user = User.objects.get(username="nova")
    assert user.person.language == "cs"
    assert not user.has_usable_password()
    assert [(g.role, g.office) for g in user.live_grants] == [("officer", "PRG")]
    assert Event.objects.get(name="accounts.granted_role", role="administrator")


def test_nobody_gives_a_role_to_themselves(cast: Cast) -> None:
    client, own = signed_in(cast.administrator), cast.administrator
    data = {"username": own.username, "email": "", "language": "en", "is_active": "on"}
    target = reverse("admin:accounts_user_change", args=[own.pk])
    client.post(target, data | grants(role="officer", office="PRG"))
    assert not own.grants.filter(role="officer").exists()
    with pytest.raises(PermissionDenied):
        grant_role(own, "officer", actor=Actor.for_user(own))


def test_looking_at_logins_is_an_event(cast: Cast) -> None:
    client, about = signed_in(cast.administrator), cast.oksana.person.pk
    client.get(reverse("admin:accounts_user_changelist"))
    client.get(reverse("admin:accounts_user_change", args=[cast.oksana.pk]))
    for name in ("accounts.list_accounts", "accounts.open_account"):
        assert about in Event.objects.get(name=name).subjects.values_list("subject_id", flat=True)


def test_signing_out_needs_a_form_here_too(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    client.get(reverse("admin:logout"))
    assert client.get(reverse("admin:index")).status_code == 200
    client.post(reverse("admin:logout"))
    assert client.get(reverse("admin:index")).status_code == 302


def test_a_role_is_ended_not_erased(cast: Cast) -> None:
    client, grant = signed_in(cast.administrator), cast.novotna.grants.get()
    data = {"username": "novotna", "email": "", "language": "cs", "is_active": "on"}
    rows = grants(id=str(grant.pk), user=str(cast.novotna.pk), DELETE="on")
    rows["grants-INITIAL_FORMS"] = "1"
    client.post(reverse("admin:accounts_user_change", args=[cast.novotna.pk]), data | rows)
    grant.refresh_from_db()
    assert grant.until is not None
    assert Event.objects.filter(name="accounts.ended_role").count() == 1


def test_logins_are_closed_not_deleted(cast: Cast) -> None:
    client = signed_in(cast.administrator)
    assert client.post(
        reverse("admin:accounts_user_delete", args=[cast.stranger.pk]), {"post": "yes"}
    ).status_code in (403, 404)
    assert User.objects.filter(pk=cast.stranger.pk).exists()


def test_signing_out_of_it_makes_the_browser_forget(cast: Cast) -> None:
    response = signed_in(cast.administrator).post(reverse("admin:logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    "lookup",
    ["password__startswith", "password__regex", "session_generation", "person__id__gt", "id__gt"],
)
def test_the_address_asks_for_no_other_column(cast: Cast, lookup: str) -> None:
    """A hash of a password would be guessed letter by letter."""
    client, page = signed_in(cast.administrator), reverse("admin:accounts_user_changelist")
    assert client.get(page, {lookup: "0"}).status_code == 400
    for allowed in ("is_active__exact", "language__exact", "grants__role__exact"):
        assert client.get(page, {allowed: "1"}).status_code == 200


@pytest.mark.parametrize("page", ["autocomplete/", "r/1/1/"])
def test_no_page_lists_logins_without_a_trace(cast: Cast, page: str) -> None:
    client, _ = signed_in(cast.administrator), cast.oksana
    query = {"app_label": "accounts", "model_name": "rolegrant", "field_name": "user"}
    assert client.get(reverse("admin:index") + page, query).status_code == 404
