"""The age of majority: what a pack says of it, and on which day it is reached."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Majority:
    """The age in ``years`` from which people act for themselves, with its paragraph and source.

    ``leap_day``: month and day (``MM-DD``) on which who was born on 29 February comes of age in a
    year that has none.
    """

    years: int
    leap_day: str
    law: str
    source: str
    verified: str

    def reached_on(self, birth_date: str) -> date:
        """The first day of full age of who was born on ``birth_date`` (``YYYY-MM-DD``).

        Raises ``ValueError`` for anything else.
        """
        born = date.fromisoformat(birth_date)
        year = born.year + self.years
        try:
            return born.replace(year=year)
        except ValueError:  # 29 February
            return date.fromisoformat(f"{year}-{self.leap_day}")
