"""What the database itself refuses in this room."""

from accounts import contact_guards
from audit import guards

TIES = {
    "accounts_guardianship": ["guardian_id", "ward_id", "since"],
    "accounts_rolegrant": ["user_id", "role", "office", "since"],
}
"""Who ever acted for whom, and who ever held which role: both bar people from deciding."""


def register() -> None:
    contact_guards.register()
    guards.append_only("accounts_conflict")
    guards.append_only("accounts_identitycheck")
    guards.lasting("accounts_person")
    for table, frozen in TIES.items():
        guards.lasting(table)
        guards.frozen(table, frozen)
        guards.refuse(
            f"{table}_ends_once",
            table=table,
            event="UPDATE",
            condition="OLD.until IS NOT NULL AND NEW.until IS DISTINCT FROM OLD.until",
            message=f"what ended in {table} does not begin again",
        )
