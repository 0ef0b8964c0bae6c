"""The table of roles, as the rule that it is; changing it is changing this."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import ANONYMOUS, SYSTEM
from accounts.roles import EVERY_PERMISSION, PERMISSIONS, STAFF_ROLES
from audit.models import Event
from tests.factories import Cast, UserFactory, signed_in

RULE = {
    "applicant": "draft.write case.follow case.papers case.answer case.withdraw case.report "
    "post.read family.change mandate.give",
    "officer": "queue.view case.view document.view case.take case.formal_check case.request "
    "case.suspend case.judge_document case.record_fee case.note case.propose case.countersign "
    "case.issue case.card case.discontinue search",
    "supervisor": "queue.view case.view document.view case.assign case.countersign case.issue "
    "case.note quality.read search",
    "auditor": "queue.view case.view audit.read",
    "administrator": "catalogue.manage users.manage",
    "helper": "desk.serve desk.assist",
    "centre_supervisor": "quality.read",
}


def test_what_each_role_may_do() -> None:
    assert {role: set(held) for role, held in PERMISSIONS.items()} == {
        role: set(held.split()) for role, held in RULE.items()
    }


def test_applicants_and_staff_share_no_permission() -> None:
    for role in STAFF_ROLES:
        assert not PERMISSIONS["applicant"] & PERMISSIONS[role]


def test_administrators_see_no_case() -> None:
    assert not any(p.startswith(("case", "document")) for p in PERMISSIONS["administrator"])


def test_auditors_change_nothing() -> None:
    assert all(p.endswith((".view", ".read")) for p in PERMISSIONS["auditor"])


def test_nobody_may_nothing_and_the_system_may_all() -> None:
    assert not any(ANONYMOUS.can(p) for p in EVERY_PERMISSION)
    assert all(SYSTEM.can(p) for p in EVERY_PERMISSION)


@pytest.mark.django_db
def test_switching_the_role_changes_what_is_there(cast: Cast) -> None:
    client = signed_in(UserFactory(roles=["officer", "administrator"]))
    assert client.get(reverse("admin:index")).status_code == 404
    client.post(reverse("accounts:role"), {"role": "administrator"})
    assert client.get(reverse("admin:index")).status_code == 200
    assert Event.objects.get(name="accounts.switched_role").role == "administrator"


@pytest.mark.django_db
def test_a_role_that_is_not_held_cannot_be_taken(cast: Cast) -> None:
    client = signed_in(cast.novotna)
    response = client.post(reverse("accounts:role"), {"role": "administrator"})
    assert response.status_code == 404
    assert client.get(reverse("admin:index")).status_code == 404


@pytest.mark.django_db
def test_a_role_that_was_taken_away_is_gone_at_the_next_request(cast: Cast) -> None:
    client = signed_in(cast.administrator, "administrator")
    assert client.get(reverse("admin:index")).status_code == 200
    cast.administrator.grants.update(until=cast.administrator.grants.get().since)
    assert client.get(reverse("admin:index")).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("member", "page"),
    [("stranger", "applicants:home"), ("novotna", "cases:queue"), ("administrator", "admin:index")],
)
def test_each_role_has_its_first_page(cast: Cast, member: str, page: str) -> None:
    response = signed_in(getattr(cast, member)).get(reverse("accounts:enter"))
    assert response.url == reverse(page)


@pytest.mark.django_db
def test_the_page_of_roles_offers_what_is_held(cast: Cast) -> None:
    page = signed_in(cast.novotna).get(reverse("accounts:role")).content.decode()
    assert 'value="officer"' in page
    assert 'value="applicant"' in page
    assert 'value="administrator"' not in page


@pytest.mark.django_db
def test_the_actor_costs_one_query_beside_the_user(
    cast: Cast, django_assert_max_num_queries
) -> None:
    client: Client = signed_in(cast.novotna)
    with django_assert_max_num_queries(3):  # session, user with person, roles
        client.get(reverse("accounts:enter"))
