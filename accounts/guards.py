"""What the database itself refuses in this room."""

from accounts import contact_guards
from audit import guards

TIES = {
    "accounts_guardianship": ("ended_at", ["guardian_id", "ward_id", "since"]),
    "accounts_rolegrant": ("until", ["user_id", "role", "office", "since"]),
}
"""Who ever acted for whom, and who ever held which role: both bar people from deciding."""


def register() -> None:
    contact_guards.register()
    guards.append_only("accounts_conflict")
    guards.append_only("accounts_identitycheck")
    guards.lasting("accounts_person")
    for table, (end, frozen) in TIES.items():
        guards.lasting(table)
        guards.frozen(table, frozen)
        guards.refuse(
            f"{table}_ends_once",
            table=table,
            event="UPDATE",
            condition=f"OLD.{end} IS NOT NULL AND NEW.{end} IS DISTINCT FROM OLD.{end}",
            message=f"what ended in {table} does not begin again",
        )
    guards.refuse(
        "accounts_guardianship_of_age_for_good",
        table="accounts_guardianship",
        event="UPDATE",
        condition="OLD.comes_of_age_at <= CURRENT_TIMESTAMP "
        "AND NEW.comes_of_age_at IS DISTINCT FROM OLD.comes_of_age_at",
        message="nobody who came of age is a child again",
    )
    guards.refuse(
        "accounts_guardianship_of_age_not_anew",
        table="accounts_guardianship",
        event="INSERT",
        condition="EXISTS (SELECT 1 FROM accounts_guardianship g WHERE g.ward_id = NEW.ward_id "
        "AND g.comes_of_age_at <= CURRENT_TIMESTAMP)",
        message="nobody acts anew for somebody who came of age",
    )
    _practice()


def _practice() -> None:
    """Invented people stay invented, and no family has one real and one invented member."""
    guards.frozen("accounts_person", ["practice"])
    practice = "(SELECT p.practice FROM accounts_person p WHERE p.id = NEW.{})"
    guards.refuse(
        "accounts_guardianship_not_half_practice",
        table="accounts_guardianship",
        event="INSERT",
        condition=f"{practice.format('guardian_id')} <> {practice.format('ward_id')}",
        message="nobody real acts for an invented person",
    )


def nobody_invented(table: str, *columns: str) -> None:
    """No row of ``table`` is about a person with whom staff practise."""
    people = "SELECT 1 FROM accounts_person p"
    named = ", ".join(f"NEW.{column}" for column in columns)
    guards.refuse(
        f"{table}_of_nobody_invented",
        table=table,
        event="INSERT",
        condition=f"EXISTS ({people} WHERE p.practice AND p.id IN ({named}))",
        message=f"{table} knows nobody invented",
    )
