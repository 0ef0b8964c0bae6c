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
    in_a_case = (
        "(EXISTS (SELECT 1 FROM cases_casedocument d WHERE d.document_id = OLD.id) "
        "OR EXISTS (SELECT 1 FROM cases_letter l WHERE l.document_id = OLD.id))"
    )
    changed = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in EVIDENCE)
    guards.refuse(
        "cases_evidence_is_kept",
        table="documents_document",
        event="UPDATE",
        condition=f"({changed}) AND {in_a_case}",
        message="a file of a case is evidence",
    )
    guards.refuse(
        "cases_evidence_is_not_deleted",
        table="documents_document",
        event="DELETE",
        condition=in_a_case,
        message="a file of a case is evidence",
    )
