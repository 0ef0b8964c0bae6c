"""What a probe may ask: does the process live, and is everything there that it needs."""

from collections.abc import Callable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

Probe = Callable[[], bool]
_probes: dict[str, Probe] = {}


def register(name: str, probe: Probe) -> None:
    """Add a condition of readiness: ``probe()`` answers True, answers False or raises."""
    _probes[name] = probe


def _database() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def readiness() -> dict[str, bool]:
    """Every condition by name. A probe that raises counts as not met; no detail leaves."""
    return {name: _holds(probe) for name, probe in _probes.items()}


def _holds(probe: Probe) -> bool:
    try:
        return probe()
    except Exception:  # noqa: BLE001 - whatever fails, the answer is the same
        return False


register("database", _database)
register("migrations", _migrations)
