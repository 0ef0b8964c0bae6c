"""What the loader wrote last, so that it can tell an edited text from an old one."""

from django.db import models


class LoadedEntry(models.Model):
    """SHA-256 of each value that ``pack load`` last wrote into one row.

    ``key`` is ``<pack>/<model>/<natural key>``, ``digests`` maps the row's fields. A field whose
    present value has another digest was edited by somebody, and the loader leaves it alone.
    """

    key = models.CharField(max_length=200, primary_key=True)
    digests = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.key
