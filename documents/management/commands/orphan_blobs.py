"""``manage.py orphan_blobs [--delete]``: sealed bytes that no row knows any more."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from documents import orphans


class Command(BaseCommand):
    help = "Counts sealed blobs older than a day that belong to no document; --delete removes them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="remove what was found")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["delete"]:
            cleared, unfinished = orphans.clear()
            self.stdout.write(f"Deleted {cleared} orphan blobs, {unfinished} unfinished writes.")
        else:
            found = sum(1 for _ in orphans.orphans())
            self.stdout.write(f"{found} orphan blobs.")
