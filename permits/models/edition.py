"""Which edition of the catalogue this is: another one after every change of any of its rows."""

import uuid

from django.db import connection, models
from django.db.models import Subquery


class Edition(models.Model):
    """One row. Triggers (``permits/guards.py``) give it a new ``stamp``, whoever changes what.

    A stamp is random, so that one which was rolled back never comes again.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    stamp = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return str(self.stamp)


def edition_beside() -> Subquery:
    """The present stamp as a column of another statement; None while nothing was ever loaded."""
    return Subquery(Edition.objects.values("stamp")[:1])


def edition() -> str:
    """The present stamp; empty while nothing was ever loaded. One short statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stamp FROM permits_edition")
        row = cursor.fetchone()
    return str(row[0]) if row else ""
