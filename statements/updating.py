"""Changing one row that acts change again and again: its statement is built once a process."""

from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def update(row: Model, *names: str) -> None:
    """What ``row.save(update_fields=names)`` does for a model of one table; tells no signals.

    Raises ``DoesNotExist`` of the model where the row is gone.
    """
    model = type(row)
    sql, fields = _statement(model, names)
    key: Any = model._meta.pk
    given = [(field, field.pre_save(row, add=False)) for field in fields]
    values = [field.get_db_prep_save(value, connection) for field, value in given]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, key.get_db_prep_save(row.pk, connection)])
        if cursor.rowcount == 0:
            raise model.DoesNotExist  # type: ignore[attr-defined]


@lru_cache(maxsize=256)
def _statement(model: type[Model], names: tuple[str, ...]) -> "tuple[str, list[Field[Any, Any]]]":
    """The text, and the fields whose values it takes. Raises ``FieldDoesNotExist``."""
    meta: Any = model._meta
    quote = connection.ops.quote_name
    fields = [meta.get_field(name) for name in names]
    given = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    where = f"{quote(meta.pk.column)} = %s"
    return f"UPDATE {quote(meta.db_table)} SET {given} WHERE {where}", fields  # noqa: S608
