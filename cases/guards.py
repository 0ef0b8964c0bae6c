"""What the database itself refuses, whoever asks: a forgotten check, a shell, raw SQL.

The lawful steps are written into the trigger from ``cases.lifecycle``, so that a change of the
table changes the guard at the next migrate (and a system check tells when it has not).
"""

from audit import guards
from cases import change_guards, evidence, pause_guards
from cases.lifecycle import State
from cases.table import rows
from cases.ties import conflict

APPEND_ONLY = [
    "cases_answer",
    "cases_cardstep",
    "cases_casedocument",
    "cases_caseevent",
    "cases_casestep",
    "cases_clockentry",
    "cases_countersignature",
    "cases_decisionreturn",
    "cases_decisionversion",
    "cases_documentjudgement",
    "cases_feeowed",
    "cases_feepayment",
    "cases_note",
    "cases_originalseen",
    "cases_postalentry",
    "cases_requestextension",
    "cases_requestitem",
]
LASTING = [
    "cases_case",
    "cases_casesequence",
    "cases_decision",
    "cases_letter",
    "cases_request",
    "cases_suspension",
]


def register() -> None:
    """Called when the room is ready."""
    for table in APPEND_ONLY:
        guards.append_only(table)
    for table in LASTING:
        guards.lasting(table)
    _snapshot()
    _states()
    _outcomes()
    _four_eyes()
    _assignment()
    evidence.register()
    change_guards.register()
    pause_guards.register()


def _snapshot() -> None:
    """What was filed stays as it was filed."""
    filed = "number origin person_id filed_by_id permit_type_id pack place language answers"
    filed += " in_binding schema_version filed_at filed_on limit_days"
    guards.frozen("cases_case", filed.split())
    guards.frozen(
        "cases_request",
        [
            "case_id",
            "person_id",
            "seq",
            "legal_basis",
            "text",
            "issued_on",
            "by_id",
            "at",
        ],
    )
    guards.frozen(
        "cases_suspension",
        ["case_id", "request_id", "ground", "legal_basis", "started_on", "by_id", "at"],
    )
    guards.refuse(
        "cases_case_lodged_once",
        table="cases_case",
        event="UPDATE",
        condition="OLD.lodged_on IS NOT NULL AND NEW.lodged_on IS DISTINCT FROM OLD.lodged_on",
        message="a case is lodged once",
    )


def _states() -> None:
    """A state follows its step, a step follows the table, and both follow the one before."""
    guards.refuse(
        "cases_case_starts_received",
        table="cases_case",
        event="INSERT",
        condition=f"NEW.state <> '{State.RECEIVED}' OR NEW.step_seq <> 0",
        message="a case starts as received",
    )
    guards.refuse(
        "cases_case_follows_its_step",
        table="cases_case",
        event="UPDATE",
        condition=(
            "(NEW.state <> OLD.state OR NEW.step_seq <> OLD.step_seq) AND "
            "(NEW.step_seq <> OLD.step_seq + 1 OR NOT EXISTS (SELECT 1 FROM cases_casestep s "
            "WHERE s.case_id = NEW.id AND s.seq = NEW.step_seq "
            "AND s.source = OLD.state AND s.target = NEW.state))"
        ),
        message="a state changes only with its step",
    )
    lawful = ", ".join(f"'{row.name}:{row.source}:{row.target}'" for row in rows())
    unlawful = f"(NEW.name || ':' || NEW.source || ':' || NEW.target) NOT IN ({lawful})"
    elsewhere = (
        "NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id "
        "AND c.state = NEW.source AND c.step_seq + 1 = NEW.seq)"
    )
    guards.refuse(
        "cases_casestep_is_lawful",
        table="cases_casestep",
        event="INSERT",
        condition=f"{unlawful} OR {elsewhere}",
        message="no such step from here",
    )


