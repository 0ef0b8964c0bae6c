"""What the database holds about practice, which stays apart, and about measuring the rest."""

from accounts.guards import nobody_invented
from audit import guards

INVENTED = "(SELECT p.practice FROM accounts_person p WHERE p.id = NEW.person_id)"
SANDBOX = "(SELECT c.practice FROM support_centre_centre c WHERE c.id = NEW.centre_id)"


def practice_apart() -> None:
    """At the practice desk sit invented people only, and nowhere else does one."""
    guards.frozen("support_centre_centre", ["practice"])
    nobody_invented("support_centre_slip", "person_id")
    nobody_invented("support_centre_restoration", "person_id")
    _elsewhere()
    for table in (
        "support_centre_visit",
        "support_centre_mandate",
        "support_centre_slip",
        "support_centre_restoration",
    ):
        for event in ("INSERT", "UPDATE"):
            guards.refuse(
                f"{table}_apart_on_{event.lower()}",
                table=table,
                event=event,
                condition=f"NEW.person_id IS NOT NULL AND {INVENTED} <> {SANDBOX}",
                message="invented people come to the practice desk, and nobody else does",
            )


def _elsewhere() -> None:
    """What has no centre of its own is held by its office: each act leaves an event with it."""
    practised = "EXISTS (SELECT 1 FROM support_centre_centre c WHERE c.practice AND c.code = {})"
    guards.refuse(
        "audit_event_of_no_practised_case",
        table="audit_event",
        event="INSERT",
        condition=f"NEW.case_id IS NOT NULL AND {practised.format('NEW.office')}",
        message="nothing is read or done in a case at the practice desk",
    )
    guards.refuse(
        "accounts_identitycheck_apart",
        table="accounts_identitycheck",
        event="INSERT",
        condition=f"{INVENTED} <> {practised.format('NEW.office')}",
        message="invented people are identified at the practice desk, and nobody else is",
    )


def quality() -> None:
    """Links and notes are only added; what is practised is measured nowhere."""
    guards.append_only("support_centre_lookedinto")
    guards.append_only("support_centre_assistedfiling")
    same = (
        "SELECT 1 FROM support_centre_assistedsession s "
        "JOIN support_centre_mandate m ON m.id = s.mandate_id "
        "JOIN cases_case k ON s.person_id IN (k.person_id, k.filed_by_id) "
        "WHERE s.id = NEW.session_id AND k.id = NEW.case_id "
        "AND s.user_id = NEW.user_id AND m.centre_id = NEW.centre_id"
    )
    guards.refuse(
        "support_centre_filing_of_its_session",
        table="support_centre_assistedfiling",
        event="INSERT",
        condition=f"NOT EXISTS ({same})",
        message="a filing belongs to the session in which it was made",
    )
    for table in ("support_centre_feedback", "support_centre_assistedfiling"):
        guards.refuse(
            f"{table}_not_of_practice",
            table=table,
            event="INSERT",
            condition=f"NEW.centre_id IS NOT NULL AND {SANDBOX}",
            message="practice is not measured",
        )
