"""The part of the guards that is about reported changes."""

from audit import guards
from cases.ties import conflict

TABLE = "cases_changereport"
REPORT = "origin case_id person_id kind schema_version answers language days centre by_id at"


def register() -> None:
    """What was reported stays as it was sent. Note is taken of it once, by nobody who is tied."""
    guards.lasting(TABLE)
    guards.frozen(TABLE, [*REPORT.split(), "on"])
    guards.refuse(
        "cases_changereport_starts_unread",
        table=TABLE,
        event="INSERT",
        condition="NEW.noted_at IS NOT NULL",
        message="first a change is reported, then note is taken of it",
    )
    guards.refuse(
        "cases_changereport_noted_once",
        table=TABLE,
        event="UPDATE",
        condition=(
            "OLD.noted_at IS NOT NULL AND (NEW.noted_at IS DISTINCT FROM OLD.noted_at "
            "OR NEW.noted_by_id IS DISTINCT FROM OLD.noted_by_id)"
        ),
        message="note of a change is taken once",
    )
    guards.refuse(
        "cases_changereport_noted_without_conflict",
        table=TABLE,
        event="UPDATE",
        condition=(
            "NEW.noted_by_id IS NOT NULL AND OLD.noted_by_id IS NULL AND "
            + conflict("NEW.case_id", "NEW.noted_by_id")
        ),
        message="a conflict of interest excludes taking note",
    )
