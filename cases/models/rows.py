"""The rows of a case, of whatever kind and however many, in one statement.

What a case is now follows from rows of many small tables. Asking each table by itself costs more
than the answers do, most of it for building statements. So they are asked together: each branch of
one ``UNION ALL`` gives the columns of its rows as a JSON array, and the text of the statement is
built once per process.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import (
    BinaryField,
    F,
    Field,
    ForeignKey,
    Func,
    JSONField,
    Model,
    QuerySet,
    TextField,
    UUIDField,
    Value,
)

from accounts.models import Person
from statements.making import maker
from vault import keys
from vault.fields import Sealed, SealedField

Row = TypeVar("Row", bound=Model)

DECODE = json.JSONDecoder(parse_float=Decimal).decode


@dataclass(frozen=True)
class Part:
    """The rows of ``model`` that belong to a case, or those to which ``to`` leads from there.

    ``case`` is the way from a row to its case; ``newest`` is how many are read at most, where one
    case alone is asked for; ``only`` names the columns to read (default: all).
    """

    model: type[Model]
    case: str = "case"
    to: str = ""
    newest: int | None = None
    only: tuple[str, ...] = ()
    keys = False

    @property
    def kind(self) -> type[Model]:
        """The model of the rows that come back."""
        kind: Any = self.model
        for step in filter(None, self.to.split("__")):
            kind = kind._meta.get_field(step).related_model
        found: type[Model] = kind
        return found

    @property
    def fields(self) -> "list[Field[Any, Any]]":
        fields = self.kind._meta.concrete_fields
        return [each for each in fields if not self.only or each.attname in self.only]

    def rows(self, cases: Sequence[UUID]) -> "QuerySet[Any, Any]":
        """Case and columns of each row."""
        way = f"{self.to}__" if self.to else ""
        found = self.model._default_manager.filter(**{f"{self.case}__in": cases})
        if self.to:
            found = found.filter(**{f"{self.to}__isnull": False})
        columns = [_column(way + each.attname, each) for each in self.fields]
        ordered = found if self.newest else found.order_by()
        named = ordered.annotate(of_case=F(self.case), row_columns=_Array(*columns))
        return named.values_list("of_case", "row_columns")[: self.newest]


@dataclass(frozen=True)
class Staff:
    """The persons of the users whom rows of one case name; their keys come with them.

    ``named``: a model, the way from a row to its case, and the attribute that names a user. All of
    them are found at once: to join users and persons for each took a third of the statement.
    """

    named: tuple[tuple[type[Model], str, str], ...]
    kind = Person
    keys = True

    @property
    def fields(self) -> "list[Field[Any, Any]]":
        return list(self.kind._meta.concrete_fields)

    def rows(self, cases: Sequence[UUID]) -> "QuerySet[Any, Any]":
        """Case and columns of each row. Raises ``ValueError`` for several cases."""
        [case] = cases
        first, *others = (
            model._default_manager.filter(**{way: case, f"{attribute}__isnull": False})
            .order_by()
            .values(attribute)
            for model, way, attribute in self.named
        )
        root, sealed = keys.beside("pk")
        columns = [_column(each.attname, each) for each in self.fields]
        found = self.kind._default_manager.filter(user__in=first.union(*others)).order_by()
        named = found.annotate(
            of_case=Value(case, UUIDField()), row_columns=_Array(*columns, root, _Hex(sealed))
        )
        return named.values_list("of_case", "row_columns")


Parts = Sequence[Part | Staff]


class Rows:
    """Rows by their model."""

    def __init__(self) -> None:
        self._found: dict[type[Model], dict[Any, Model]] = {}

    def add(self, row: Model) -> None:
        """A row to which two ways lead is kept once."""
        self._found.setdefault(type(row), {})[row.pk] = row

    def of(self, model: type[Row]) -> list[Row]:
        """The rows of a model, in the model's own order."""
        rows: list[Any] = list(self._found.get(model, {}).values())
        if len(rows) < 2:
            return rows
        for name in reversed([str(name) for name in model._meta.ordering or ()]):
            rows.sort(key=attrgetter(name.removeprefix("-")), reverse=name.startswith("-"))
        return rows

    def by_id(self, model: type[Row]) -> dict[Any, Row]:
        found: dict[Any, Any] = self._found.get(model, {})
        return found


def rows_of(case: UUID, parts: tuple[Part | Staff, ...]) -> Rows:
    """The rows of one case."""
    return rows_by_case([case], parts)[case]


def rows_by_case(cases: Sequence[UUID], parts: tuple[Part | Staff, ...]) -> dict[UUID, Rows]:
    """The rows of several cases; those of a case without any are empty."""
    found = {case: Rows() for case in cases}
    if not found:
        return found
    sql, places, readers = _statement(parts, len(cases))
    with connection.cursor() as cursor:
        ids = [_adapted(case) for case in cases]
        cursor.execute(sql, [ids[place] for place in places])
        for number, case, columns in cursor.fetchall():
            row = readers[number](DECODE(columns))
            found[case if isinstance(case, UUID) else UUID(case)].add(row)
    return found


