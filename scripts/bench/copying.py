"""Rows by COPY: ten times as fast as INSERT, with every field prepared as a save would do it."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import AutoField, Model


def copy_in(rows: Iterable[Model]) -> None:
    """Write unsaved rows of one model. Sealed fields are sealed; no guard or signal sees them."""
    listed = list(rows)
    if not listed:
        return
    meta = listed[0]._meta
    fields = [each for each in meta.concrete_fields if not isinstance(each, AutoField)]
    columns = ", ".join(f'"{each.column}"' for each in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{meta.db_table}" ({columns}) FROM STDIN') as copying,
    ):
        for row in listed:
            copying.write_row(
                [each.get_db_prep_save(each.pre_save(row, True), connection) for each in fields]
            )
