"""The Czech catalogue for a test: read from its files once a process, put back as rows after that.

Loading takes as many statements as the catalogue has rows, and most tests want the same one.
Tests of the loader itself call ``load_catalogue``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from accounts.actor import SYSTEM
from audit import log
from permits.actions import load_catalogue
from permits.models import Edition
from support_centre.models import Centre

PACK = "cz"


@dataclass(frozen=True)
class Rows:
    """Of one table, as the database gave them."""

    table: str
    columns: list[str]
    values: list[tuple[Any, ...]]

    def put_back(self) -> None:
        quoted = ", ".join(map(connection.ops.quote_name, self.columns))
        places = ", ".join(["%s"] * len(self.columns))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(self.table)} ({quoted}) VALUES ({places})",
                self.values,
            )


_LOADED: list[Rows] = []
_EVENT: list[dict[str, Any]] = []


@transaction.atomic
def load() -> None:
    """As ``load_catalogue("cz")`` into a database whose catalogue is empty, with its event."""
    if not _is_empty():
        load_catalogue(PACK, actor=SYSTEM)
    elif _LOADED:
        for rows in _LOADED:
            rows.put_back()
        log.append("permits.load_pack", actor=SYSTEM, payload=_EVENT[0])
    else:
        report = load_catalogue(PACK, actor=SYSTEM)
        _EVENT[:] = [{"pack": PACK, "created": report.created, "updated": report.updated}]
        _LOADED[:] = [_rows_of(model) for model in _models()]


def _is_empty() -> bool:
    return not any(model._base_manager.exists() for model in _models())


@cache
def _models() -> list[type[models.Model]]:
    """Of the catalogue, whoever is referred to first; no key of theirs comes from a sequence."""
    found = [model for model in apps.get_app_config("permits").get_models() if model != Edition]
    found.append(Centre)
    assert not any(isinstance(model._meta.pk, models.AutoField) for model in found)
    return found


def _rows_of(model: type[models.Model]) -> Rows:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        columns = [column[0] for column in cursor.description]
        return Rows(table, columns, cursor.fetchall())