class Beside:
    """Rows that come with a case in its own statement, see ``statements.compiled``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def sql(self, case: str) -> str:
        """All of them as one text, for the case whose id that column holds.

        Raises ``ValueError`` for a part that asks for anything else.
        """
        branches, stand_in = [], UUID(int=1)
        for number, part in enumerate(self._parts):
            text, params = part.rows([stand_in]).query.sql_with_params()
            if params != (_adapted(stand_in),) * text.count("%s"):
                raise ValueError("a part asks for something else than its case")
            branch = f"({text.replace('%s', case)}) AS branch"
            branches.append(f"SELECT {number} AS part, branch.* FROM {branch}")  # noqa: S608 - compiled by the ORM
        pair, every = WITHIN[connection.vendor]
        rows = " UNION ALL ".join(branches)
        return f"SELECT CAST({every}({pair}) AS text) FROM ({rows}) AS rows_of_case"  # noqa: S608

    def read(self, text: str | None) -> Rows:
        """The rows from that text; none for none."""
        found, readers = Rows(), self._readers
        for number, columns in DECODE(text or "[]"):
            found.add(readers[number](columns))
        return found

    @cached_property
    def _readers(self) -> list[Callable[[list[Any]], Model]]:
        return [_reader(part) for part in self._parts]


WITHIN = {
    "postgresql": ("JSON_BUILD_ARRAY(part, row_columns)", "JSON_AGG"),
    "sqlite": ("JSON_ARRAY(part, JSON(row_columns))", "JSON_GROUP_ARRAY"),
}
"""How each database makes a list of rows: from which pairs, by which function."""


@lru_cache(maxsize=64)
def _statement(
    parts: tuple[Part | Staff, ...], count: int
) -> tuple[str, list[int], list[Callable[[list[Any]], Model]]]:
    """The statement for so many cases, which of them each parameter is, and readers by part."""
    stand_ins = [UUID(int=number) for number in range(1, count + 1)]
    places = {_adapted(case): place for place, case in enumerate(stand_ins)}
    branches, order = [], []
    for number, part in enumerate(parts):
        sql, params = part.rows(stand_ins).query.sql_with_params()
        branches.append(f"SELECT {number}, branch.* FROM ({sql}) AS branch")  # noqa: S608 - compiled by the ORM
        order += [places[param] for param in params]
    return " UNION ALL ".join(branches), order, [_reader(part) for part in parts]


def _adapted(case: UUID) -> Any:
    """The id as the database takes it."""
    return UUIDField().get_db_prep_value(case, connection)


def _column(path: str, field: "Field[Any, Any]") -> Any:
    return _Hex(path) if isinstance(_held(field), BinaryField | SealedField) else F(path)


class _Array(Func):
    """Columns as a JSON array. Django's own casts each of them to the type that it has already."""

    function = "JSON_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY", **more)


class _Hex(Func):
    """Bytes as hexadecimal digits, since JSON has no bytes. Of nothing, SQLite would make none."""

    template = "CASE WHEN %(expressions)s IS NOT NULL THEN HEX(%(expressions)s) END"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="ENCODE(%(expressions)s, 'hex')", **more)


def _reader(part: Part | Staff) -> Callable[[list[Any]], Model]:
    """Makes a row of the part's model from its columns as JSON has them."""
    casts = [_cast(field) for field in part.fields]
    make = maker(part.kind, [field.attname for field in part.fields], DEFAULT_DB_ALIAS)

    def read(values: list[Any]) -> Model:
        if part.keys:
            *values, root, key = values
        row = make(
            [
                value if value is None or cast is None else cast(value)
                for value, cast in zip(values, casts, strict=True)
            ]
        )
        if part.keys:
            keys.remember(row.pk, root and UUID(root), key and bytes.fromhex(key))
        return row

    return read


def _held(field: "Field[Any, Any]") -> "Field[Any, Any]":
    """What a column holds: that of a foreign key is of the other row's id."""
    return _held(field.target_field) if isinstance(field, ForeignKey) else field


def _cast(field: "Field[Any, Any]") -> Callable[[Any], Any] | None:
    """From what JSON has to what the model has; None where both are the same."""
    held = _held(field)
    if isinstance(held, SealedField):
        return lambda value: Sealed(bytes.fromhex(value))
    if isinstance(held, JSONField):
        return json.loads if connection.vendor == "sqlite" else None  # there it is text within text
    return CASTS.get(held.get_internal_type())


def _moment(value: str) -> datetime:
    """SQLite keeps moments in UTC and does not say so."""
    read = datetime.fromisoformat(value)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


CASTS: dict[str, Callable[[Any], Any]] = {
    "BinaryField": bytes.fromhex,
    "BooleanField": bool,
    "DateField": date.fromisoformat,
    "DateTimeField": _moment,
    "DecimalField": Decimal,
    "UUIDField": lru_cache(maxsize=256)(UUID),  # many rows name the same case, person and clerk
}
