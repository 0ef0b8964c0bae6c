"""Django's PostgreSQL, whose kept connections are looked at without asking the server.

Django sends ``SELECT 1`` before the first statement of every request. A server that ended a
connection has said so, and its words wait at our end: to look there costs no journey. A peer that
vanished without a word is found by the keepalives of the connection (``config.settings.env``).
"""

import select
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import ConnStatus


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Whether the other end is still there, as far as it has told."""
        connection: Any = self.connection
        if connection is None or connection.closed:
            return False
        waiting = select.poll()
        waiting.register(connection.pgconn.socket, select.POLLIN)
        try:
            # The last words first, then their end, which is the one that raises.
            while waiting.poll(0):
                connection.pgconn.consume_input()
        except psycopg.Error:
            return False
        return bool(connection.pgconn.status == ConnStatus.OK)
