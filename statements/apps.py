from django.apps import AppConfig
from django.conf import settings

LONGEST = 32 * 1024


class StatementsConfig(AppConfig):
    name = "statements"

    def ready(self) -> None:
        """Kept statements are long, and the driver takes one of more than 4 KiB apart each time."""
        if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
            from psycopg import _queries as driver  # noqa: PLC0415 - SQLite does without it

            driver.MAX_CACHED_STATEMENT_LENGTH = LONGEST
