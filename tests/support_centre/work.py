"""What a try at a code makes the database do, so that two tries can be compared."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

VALUES = re.compile(r"'[^']*'|x'[^']*'|\b\d+\b|s\d+_x\d+", re.I)


def statements_of(act: Callable[[], Any], refusal: type[Exception]) -> list[str]:
    """The statements, without their values, of an act that is refused."""
    with CaptureQueriesContext(connection) as asked, pytest.raises(refusal):
        act()
    return [_shape(each["sql"]) for each in asked.captured_queries]


def _shape(sql: str) -> str:
    return VALUES.sub("?", re.sub(r"savepoint \S+", "savepoint", sql, flags=re.I))
