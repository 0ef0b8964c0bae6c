"""Every column is in the data map, and only what it allows is plain."""

from vault import datamap
from vault.datamap import Table


def test_every_column_is_listed_with_its_class_key_and_retention() -> None:
    assert sorted(datamap.problems(datamap.read(datamap.PATH.read_text()))) == []


def test_the_page_is_as_the_command_writes_it() -> None:
    text = datamap.PATH.read_text()
    tables = datamap.merged(datamap.read(text), datamap.of_models())
    assert text.partition("## Tables\n")[2].lstrip() == datamap.render(tables)


def found(name: str, columns: dict[str, tuple[str, str]], kept: str = "a day") -> list[str]:
    written = datamap.read(datamap.PATH.read_text())
    table = written[name]
    written[name] = Table(kept, {**table.columns, **columns})
    return list(datamap.problems(written))


def test_an_unlisted_column_is_a_problem() -> None:
    written = datamap.read(datamap.PATH.read_text())
    del written["accounts_person"].columns["family_name"]
    assert list(datamap.problems(written)) == ["accounts_person.family_name is not listed"]


def test_an_unlisted_table_is_a_problem() -> None:
    written = datamap.read(datamap.PATH.read_text())
    del written["accounts_person"]
    assert list(datamap.problems(written)) == ["accounts_person is not listed"]


def test_a_column_that_went_away_is_a_problem() -> None:
    gone = {"nickname": ("plain", "text")}
    assert found("accounts_person", gone) == [
        "accounts_person.nickname is listed and does not exist"
    ]


def test_a_sealed_column_cannot_be_called_plain_nor_a_plain_one_sealed() -> None:
    assert found("accounts_person", {"family_name": ("plain", "text")})
    assert found("accounts_person", {"language": ("sealed", "the person's field key")})


def test_an_unanswered_question_is_a_problem() -> None:
    assert found("accounts_person", {"language": ("plain", "?")})
    assert found("accounts_person", {}, kept="?")
