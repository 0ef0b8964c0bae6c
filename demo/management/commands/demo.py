"""``manage.py demo``: fill an empty portal with the demonstration.

``--cast`` says who is in it, ``--today`` tells a fresh day at the desks of the centres.
"""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from cases.models import Case
from demo.centres import HELPERS
from demo.desks import today
from demo.people import PEOPLE
from demo.staff import PASSWORD, STAFF
from demo.telling import Telling
from i18n.formats import language_name


class Command(BaseCommand):
    help = "Makes the demonstration: invented people, specimen papers, some sixty cases."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cast", action="store_true", help="only say how to enter as whom")
        parser.add_argument("--today", action="store_true", help="only a fresh day at the desks")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["cast"]:
            self.stdout.write("\n".join(cast()))
            return
        if options["today"]:
            self._today()
            return
        if Case.objects.exists():
            raise CommandError("there are cases already; the demonstration is for an empty portal")
        with transaction.atomic():
            count = sum(1 for _case in Telling().tell())
        self.stdout.write(f"{count} cases")

    def _today(self) -> None:
        """Told or not, the portal starts: somebody may have played with the cast meanwhile."""
        try:
            with transaction.atomic():
                told = today(timezone.now())
        except Exception as error:  # noqa: BLE001 - whatever was changed, yesterday's day stays
            self.stderr.write(f"no fresh day at the desks: {type(error).__name__}")
            return
        self.stdout.write("a day at the desks" if told else "the day at the desks goes on")


def cast() -> Iterator[str]:
    """How to enter as each person, a line each."""
    yield f"Everybody is invented; the password of all is: {PASSWORD}"
    for member in STAFF:
        yield f"  {member.login:<12} {member.given_names} {member.family_name} · {member.what}"
    for helper in HELPERS:
        name = f"{helper.given_names} {helper.family_name}"
        yield f"  {helper.login:<12} {name} · {helper.place}: {helper.languages}"
    for someone in PEOPLE:
        language = language_name(someone.language)
        yield f"  {someone.login:<12} {someone.name} · An applicant, {language}"
