"""What the database itself refuses in this room: what was said to a person stays as it was said."""

from accounts.guards import nobody_invented
from audit import guards

SAID = [
    "id",
    "person_id",
    "case_id",
    "language",
    "subject",
    "body",
    "binding_language",
    "binding_subject",
    "binding_body",
    "document_id",
    "sent_at",
]


def register() -> None:
    guards.lasting("postbox_message")
    guards.frozen("postbox_message", SAID)
    guards.refuse(
        "postbox_message_read_once",
        table="postbox_message",
        event="UPDATE",
        condition="OLD.read_at IS NOT NULL AND NEW.read_at IS DISTINCT FROM OLD.read_at",
        message="a message is opened for the first time once",
    )
    nobody_invented("postbox_message", "person_id")
    guards.lasting("postbox_notice")
    guards.frozen("postbox_notice", ["id", "message_id", "created_at"])
