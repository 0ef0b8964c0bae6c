"""The address of a centre is reserved by the database itself, also past the model's own save."""

from audit import guards

NAME = "support_centre_centre_address"


def register() -> None:
    insert = (
        "INSERT INTO accounts_reservedcontact (kind, value, user_id, place) "
        "SELECT 'email', lower(NEW.email), NULL, NEW.code WHERE NEW.email <> '' "
        "ON CONFLICT DO NOTHING"
    )
    for event, name in (("INSERT", f"{NAME}_new"), ("UPDATE OF email", NAME)):
        guards.register(
            name,
            tables=["support_centre_centre", "accounts_reservedcontact"],
            sqlite=[
                f"CREATE TRIGGER {name} AFTER {event} ON support_centre_centre BEGIN {insert}; END"
            ],
            postgresql=[
                f"""CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                {insert};
                RETURN NULL; END $$""",
                f"""CREATE TRIGGER {name} AFTER {event} ON support_centre_centre
                FOR EACH ROW EXECUTE FUNCTION {name}()""",
            ],
        )
