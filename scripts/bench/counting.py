"""Statements of SQL a page, whatever the number of rows; what it costs to open sealed values."""

import statistics
import time
from uuid import uuid4

from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Person, User
from cases.models import Case
from scripts.bench.seeding import ALONE
from vault import keys, sealing

Row = tuple[str, float, float | None]
VALUES = 1000


def figures() -> list[Row]:
    """Lines with their goals, as ``scripts.bench.figures.Figure`` takes them."""
    one, page = _queue(ALONE), _queue("officer.0")
    short, full = _case(2), _case(5)
    return [
        ("SQL of a queue page, 25 rows", page, 6),
        ("SQL of a queue page, more than with 1 row", page - one, 0),
        ("SQL of a case page, 5 files", full, 9),
        ("SQL of a case page, more than with 2 files", full - short, 0),
        *_sealing(),
    ]


def _queue(name: str) -> int:
    return _statements(name, "/en/office/queue/?view=mine")


def _case(files: int) -> int:
    found = Case.objects.filter(state="open").annotate(files=Count("documents"))
    case = found.filter(files=files).order_by("pk")[:1].get()
    return _statements("officer.0", f"/en/office/cases/{case.pk}/")


def _statements(name: str, address: str) -> int:
    """Reads and writes of one page; what opens and closes a transaction is not counted."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(username=name))
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    transactional = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return sum(not row["sql"].startswith(transactional) for row in captured.captured_queries)


def _sealing() -> list[Row]:
    """Microseconds a value of 200 bytes, under a key that is unwrapped already."""
    person = Person.objects.order_by("pk")[:1].get()
    keys.preload([person.pk])
    context = ["bench/1", str(uuid4())]
    sealed = sealing.seal(person.pk, context, b"-" * 200)
    return [
        ("sealing a value, µs", _each(lambda: sealing.seal(person.pk, context, b"-" * 200)), 30),
        ("opening a value, µs", _each(lambda: sealing.open_sealed(person.pk, context, sealed)), 30),
    ]


def _each(act: object) -> float:
    assert callable(act)
    found = []
    for _round in range(5):
        started = time.process_time()
        for _number in range(VALUES):
            act()
        found.append((time.process_time() - started) / VALUES * 1e6)
    return statistics.median(found)
