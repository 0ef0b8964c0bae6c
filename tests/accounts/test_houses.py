"""One house, however it is spelt; and the houses beside it."""

import pytest

from accounts.houses import same_house

SQUARE = "Náměstí Míru 1234/5, 120 00 Praha 2"


def parts(street: str, number: str, code: str = "", city: str = "") -> dict[str, str]:
    return {"street": street, "number": number, "postal_code": code, "city": city}


@pytest.mark.parametrize(
    ("written", "given"),
    [
        (SQUARE, parts("Náměstí Míru", "1234/5", "12000", "Praha 2")),
        (SQUARE, parts("NAMESTI  MIRU", "1234 / 5", "120 00", "praha")),
        (
            SQUARE,
            parts("Na\u0301me\u030csti\u0301 Mi\u0301ru", "5", "12000", "Praha"),
        ),  # decomposed
        (SQUARE, parts("náměstí Míru 1234", "", "", "Praha")),
        ("Náměstí Míru 5, Praha", parts("Náměstí Míru", "1234/5", "12000", "Praha 2")),
        ("2 Harbour Square, Amaurot", parts("Harbour Square", "2", "", "AMAUROT")),
        ("Lhota 12, 387 01 Volyně", parts("", "12", "38701", "Lhota")),
        ("Lhota 12", parts("", "12", "", "Lhota")),
        ("Вулиця Миру 5, Київ", parts("вулиця миру", "5", "", "київ")),
    ],
)
def test_the_same_house(written: str, given: dict[str, str]) -> None:
    assert same_house(written, given)


@pytest.mark.parametrize(
    "given",
    [
        parts("Náměstí Míru", "6", "12000", "Praha 2"),
        parts("Náměstí Míru", "1234/7", "12000", "Praha 2"),
        parts("Náměstí Míru", "12345", "12000", "Praha 2"),
        parts("Míru", "5", "12000", "Praha 2"),
        parts("Náměstí Míru", "", "12000", "Praha 2"),  # a square is no house
        parts("Náměstí Míru", "5", "60200", "Brno"),
        parts("Náměstí Míru", "5", "", "Brno"),
        parts("Náměstí Míru", "5"),
        parts("", "", "12000", "Praha 2"),
        {},
    ],
)
def test_another_house(given: dict[str, str]) -> None:
    assert not same_house(SQUARE, given)


def test_no_address_is_no_house() -> None:
    assert not same_house("", parts("", ""))
