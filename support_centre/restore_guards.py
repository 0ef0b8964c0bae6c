"""The database wants two members of staff for a lost sign-in, and an account of no staff."""

from audit import guards

TABLE = "support_centre_restoration"
PROPOSED = ["proposed_by_id", "proposed_at", "waits_until"]


def register() -> None:
    guards.lasting(TABLE)
    guards.frozen(TABLE, ["mandate_id", "person_id", "centre_id", *PROPOSED])
    guards.refuse(
        f"{TABLE}_starts_proposed",
        table=TABLE,
        event="INSERT",
        condition="NEW.confirmed_by_id IS NOT NULL",
        message="a restored sign-in is proposed first",
    )
    staff = (
        "SELECT 1 FROM accounts_person p JOIN accounts_rolegrant g ON g.user_id = p.user_id "
        "WHERE p.id = NEW.person_id AND (g.until IS NULL OR g.until > NEW.{at})"
    )
    used = "OLD.used_at IS NULL AND NEW.used_at IS NOT NULL AND "
    for event, at, first in (("INSERT", "proposed_at", ""), ("UPDATE", "used_at", used)):
        guards.refuse(
            f"{TABLE}_of_no_staff_{at}",
            table=TABLE,
            event=event,
            condition=f"{first}EXISTS ({staff.format(at=at)})",
            message="an account of staff is not restored at a desk",
        )
    guards.refuse(
        f"{TABLE}_withdrawn_opens_nothing",
        table=TABLE,
        event="UPDATE",
        condition=f"{used}OLD.withdrawn_at IS NOT NULL",
        message="what was withdrawn opens no account",
    )
    over = (
        "SELECT 1 FROM support_centre_mandate m WHERE m.id = NEW.mandate_id "
        "AND (m.revoked_at IS NOT NULL OR m.until <= NEW.used_at)"
    )
    guards.refuse(
        f"{TABLE}_used_under_its_mandate",
        table=TABLE,
        event="UPDATE",
        condition=f"{used}EXISTS ({over})",
        message="a slip opens nothing after its mandate ended",
    )
    for named in ("proposed", "confirmed"):
        event = "INSERT" if named == "proposed" else "UPDATE"
        live = (
            "SELECT 1 FROM support_centre_mandate m "
            "JOIN support_centre_mandatestaff s ON s.mandate_id = m.id "
            "WHERE m.id = NEW.mandate_id AND m.person_id = NEW.person_id "
            "AND m.given_at IS NOT NULL AND m.revoked_at IS NULL "
        )
        by = f"AND m.until > NEW.{named}_at AND s.user_id = NEW.{named}_by_id"
        first = "" if named == "proposed" else "OLD.confirmed_at IS NULL AND "
        guards.refuse(
            f"{TABLE}_{named}_by_named",
            table=TABLE,
            event=event,
            condition=f"{first}NEW.{named}_by_id IS NOT NULL AND NOT EXISTS ({live} {by})",
            message="a sign-in is restored under a live mandate that names both",
        )
    for once in ("confirmed_at", "confirmed_by_id", "used_at", "withdrawn_at"):
        guards.refuse(
            f"{TABLE}_{once}_once",
            table=TABLE,
            event="UPDATE",
            condition=f"OLD.{once} IS NOT NULL AND NEW.{once} IS DISTINCT FROM OLD.{once}",
            message="each step of a restored sign-in is taken once",
        )
    guards.refuse(
        f"{TABLE}_counts_up",
        table=TABLE,
        event="UPDATE",
        condition="NEW.tries < OLD.tries",
        message="a wrong answer beside a code is not taken back",
    )
