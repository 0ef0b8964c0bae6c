"""The database keeps logins of others away from the addresses of centres and of staff.

An address of somebody who holds or held a staff role is reserved by the database itself, whoever
changed it: code, the admin, a shell, raw SQL.
"""

from audit import guards

ADDRESSES = {"accounts_user": "id", "account_emailaddress": "user_id"}
"""Tables with an ``email`` by which somebody signs in, and the column that says whose it is."""


def register() -> None:
    for table, owner in ADDRESSES.items():
        _refuse_reserved(table, owner)
    _refuse_what_is_somebodys()
    _reserve_of_staff()


def _refuse_reserved(table: str, owner: str) -> None:
    reserved = "SELECT 1 FROM accounts_reservedcontact r WHERE r.kind = 'email' "
    mailbox = (
        f"{reserved} AND r.value = lower(NEW.email) AND r.user_id IS DISTINCT FROM NEW.{owner}"
    )
    for event, changed in (("INSERT", ""), ("UPDATE", "NEW.email IS DISTINCT FROM OLD.email AND ")):
        guards.refuse(
            f"{table}_own_address_{event.lower()}",
            table=table,
            event=event,
            condition=f"{changed}NEW.email IS NOT NULL AND EXISTS ({mailbox})",
            message="an address of a centre or of staff is nobody else's",
        )


def _refuse_what_is_somebodys() -> None:
    somebodys = (
        "SELECT 1 FROM accounts_user u WHERE lower(u.email) = NEW.value "
        "AND u.id IS DISTINCT FROM NEW.user_id"
    )
    guards.refuse(
        "accounts_reservedcontact_free",
        table="accounts_reservedcontact",
        event="INSERT",
        condition=f"NEW.kind = 'email' AND EXISTS ({somebodys})",
        message="somebody else signs in with this address",
    )
    guards.frozen("accounts_reservedcontact", ["kind", "value", "user_id", "place"])
    guards.refuse(
        "accounts_reservedcontact_stays_with_staff",
        table="accounts_reservedcontact",
        event="DELETE",
        condition="OLD.user_id IS NOT NULL",
        message="an address of staff stays reserved",
    )


def _reserve_of_staff() -> None:
    """A grant, or another address of somebody with a grant, reserves the address."""
    insert = (
        "INSERT INTO accounts_reservedcontact (kind, value, user_id, place) "
        "SELECT 'email', lower(u.email), u.id, '' FROM accounts_user u "
        "WHERE u.id = NEW.{owner} AND u.email IS NOT NULL AND EXISTS "
        "(SELECT 1 FROM accounts_rolegrant g WHERE g.user_id = u.id) ON CONFLICT DO NOTHING"
    )
    for name, table, event, owner in (
        ("accounts_staff_address", "accounts_user", "UPDATE OF email", "id"),
        ("accounts_grant_address", "accounts_rolegrant", "INSERT", "user_id"),
    ):
        statement = insert.format(owner=owner)
        guards.register(
            name,
            tables=[table, "accounts_reservedcontact"],
            sqlite=[f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {statement}; END"],
            postgresql=[
                f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                {statement};
                RETURN NULL; END $$""",
                f"""CREATE TRIGGER {name} AFTER {event} ON {table}
                FOR EACH ROW EXECUTE FUNCTION {name}()""",
            ],
        )
