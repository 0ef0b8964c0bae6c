"""A NUL in an address is a bad request on every page, on PostgreSQL too."""

import pytest
from django.test import Client

from tests.factories import Cast, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/en/office/queue/?permit=%00",
        "/en/office/queue/?view=%00&after=%00",
        "/en/office/search/?again=%00",
        "/en/permits/%00/",
        "/%00",
    ],
)
def test_it_is_refused(cast: Cast, address: str) -> None:
    client = signed_in(cast.novotna)
    assert client.get(address).status_code == 400
    assert Client().get(address).status_code == 400


def test_other_addresses_go_on(cast: Cast) -> None:
    assert signed_in(cast.novotna).get("/en/office/queue/?permit=00").status_code == 200
