"""What the loader wrote last, so that it can tell an edited text from an old one."""

from django.db import models


class LoadedField(models.Model):
    """SHA-256 of the value that ``pack load`` last wrote into one field of one row.

    ``key`` is ``<pack>/<model>/<natural key>/<field>``. A field whose present value has another
    digest was edited by somebody, and the loader leaves it alone.
    """

    key = models.CharField(max_length=200, primary_key=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.key
