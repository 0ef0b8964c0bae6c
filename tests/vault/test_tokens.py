"""Sealed names and numbers can be found, by what a person would type, and by nothing else."""

import uuid

import pytest

from vault import keyring, tokens
from vault.models import Token

CASE, OTHER = uuid.uuid4(), uuid.uuid4()


def found(kind: str, value: str) -> set[uuid.UUID]:
    return set(tokens.owners_with(kind, value))


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Nguyễn Thị Hương", "nguyen"),
        ("Nguyễn Thị Hương", "NGUYỄN"),
        ("Nguyễn Thị Hương", "thi huo"),
        ("Nguyễn Thị Hương", "Hương Nguyễn"),
        ("Đặng", "dang"),
        ("MÜLLER", "mueller"),
        ("Müller", "muller"),
        ("Mueller", "müller"),
        ("Łukasz", "luk"),
        ("O'Neill", "oneill"),
        ("O’Neill", "O'Nei"),
        ("Al-Sayed", "sayed"),
        ("Шевченко", "shevchenko"),
        ("Григорій", "hryhorii"),
        ("Горбачёв", "gorbachev"),
        ("Шевченко", "шевч"),
        ("محمد", "محمد"),
        ("أحمد", "احمد"),
        ("Weiß", "weiss"),
        ("Jørgensen", "joergensen"),
        ("Jørgensen", "jorgen"),
        ("Li", "li"),
        ("Straße Ng", "ng"),
    ],
)
def test_a_name_is_found(subject: uuid.UUID, stored: str, typed: str) -> None:
    tokens.replace(subject, "name", CASE, [stored])
    assert found("name", typed) == {CASE}
    assert set(tokens.subjects_with("name", typed)) == {subject}


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("Nguyen", "ng"),  # shorter than three letters, and no word of its own
        ("Nguyen", "guyen"),  # no search inside a word
        ("Nguyen", "nguyenx"),
        ("Nguyen Thi", "nguyen van"),
        ("Nguyen", ""),
        ("Nguyen", "--"),
        ("", "nguyen"),
    ],
)
def test_a_name_is_not_found(subject: uuid.UUID, stored: str, typed: str) -> None:
    tokens.replace(subject, "name", CASE, [stored])
    assert found("name", typed) == set()


def test_every_word_must_match_the_same_case(subject: uuid.UUID, stranger: uuid.UUID) -> None:
    tokens.replace(subject, "name", CASE, ["Anna", "Novak"])
    tokens.replace(stranger, "name", OTHER, ["Anna", "Svoboda"])
    assert found("name", "anna") == {CASE, OTHER}
    assert found("name", "anna svo") == {OTHER}
    assert found("name", "novak svoboda") == set()


@pytest.mark.parametrize(
    "typed", ["AB 123456", "ab123456", "AB-123456", "AB123456<<", "ＡＢ123456"]
)
def test_a_passport_is_found_by_its_whole_number(subject: uuid.UUID, typed: str) -> None:
    tokens.replace(subject, "passport", CASE, ["AB123456"])
    assert found("passport", typed) == {CASE}


@pytest.mark.parametrize("typed", ["AB12345", "AB1234567", "123456", "", " "])
def test_a_part_of_a_passport_number_finds_nothing(subject: uuid.UUID, typed: str) -> None:
    tokens.replace(subject, "passport", CASE, ["AB123456"])
    assert found("passport", typed) == set()


def test_a_name_is_not_a_passport(subject: uuid.UUID) -> None:
    tokens.replace(subject, "name", CASE, ["ABC"])
    assert found("passport", "ABC") == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Oksana Ševčenková", "OKSANA SEVCENKOVA"),
        ("Jürgen Müller", "JUERGEN MUELLER"),
        ("Sean O’Neill", "SEAN ONEILL"),
        ("Al-Sayed", "AL SAYED"),
    ],
)
def test_a_name_is_the_same_as_a_passport_prints_it(one: str, other: str) -> None:
    assert tokens.same_name(one, other)
    assert tokens.same_name(other, one)


@pytest.mark.parametrize("other", ["Oksana", "Oksana Shev", "Shevchenko Oksana", "Ivan Shevchenko"])
def test_less_of_a_name_or_another_order_is_not_the_same(other: str) -> None:
    assert not tokens.same_name("Oksana Shevchenko", other)


def test_new_values_take_the_place_of_the_old(subject: uuid.UUID) -> None:
    tokens.replace(subject, "name", CASE, ["Novak"])
    tokens.replace(subject, "name", CASE, ["Svoboda"])
    assert found("name", "novak") == set()
    assert found("name", "svoboda") == {CASE}


def test_a_token_says_nothing_without_the_keyring(subject: uuid.UUID) -> None:
    tokens.replace(subject, "name", CASE, ["Novak"])
    values = [bytes(token.value) for token in Token.objects.all()]
    assert {len(value) for value in values} == {33}
    assert not any(b"nov" in value.lower() for value in values)
    assert len(values) == 3 * len(keyring.loaded().index)  # nov, nova, novak


def test_a_hostile_name_costs_a_bounded_number_of_rows(subject: uuid.UUID) -> None:
    tokens.replace(subject, "name", CASE, ["x" * 5000, " ".join(f"word{n}" for n in range(900))])
    assert Token.objects.count() < 500


def test_finding_costs_one_query(subject: uuid.UUID, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    tokens.replace(subject, "name", CASE, ["Anna Maria Novak"])
    with django_assert_num_queries(1):
        assert found("name", "anna maria nov") == {CASE}
