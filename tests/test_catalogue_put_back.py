"""What tests find as the catalogue is what its files say, to the last column."""

from typing import Any

import pytest
from django.db import transaction

from accounts.actor import SYSTEM
from audit.models import Event
from permits.actions import load_catalogue
from permits.models import PermitType
from tests import catalogue

pytestmark = pytest.mark.django_db


def in_a_database_of_its_own(load: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything that ``load`` writes, by table, without the ids that it draws."""
    with transaction.atomic():
        load()
        found = {
            model._meta.db_table: sorted(
                (without_ids(row) for row in model._base_manager.values()), key=repr
            )
            for model in catalogue._models()
        }
        found["events"] = sorted(Event.objects.values_list("name", flat=True))
        transaction.set_rollback(True)
    return found


def without_ids(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id" and name[-3:] != "_id"}


def test_it_is_the_same_from_the_files_and_put_back():
    first = in_a_database_of_its_own(lambda: load_catalogue("cz", actor=SYSTEM))
    for _each in range(2):
        assert in_a_database_of_its_own(catalogue.load) == first
    assert not PermitType.objects.exists()


def test_beside_something_else_it_is_loaded_from_the_files():
    load_catalogue("uto", actor=SYSTEM)
    catalogue.load()
    assert {permit.pack for permit in PermitType.objects.all()} == {"cz", "uto"}
    assert load_catalogue("cz", actor=SYSTEM).created == 0
