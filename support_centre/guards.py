"""What the database itself refuses in this room."""

from audit import guards
from support_centre import contact_guards, read_back_guards, restore_guards
from support_centre.apart import practice_apart, quality
from support_centre.tie_guards import tied_before

GIVEN = [
    "centre_id",
    "services",
    "language",
    "giver",
    "text_version",
    "offered_by_id",
    "offered_at",
    "case_id",
]
"""What a mandate says, fixed when it is offered: it is never widened."""

_PHOTOGRAPH = (
    "SELECT 1 FROM support_centre_identitypaper i "
    "JOIN documents_document d ON d.id = i.document_id "
    "WHERE i.check_of_id = NEW.id AND d.person_id = NEW.person_id AND d.state = 'stored' "
    "AND d.kind = 'identity'"
)
"""Of this very check, sealed for its person; kept before it, in the same transaction."""


def register() -> None:
    contact_guards.register()
    restore_guards.register()
    guards.append_only("support_centre_identitypaper")
    guards.refuse(
        "support_centre_photograph_is_kept",
        table="accounts_identitycheck",
        event="INSERT",
        condition=f"NEW.method = 'photo' AND NOT EXISTS ({_PHOTOGRAPH})",
        message="who is known by a photograph is photographed",
    )
    guards.lasting("support_centre_assistedsession")
    guards.frozen(
        "support_centre_assistedsession", ["mandate_id", "user_id", "person_id", "started_at"]
    )
    guards.append_only("support_centre_mandatestaff")
    guards.refuse(
        "support_centre_mandatestaff_named_before",
        table="support_centre_mandatestaff",
        event="INSERT",
        condition=(
            "EXISTS (SELECT 1 FROM support_centre_mandate m "
            "WHERE m.id = NEW.mandate_id AND m.given_at IS NOT NULL)"
        ),
        message="a mandate that was given names nobody else",
    )
    guards.append_only("support_centre_papermessage")
    guards.frozen("support_centre_mandate", GIVEN)
    guards.refuse(
        "support_centre_mandate_ends_no_later",
        table="support_centre_mandate",
        event="UPDATE",
        condition="NEW.until > OLD.until OR (NEW.until < OLD.until AND NEW.giver = 'self')",
        message="a mandate is never prolonged; one for a child may end when it comes of age",
    )
    _given_once()
    _sessions()
    _slips()
    tied_before()
    practice_apart()
    quality()
    _rooms()
    _turned()
    read_back_guards.register()


_ACTS = (
    "g.since <= NEW.{at} AND (g.ended_at IS NULL OR g.ended_at > NEW.{at}) "
    "AND (g.comes_of_age_at IS NULL OR g.comes_of_age_at > NEW.{at})"
)
"""That a guardianship ``g`` lasts at a time in the row."""

_SELF = "SELECT 1 FROM accounts_person p WHERE p.id = NEW.person_id AND p.user_id = d.created_by"
_GUARDIAN = (
    "SELECT 1 FROM accounts_guardianship g JOIN accounts_person p ON p.id = g.guardian_id "
    "WHERE g.ward_id = NEW.person_id AND p.user_id = d.created_by AND :acts"
).replace(":acts", _ACTS.format(at="given_at"))
_NAMED = (
    "SELECT 1 FROM support_centre_mandatestaff s "
    "WHERE s.mandate_id = NEW.id AND s.user_id = d.created_by"
)
_BY_THE_GIVER = (
    f"((NEW.giver = 'self' AND EXISTS ({_SELF})) "
    f"OR (NEW.giver <> 'self' AND EXISTS ({_GUARDIAN}))) AND NOT EXISTS ({_NAMED})"
)
_FOREIGN_COPY = (
    "SELECT 1 FROM documents_document d "
    "JOIN support_centre_centre c ON c.id = NEW.centre_id "
    "WHERE d.id = NEW.document_id AND (d.person_id <> NEW.person_id "
    "OR (NOT c.practice AND NOT (:by_the_giver)))"
).replace(":by_the_giver", _BY_THE_GIVER)
"""A sealed copy of somebody else, or made by another than who gives it: the person, or who acts for
them then, named as staff by no mandate of theirs. Nobody invented signs in."""


def _given_once() -> None:
    guards.refuse(
        "support_centre_mandate_offered_first",
        table="support_centre_mandate",
        event="INSERT",
        condition="NEW.given_at IS NOT NULL",
        message="a mandate is offered before it is given",
    )
    changed = " OR ".join(
        f'NEW."{name}" IS DISTINCT FROM OLD."{name}"'
        for name in ("person_id", "given_at", "given_how", "document_id", "read_in", "digest")
    )
    guards.refuse(
        "support_centre_mandate_given_once",
        table="support_centre_mandate",
        event="UPDATE",
        condition=f"OLD.given_at IS NOT NULL AND ({changed})",
        message="a mandate is given once",
    )
    guards.refuse(
        "support_centre_mandate_revoked_once",
        table="support_centre_mandate",
        event="UPDATE",
        condition="OLD.revoked_at IS NOT NULL AND (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at "
        "OR NEW.revoked_by_id IS DISTINCT FROM OLD.revoked_by_id "
        "OR NEW.revoked_where_id IS DISTINCT FROM OLD.revoked_where_id)",
        message="a revoked mandate stays revoked",
    )
    guards.refuse(
        "support_centre_mandate_agreed_by_the_person",
        table="support_centre_mandate",
        event="UPDATE",
        condition=f"OLD.given_at IS NULL AND NEW.given_how = 'device' AND EXISTS ({_FOREIGN_COPY})",
        message="what was agreed to on a device is sealed by the person, for the person",
    )
    foreign = "SELECT 1 FROM cases_case k WHERE k.id = NEW.case_id AND k.person_id <> NEW.person_id"
    for event in ("INSERT", "UPDATE"):
        guards.refuse(
            f"support_centre_mandate_own_case_{event.lower()}",
            table="support_centre_mandate",
            event=event,
            condition=f"NEW.case_id IS NOT NULL AND EXISTS ({foreign})",
            message="a mandate for one case is about the person of that case",
        )
    guards.refuse(
        "support_centre_mandate_stays",
        table="support_centre_mandate",
        event="DELETE",
        condition="OLD.given_at IS NOT NULL",
        message="a mandate that was given is never removed",
    )


