"""A read that every page repeats: its statement is built once a process, then only carried out.

Django builds the text of a statement anew each time, which takes longer than the answer::

    @compiled
    def _called(order: str, *, name: str) -> QuerySet[User]:
        return User.objects.filter(username=name).order_by(order)

    [user] = _called("pk", name="ada")

What is given by name is filled in each time. What is given by place is the shape: for each another
statement is kept, so there may be few. The language being spoken belongs to the shape. The function
runs once a shape, with a ``Given`` for each name: it may filter by it and do nothing else.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache, wraps
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, QuerySet
from django.db.models.fields import DateField, DateTimeField, Field, UUIDField
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from django.db.transaction import TransactionManagementError
from django.utils.translation import get_language

from statements.making import maker

MOST = 256
"""Statements kept of one function."""

MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")
KINDS: dict[type, "Field[Any, Any]"] = {
    UUID: UUIDField(),
    datetime: DateTimeField(),
    date: DateField(),
}

Beside = Callable[[str], str]
"""From the name of the column that holds a row's id to SQL for one value about that row."""

Read = TypeVar("Read", bound=Callable[..., "QuerySet[Any, Any]"])


class Given(Expression):
    """A value that is known only when the statement is carried out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class Text:
    """A statement in words, of whose values some are ``Given``.

    Raises ``ValueError`` for one that holds a moment: "now" would stay that of the building.
    """

    def __init__(self, sql: str, values: Sequence[Any], using: str = DEFAULT_DB_ALIAS) -> None:
        if any(MOMENT.match(str(value)) for value in values if not isinstance(value, Given)):
            raise ValueError("a moment would be kept; give it by name")
        self.using = using
        self.sql, self._fixed = _settled(sql, values, connections[using])
        self.names = frozenset(value.name for value in values if isinstance(value, Given))
        """Of the values that it asks for."""

    def ask(self, given: Mapping[str, Any]) -> list[Any]:
        """The rows for these values, none of which may be None (SQL would find nothing)."""
        connection = connections[self.using]
        values = {_mark(name): _adapted(given[name], connection) for name in self.names}
        with connection.cursor() as cursor:
            cursor.execute(self.sql, values | self._fixed)
            return cursor.fetchall()


def _settled(sql: str, values: Sequence[Any], connection: Any) -> tuple[str, dict[str, Any]]:
    """Each value by its name, so that one that is asked for often is sent once.

    PostgreSQL keeps a plan only when it is as good as one for these very values: those that never
    change are written into the statement, quoted by the driver.
    """
    fixed: dict[str, Any] = {}
    if connection.vendor == "postgresql":
        connection.ensure_connection()
    marks = []
    for value in values:
        if isinstance(value, Given):
            marks.append(f"%({_mark(value.name)})s")
        elif connection.vendor == "postgresql":
            marks.append(_quoted(value, connection))
        else:
            marks.append(f"%(fixed_{len(fixed)})s")
            fixed[f"fixed_{len(fixed)}"] = value
    return sql.replace("%%", "%%%%") % tuple(marks), fixed


def _mark(name: str) -> str:
    """The name as SQLite takes it: ``actor.user_id`` is ``actor__user_id``."""
    return name.replace(".", "__")


def _quoted(value: Any, connection: Any) -> str:
    text: str = connection.ops.compose_sql("%s", [value])
    return text.replace("%", "%%")


class Statement:
    """The text of a queryset's statement, and how its rows are read.

    Rows are what the queryset would give: instances with what ``select_related`` names and with
    annotations, or tuples of ``values_list``. Raises ``ValueError`` for a queryset that gives
    anything else.
    """

    def __init__(self, rows: "QuerySet[Any, Any]", beside: Beside | None = None) -> None:
        compiler = rows.query.get_compiler(rows.db)
        self._locks = rows.query.select_for_update
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            self._text: Text | None = None  # nobody is in scope, say: there is nothing to ask
            return
        self._make = _maker(rows, compiler)
        if beside is not None:
            sql, self._make = _widened(sql, compiler, beside), _with_beside(self._make)
        self._text = Text(sql, values, rows.db)
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        self._converters = list(compiler.get_converters(columns).items())

    def asks_for_any(self, names: frozenset[str]) -> bool:
        """Whether it asks for a value of that name, or for nothing at all."""
        return self._text is None or bool(names & self._text.names)

    def ask(self, given: Mapping[str, Any]) -> list[Any]:
        """The rows for these values."""
        if self._text is None:
            return []
        connection = connections[self._text.using]
        if self._locks and connection.get_autocommit():
            raise TransactionManagementError("a row is locked within a transaction only")
        return [self._make(self._read(row, connection)) for row in self._text.ask(given)]

    def _read(self, row: tuple[Any, ...], connection: Any) -> tuple[Any, ...] | list[Any]:
        if not self._converters:
            return row
        read = list(row)
        for place, (converters, column) in self._converters:
            for convert in converters:
                read[place] = convert(read[place], column, connection)
        return read


def _widened(sql: str, compiler: Any, beside: Beside) -> str:
    """The statement with a column more. What it found has a name of its own: no table that
    ``beside`` reads is taken for one of outside. Raises ``ValueError`` where rows are locked."""
    if compiler.query.select_for_update:
        raise ValueError("rows are locked without what stands beside them")
    own, places = compiler.klass_info["model"]._meta.pk, compiler.klass_info["select_fields"]
    key = next(place for place in places if compiler.select[place][0].target == own)
    names = ", ".join(f"c{place}" for place in range(len(compiler.select)))
    value = beside(f"found.c{key}")
    return f"WITH found ({names}) AS ({sql}) SELECT found.*, ({value}) FROM found"  # noqa: S608


def _with_beside(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def made(row: Any) -> Any:
        instance = make(row)
        instance.beside = row[-1]
        return instance

    return made


def _maker(rows: "QuerySet[Any, Any]", compiler: Any) -> Callable[[Any], Any]:
    """From the columns to what the queryset gives (as ``ModelIterable`` has it)."""
    private: Any = rows
    if private._prefetch_related_lookups or private._known_related_objects:
        raise ValueError("rows of other statements cannot come beside")
    if private._iterable_class is ValuesListIterable:
        return tuple
    if private._iterable_class is not ModelIterable:
        raise ValueError(f"no statement is kept for {private._iterable_class.__name__}")
    info, using = compiler.klass_info, rows.db
    first, end = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, _sql, _alias in compiler.select[first:end]]
    instance = maker(info["model"], names, using)
    beside = get_related_populators(info, compiler.select, using)  # type: ignore[call-arg]
    annotations = list((compiler.annotation_col_map or {}).items())

    def make(row: Any) -> Any:
        made = instance(row[first:end])
        for each in beside:
            each.populate(row, made)
        for name, place in annotations:
            setattr(made, name, row[place])
        return made

    return make


def _adapted(value: Any, connection: Any) -> Any:
    """The value as the database takes it."""
    if value is None:
        raise ValueError("None is no value to ask for; let the shape say it")
    kind = KINDS.get(type(value))
    return value if kind is None else kind.get_db_prep_value(value, connection)


def keeping(
    build: Read, *, asks: frozenset[str] = frozenset(), beside: Beside | None = None
) -> Callable[[tuple[Any, ...], tuple[str, ...]], Statement]:
    """The statements of a function by shape and names of what is given.

    Raises ``ValueError`` for one that asks for none of ``asks``, where any are named. ``beside``
    gives each row an attribute of that name; rows come in any order then.
    """

    @lru_cache(maxsize=MOST)
    def kept(shape: tuple[Any, ...], names: tuple[str, ...], _language: str | None) -> Statement:
        statement = Statement(build(*shape, **{name: Given(name) for name in names}), beside)
        if asks and not statement.asks_for_any(asks):
            raise ValueError(f"{build.__qualname__} gives everybody the same")
        return statement

    return lambda shape, names: kept(shape, names, get_language())


def compiled(build: Read) -> Callable[..., list[Any]]:
    """A function that gives a queryset becomes one that gives its rows; see above."""
    kept = keeping(build)

    @wraps(build)
    def rows(*shape: Any, **given: Any) -> list[Any]:
        return kept(shape, tuple(given)).ask(given)

    return rows
