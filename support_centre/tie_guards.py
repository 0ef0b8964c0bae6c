"""Whoever does anything for a person at a desk decides nothing about them: the database asks for
the conflict before the first act of each kind."""

from audit import guards

MESSAGE = "whoever assists a person never decides about them: the conflict is written first"

TIED = (
    "SELECT 1 FROM accounts_conflict x "
    "WHERE x.person_id = NEW.person_id AND x.user_id = :user AND x.kind = 'assisted'"
)
AT_A_CENTRE = "SELECT 1 FROM support_centre_centre c WHERE c.code = NEW.office"
KEPT_BY_UNTIED = (
    "SELECT 1 FROM documents_document d WHERE d.id = NEW.document_id "
    "AND d.created_by IS NOT NULL AND NOT EXISTS (:tied)"
)


def tied_before() -> None:
    _refuse("session", "support_centre_assistedsession", "INSERT", _untied("NEW.user_id"))
    _refuse("slip", "support_centre_slip", "INSERT", _untied("NEW.issued_by_id"))
    checked = f"EXISTS ({AT_A_CENTRE}) AND {_untied('NEW.checked_by_id')}"
    _refuse("identity", "accounts_identitycheck", "INSERT", checked)
    kept = KEPT_BY_UNTIED.replace(":tied", TIED.replace(":user", "d.created_by"))
    given = f"OLD.given_at IS NULL AND NEW.given_how IN ('paper', 'pad') AND EXISTS ({kept})"
    _refuse("signature", "support_centre_mandate", "UPDATE", given)


def _untied(user: str) -> str:
    return f"NOT EXISTS ({TIED.replace(':user', user)})"


def _refuse(name: str, table: str, event: str, condition: str) -> None:
    guards.refuse(
        f"support_centre_{name}_with_conflict",
        table=table,
        event=event,
        condition=condition,
        message=MESSAGE,
    )