def _outcomes() -> None:
    """Only a countersigned decision of that outcome leads to approval or refusal."""
    guards.refuse(
        "cases_casestep_has_its_decision",
        table="cases_casestep",
        event="INSERT",
        condition=(
            "NEW.name IN ('approve', 'refuse') AND NOT EXISTS (SELECT 1 FROM cases_decision d "
            "JOIN cases_decisionversion v ON v.decision_id = d.id AND v.seq = d.current "
            "JOIN cases_countersignature k ON k.version_id = v.id "
            "WHERE d.case_id = NEW.case_id AND d.state IN ('countersigned', 'issued') "
            "AND v.outcome = CASE NEW.name WHEN 'approve' THEN 'grant' ELSE 'refuse' END)"
        ),
        message="no countersigned decision leads there",
    )
    guards.refuse(
        "cases_casestep_has_its_card",
        table="cases_casestep",
        event="INSERT",
        condition=(
            "NEW.name = 'grant' AND NOT EXISTS (SELECT 1 FROM cases_cardstep h "
            "WHERE h.case_id = NEW.case_id AND h.kind = 'handed_over')"
        ),
        message="no card was handed over",
    )
    signed = (
        "EXISTS (SELECT 1 FROM cases_decisionversion v "
        "JOIN cases_countersignature k ON k.version_id = v.id "
        "WHERE v.decision_id = NEW.id AND v.seq = NEW.current)"
    )
    guards.refuse(
        "cases_decision_is_countersigned",
        table="cases_decision",
        event="UPDATE",
        condition=f"NEW.state IN ('countersigned', 'issued') AND NOT {signed}",
        message="the latest version has no countersignature",
    )
    guards.refuse(
        "cases_decision_starts_proposed",
        table="cases_decision",
        event="INSERT",
        condition="NEW.state <> 'proposed'",
        message="a decision starts as proposed",
    )
    guards.refuse(
        "cases_decision_stays_issued",
        table="cases_decision",
        event="UPDATE",
        condition=(
            "NEW.case_id <> OLD.case_id OR NEW.current < OLD.current OR "
            "(OLD.state = 'superseded' AND NEW.state <> 'superseded') OR "
            "(OLD.state = 'issued' AND (NEW.state NOT IN ('issued', 'superseded') "
            "OR NEW.current <> OLD.current OR NEW.issued_at IS DISTINCT FROM OLD.issued_at "
            "OR NEW.issued_on IS DISTINCT FROM OLD.issued_on "
            "OR NEW.issued_by_id IS DISTINCT FROM OLD.issued_by_id))"
        ),
        message="an issued decision is never changed",
    )


def _four_eyes() -> None:
    """No proposer of any version countersigns; nobody with a conflict proposes, signs or issues."""
    case_of_version = (
        "(SELECT d.case_id FROM cases_decisionversion v JOIN cases_decision d "
        "ON d.id = v.decision_id WHERE v.id = NEW.version_id)"
    )
    guards.refuse(
        "cases_countersignature_by_another",
        table="cases_countersignature",
        event="INSERT",
        condition=(
            "EXISTS (SELECT 1 FROM cases_decisionversion signed "
            "JOIN cases_decisionversion other ON other.decision_id = signed.decision_id "
            "WHERE signed.id = NEW.version_id AND other.proposed_by_id = NEW.by_id)"
        ),
        message="whoever proposed a version cannot countersign",
    )
    guards.refuse(
        "cases_countersignature_of_the_latest",
        table="cases_countersignature",
        event="INSERT",
        condition=(
            "NOT EXISTS (SELECT 1 FROM cases_decisionversion v JOIN cases_decision d "
            "ON d.id = v.decision_id AND d.current = v.seq "
            "WHERE v.id = NEW.version_id AND d.state = 'proposed')"
        ),
        message="only the latest proposed version is countersigned",
    )
    guards.refuse(
        "cases_countersignature_no_conflict",
        table="cases_countersignature",
        event="INSERT",
        condition=conflict(case_of_version, "NEW.by_id"),
        message="a conflict of interest excludes the signature",
    )
    guards.refuse(
        "cases_decisionversion_no_conflict",
        table="cases_decisionversion",
        event="INSERT",
        condition=conflict(
            "(SELECT d.case_id FROM cases_decision d WHERE d.id = NEW.decision_id)",
            "NEW.proposed_by_id",
        ),
        message="a conflict of interest excludes the proposal",
    )
    guards.refuse(
        "cases_decisionversion_of_a_live_decision",
        table="cases_decisionversion",
        event="INSERT",
        condition=(
            "EXISTS (SELECT 1 FROM cases_decision d WHERE d.id = NEW.decision_id "
            "AND d.state IN ('issued', 'superseded'))"
        ),
        message="an issued decision gets no further version",
    )
    guards.refuse(
        "cases_decision_issued_without_conflict",
        table="cases_decision",
        event="UPDATE",
        condition=(
            "NEW.issued_by_id IS NOT NULL AND OLD.issued_by_id IS NULL AND "
            + conflict("NEW.case_id", "NEW.issued_by_id")
        ),
        message="a conflict of interest excludes issuing",
    )


def _assignment() -> None:
    tied = conflict("NEW.id", "NEW.assigned_to_id")
    guards.refuse(
        "cases_case_assigned_without_conflict",
        table="cases_case",
        event="UPDATE",
        condition=(
            "NEW.assigned_to_id IS NOT NULL AND "
            f"NEW.assigned_to_id IS DISTINCT FROM OLD.assigned_to_id AND {tied}"
        ),
        message="a conflict of interest excludes the assignment",
    )
    guards.refuse(
        "cases_case_starts_unassigned",
        table="cases_case",
        event="INSERT",
        condition="NEW.assigned_to_id IS NOT NULL",
        message="a case starts unassigned",
    )
