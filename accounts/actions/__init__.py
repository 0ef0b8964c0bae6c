"""Every write about people, logins, roles and guardianship: one transaction each, each audited."""

from accounts.actions.ends import when_end_written
from accounts.actions.handing import NotTheirs, attach_login
from accounts.actions.logins import (
    change_account,
    create_user,
    free_login_name,
    record_change_of_access,
    record_sign_in,
    release_unproven_email,
    set_language,
    sign_out_everywhere,
)
from accounts.actions.names import take_names, when_renamed
from accounts.actions.people import (
    carry_identity,
    change_details,
    complete_birth_date,
    create_person,
    give_person,
    record_conflict,
    record_identity,
)
from accounts.actions.restoring import restore_sign_in, warn_known_addresses
from accounts.actions.roles import end_role, grant_role
from accounts.actions.wards import (
    add_ward,
    come_of_age,
    correct_birth_date,
    end_guardianship,
    settle_birth_date,
)

__all__ = [
    "NotTheirs",
    "add_ward",
    "attach_login",
    "carry_identity",
    "change_account",
    "change_details",
    "come_of_age",
    "complete_birth_date",
    "correct_birth_date",
    "create_person",
    "create_user",
    "end_guardianship",
    "end_role",
    "free_login_name",
    "give_person",
    "grant_role",
    "record_change_of_access",
    "record_conflict",
    "record_identity",
    "record_sign_in",
    "release_unproven_email",
    "restore_sign_in",
    "set_language",
    "settle_birth_date",
    "sign_out_everywhere",
    "take_names",
    "warn_known_addresses",
    "when_end_written",
    "when_renamed",
]
