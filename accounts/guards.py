"""What the database itself refuses in this room."""

from audit import guards


def register() -> None:
    guards.append_only("accounts_conflict")
    guards.lasting("accounts_person")
    guards.frozen("accounts_guardianship", ["guardian_id", "ward_id", "since"])
    guards.frozen("accounts_rolegrant", ["user_id", "role", "since"])
