"""Who acted for whom and who held which role stays as it was: both bar people from deciding."""

import pytest
from django.utils import timezone

from accounts.actions import add_ward, end_guardianship, end_role
from accounts.actor import SYSTEM, Actor
from accounts.models import Guardianship, RoleGrant
from tests.cases.test_guards import raw, refused
from tests.factories import Cast

pytestmark = pytest.mark.django_db


def test_a_guardianship_is_never_forgotten_nor_begun_again(cast: Cast) -> None:
    actor = Actor.for_user(cast.oksana)
    person = cast.oksana.person
    add_ward(person, actor=actor, family_name="K", given_names="M", birth_date="2020-05-01")
    row = Guardianship.objects.get()
    end_guardianship(row, actor=actor)
    rows = Guardianship.objects.filter(pk=row.pk)
    refused(lambda: rows.update(ended_at=None))
    refused(lambda: rows.update(guardian=cast.stranger.person))
    refused(lambda: raw("DELETE FROM accounts_guardianship WHERE id = %s", row.pk))


def test_a_role_is_never_forgotten_nor_held_again_without_a_grant(cast: Cast) -> None:
    row = cast.novotna.grants.get()
    refused(lambda: RoleGrant.objects.filter(pk=row.pk).update(office="OTHER"))
    end_role(row, actor=SYSTEM)
    rows = RoleGrant.objects.filter(pk=row.pk)
    refused(lambda: rows.update(until=None))
    refused(lambda: rows.update(until=timezone.now()))
    refused(lambda: raw("DELETE FROM accounts_rolegrant WHERE id = %s", row.pk))
