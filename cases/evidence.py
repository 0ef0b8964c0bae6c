"""The part of the guards that is about papers: letters that were sent, files of a case."""

from accounts.guards import nobody_invented
from audit import guards

EVIDENCE = (
    "person_id", "kind", "file_name", "media_type", "size", "pages", "state", "blob", "sealed_key",
    "created_at", "created_by",
)  # fmt: skip
"""What a file of a case is: its bytes, and what the office was told of them."""


def register() -> None:
    """A letter that was sent stays as it is; a file that reached a case is never shredded.

    And no case is about somebody with whom staff only practise.
    """
    nobody_invented("cases_case", "person_id", "filed_by_id")
    guards.frozen("cases_letter", ["case_id", "person_id", "kind", "about", "language"])
    guards.refuse(
        "cases_letter_stays_sent",
        table="cases_letter",
        event="UPDATE",
        condition=(
            "OLD.state = 'ready' AND (NEW.state <> 'ready' "
            "OR NEW.document_id IS DISTINCT FROM OLD.document_id "
            "OR NEW.ready_at IS DISTINCT FROM OLD.ready_at)"
        ),
        message="a letter that was sent is never changed",
    )
    _deliveries()
    in_a_case = (
        "EXISTS (SELECT 1 FROM cases_casedocument d WHERE d.document_id = OLD.id) "
        "OR EXISTS (SELECT 1 FROM cases_letter l WHERE l.document_id = OLD.id) "
        "OR EXISTS (SELECT 1 FROM cases_confirmation k WHERE k.document_id = OLD.id)"
    )
    kept("cases_evidence", in_a_case, message="a file of a case is evidence")


def kept(name: str, linked: str, *, message: str) -> None:
    """A file of which ``linked`` holds (SQL about ``OLD.id``) is never shredded or made another."""
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in EVIDENCE)
    guards.refuse(
        f"{name}_is_kept",
        table="documents_document",
        event="UPDATE",
        condition=f"({changed}) AND ({linked})",
        message=message,
    )
    guards.refuse(
        f"{name}_is_not_deleted",
        table="documents_document",
        event="DELETE",
        condition=linked,
        message=message,
    )


def _deliveries() -> None:
    """What is known of a letter on paper is what its last entries say: periods run from it."""
    guards.lasting("cases_paperdelivery")
    guards.frozen("cases_paperdelivery", ["letter_id", "person_id"])
    entries = "SELECT 1 FROM cases_postalentry e WHERE e.delivery_id = NEW.id"
    later = (
        "SELECT 1 FROM cases_postalentry l "
        "WHERE l.delivery_id = e.delivery_id AND l.kind = e.kind AND l.seq > e.seq"
    )
    for column, kind, detail in (
        ("dispatched_on", "posted", ""),
        ("deposited_on", "deposited", ""),
        ("returned_on", "returned", "returned_why"),
        ("noticed_on", "noticed", ""),
        ("taken_down_on", "taken_down", ""),
        ("delivered_on", "delivered", "how"),
    ):
        changed = f"NEW.{column} IS DISTINCT FROM OLD.{column}"
        same = f'e."on" = NEW.{column}'
        if detail:
            changed = f"({changed} OR NEW.{detail} IS DISTINCT FROM OLD.{detail})"
            same += f" AND e.detail = NEW.{detail}"
        elif kind == "noticed":  # what hung on the board alone delivers nothing
            same += " AND e.detail = 'online'"
        guards.refuse(
            f"cases_paperdelivery_{column}_by_entry",
            table="cases_paperdelivery",
            event="UPDATE",
            condition=f"{changed} AND NEW.{column} IS NOT NULL AND NOT EXISTS "
            f"({entries} AND e.kind = '{kind}' AND {same} AND NOT EXISTS ({later}))",
            message=f"{column} of a letter is what its last entry says",
        )
    for column in ("dispatched_on", "delivered_on"):
        guards.refuse(
            f"cases_paperdelivery_{column}_stays",
            table="cases_paperdelivery",
            event="UPDATE",
            condition=f"OLD.{column} IS NOT NULL AND NEW.{column} IS NULL",
            message=f"{column} of a letter is corrected, never taken back",
        )
    guards.refuse(
        "cases_request_days_stay",
        table="cases_request",
        event="UPDATE",
        condition="NEW.days IS DISTINCT FROM OLD.days",
        message="the length of a period never changes",
    )
    undelivered = (
        "SELECT 1 FROM cases_letter l JOIN cases_paperdelivery p ON p.letter_id = l.id "
        "WHERE l.about = NEW.id AND l.kind = 'request' AND p.delivered_on IS NULL"
    )
    guards.refuse(
        "cases_request_period_after_delivery",
        table="cases_request",
        event="UPDATE",
        condition=f"OLD.due_on IS NULL AND NEW.due_on IS NOT NULL AND EXISTS ({undelivered})",
        message="no period starts before its letter is delivered",
    )
