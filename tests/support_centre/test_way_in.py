"""Who acts for a person never touches how they sign in."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from support_centre.models import AssistedSession
from tests.factories import PASSWORD
from tests.world import World

ACCOUNT = [
    "accounts:settings",
    "accounts:details",
    "accounts:sign-out-everywhere",
    "account_email",
    "account_change_password",
    "account_set_password",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "account_reauthenticate",
    "mfa_reauthenticate",
]


def way_in(user: User) -> tuple[object, ...]:
    fresh = User.objects.get(pk=user.pk)
    addresses = list(EmailAddress.objects.filter(user=user).values_list("email", "verified"))
    factors = user.authenticator_set.count()
    return fresh.email, fresh.password, fresh.session_generation, fresh.username, addresses, factors


@pytest.mark.parametrize("name", ACCOUNT)
def test_in_a_session_the_pages_of_the_account_are_the_helpers_own(
    world: World, session: AssistedSession, desk: Client, name: str
) -> None:
    before = way_in(world.oksana)
    new = "a new and long sentence"
    data = {
        "email": "taken.over@example.org",
        "action_add": "",
        "action_send": "",
        "oldpassword": PASSWORD,
        "password": PASSWORD,
        "password1": new,
        "password2": new,
        "given_names": "A",
        "family_name": "B",
        "native_name": "",
        "language": "cs",
    }
    url = reverse(name)
    shown = desk.get(url, follow=True).content.decode()
    assert "oksana@example.org" not in shown
    desk.post(url, data, follow=True)
    assert way_in(world.oksana) == before
    world.oksana.person.refresh_from_db()
    assert world.oksana.person.given_names == "Oksana"


def test_every_page_of_the_account_was_walked() -> None:
    from accounts.sign_in_urls import urlpatterns  # noqa: PLC0415

    at_the_door = {
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password",
        "account_confirm_password_reset_code",
        "account_complete_password_reset",
        "account_password_reset_completed",
        "mfa_authenticate",
    }
    assert {pattern.name for pattern in urlpatterns} == at_the_door | {
        name for name in ACCOUNT if not name.startswith("accounts:")
    }


def test_in_a_session_no_child_is_added_and_none_is_left(
    world: World, session: AssistedSession, desk: Client
) -> None:
    _ = world.yusuf
    assert desk.post(reverse("accounts:add-child"), {}).status_code == 404
    row = world.amira.person.guardianships.get()
    assert desk.post(reverse("accounts:end-child", args=[row.pk])).status_code == 404