def _sessions() -> None:
    live = (
        "SELECT 1 FROM support_centre_mandate m "
        "JOIN support_centre_mandatestaff s ON s.mandate_id = m.id "
        "WHERE m.id = NEW.mandate_id AND m.person_id = NEW.person_id AND s.user_id = NEW.user_id "
        "AND m.given_at IS NOT NULL AND m.revoked_at IS NULL AND m.until > NEW.started_at"
    )
    guards.refuse(
        "support_centre_session_by_mandate",
        table="support_centre_assistedsession",
        event="INSERT",
        condition=f"NOT EXISTS ({live})",
        message="an assisted session needs a live mandate that names the helper",
    )
    guards.refuse(
        "support_centre_session_ends_once",
        table="support_centre_assistedsession",
        event="UPDATE",
        condition="OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at",
        message="a session ends once",
    )


SLIP = [
    "person_id",
    "centre_id",
    "visit_id",
    "code",
    "birth_proof",
    "passport_proof",
    "issued_by_id",
    "issued_at",
    "until",
]
"""What a slip is: nobody gives it another code, another person or more time."""


def _slips() -> None:
    guards.lasting("support_centre_slip")
    guards.frozen("support_centre_slip", SLIP)
    guards.refuse(
        "support_centre_slip_tries_count_up",
        table="support_centre_slip",
        event="UPDATE",
        condition="NEW.tries < OLD.tries",
        message="a try at a slip is never taken back",
    )
    guards.refuse(
        "support_centre_slip_ends_once",
        table="support_centre_slip",
        event="UPDATE",
        condition="OLD.ended_at IS NOT NULL AND (NEW.ended_at IS DISTINCT FROM OLD.ended_at "
        'OR NEW."end" IS DISTINCT FROM OLD."end" OR NEW.claimed_by_id IS DISTINCT FROM '
        "OLD.claimed_by_id)",
        message="a slip ends once",
    )
    guards.refuse(
        "support_centre_slip_claimed_in_time",
        table="support_centre_slip",
        event="UPDATE",
        condition="NEW.\"end\" = 'claimed' AND OLD.\"end\" <> 'claimed' "
        "AND (NEW.ended_at >= NEW.until OR NEW.tries >= 5)",
        message="a slip that is over is not claimed",
    )
    tied = (
        "SELECT 1 FROM accounts_conflict x WHERE x.person_id = NEW.id "
        "AND x.user_id = NEW.user_id AND x.kind = 'assisted'"
    )
    for event in ("INSERT", "UPDATE"):
        guards.refuse(
            f"support_centre_login_of_no_helper_{event.lower()}",
            table="accounts_person",
            event=event,
            condition=f"NEW.user_id IS NOT NULL AND EXISTS ({tied})",
            message="whoever assisted a person never signs in as them",
        )


def _rooms() -> None:
    for event in ("INSERT", "UPDATE"):
        guards.refuse(
            f"support_centre_visit_room_{event.lower()}",
            table="support_centre_visit",
            event=event,
            condition="NEW.room_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM support_centre_room r "
            "WHERE r.id = NEW.room_id AND r.centre_id = NEW.centre_id)",
            message="a visit is held in a room of its own centre",
        )


def _turned() -> None:
    """The visitor's screen follows nothing but what is about that visitor or their children."""
    own = (
        "SELECT 1 FROM applicants_draft d "
        "JOIN support_centre_assistedsession s ON s.id = NEW.session_id "
        "LEFT JOIN accounts_guardianship g ON g.ward_id = d.person_id "
        "AND g.guardian_id = s.person_id AND :acts "
        "WHERE d.id = NEW.draft_id AND (d.person_id = s.person_id OR g.id IS NOT NULL)"
    ).replace(":acts", _ACTS.format(at="changed_at"))
    guards.frozen("support_centre_turned", ["session_id"])
    for event in ("INSERT", "UPDATE"):
        guards.refuse(
            f"support_centre_turned_own_{event.lower()}",
            table="support_centre_turned",
            event=event,
            condition=f"NEW.draft_id IS NOT NULL AND NOT EXISTS ({own})",
            message="a turned screen shows nothing of another person",
        )
        asked = own.replace("applicants_draft d", "cases_request d").replace("draft_id", "asked_id")
        guards.refuse(
            f"support_centre_turned_asked_own_{event.lower()}",
            table="support_centre_turned",
            event=event,
            condition=f"NEW.asked_id IS NOT NULL AND NOT EXISTS ({asked})",
            message="a turned screen stands at nothing of another person",
        )
