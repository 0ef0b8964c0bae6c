"""Adding one row to a table that acts fill: its statement is built once a process."""

from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


def insert(row: Row) -> Row:
    """What ``row.save(force_insert=True)`` does for a model of one table; tells no signals."""
    model = type(row)
    sql, fields, returned = _statement(model)
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        if returned:
            for name, value in zip(returned, cursor.fetchone(), strict=True):
                setattr(row, name, value)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


@lru_cache(maxsize=256)
def _statement(model: type[Model]) -> "tuple[str, list[Field[Any, Any]], list[str]]":
    """The text, the fields whose values it takes, and what the database gives back."""
    meta: Any = model._meta
    ops: Any = connection.ops
    quote = ops.quote_name
    fields = [field for field in meta.concrete_fields if field is not meta.auto_field]
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608
    if meta.db_returning_fields:
        sql += " " + ops.return_insert_columns(meta.db_returning_fields)[0]
    return sql, fields, [field.attname for field in meta.db_returning_fields]
