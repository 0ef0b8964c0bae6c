"""The part of the guards that is about pauses: a suspension ends once, as the ledger has it."""

from audit import guards


def register() -> None:
    """One that lapsed on a wrong day is moved by a correcting entry of the ledger."""
    guards.refuse(
        "cases_clockentry_corrects_an_end",
        table="cases_clockentry",
        event="INSERT",
        condition=(
            "NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_clockentry e "
            "WHERE e.id = NEW.corrects_id AND e.case_id = NEW.case_id AND e.ground = NEW.ground "
            "AND e.kind IN ('resume', 'run_on') AND NEW.kind IN ('resume', 'run_on'))"
        ),
        message="a correction is of the end of the same pause",
    )
    corrected = (
        "EXISTS (SELECT 1 FROM cases_clockentry e WHERE e.case_id = NEW.case_id "
        "AND REPLACE(e.ground, '-', '') = REPLACE(CAST(NEW.id AS text), '-', '') "
        "AND e.corrects_id IS NOT NULL AND CASE e.kind WHEN 'run_on' THEN NEW.ended_on IS NULL "
        'ELSE e."on" = NEW.ended_on END '
        "AND NOT EXISTS (SELECT 1 FROM cases_clockentry l WHERE l.corrects_id = e.id))"
    )
    guards.refuse(
        "cases_suspension_ends_once",
        table="cases_suspension",
        event="UPDATE",
        condition=(
            "OLD.ended_on IS NOT NULL AND NEW.ended_on IS DISTINCT FROM OLD.ended_on "
            f"AND NOT (OLD.ended_by = 'lapsed' AND {corrected})"
        ),
        message="a suspension ends once",
    )
