"""``manage.py pack load [code]``: fill the catalogue from a country pack's files."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import SYSTEM
from permits.actions import load_catalogue
from permits.loading import BadPack
from permits.packs import UnknownPack, codes


class Command(BaseCommand):
    help = "Load a country pack into the catalogue. Texts edited since are kept and reported."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["load"])
        parser.add_argument("code", nargs="?", default=settings.PERMIT_PACK)

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["code"]
        try:
            report = load_catalogue(code, actor=SYSTEM)
        except UnknownPack as error:
            known = ", ".join(codes())
            raise CommandError(f"There is no pack '{code}'. There are: {known}.") from error
        except BadPack as error:
            raise CommandError(f"Nothing was loaded:\n{error}") from error
        for mark in report.kept:
            self.stdout.write(f"kept: {mark} (edited since it was loaded)")
        for mark in report.gone:
            self.stdout.write(f"left: {mark} (no file names it; remove it in the administration)")
        self.stdout.write(
            f"Pack {code}: {report.created} created, {report.updated} updated, "
            f"{len(report.kept)} kept."
        )
