"""``manage.py lifecycle``: print the lifecycle; ``--write`` renews the page and the picture."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.picture import page, svg


class Command(BaseCommand):
    help = "Print the lifecycle of a case as Markdown, or write docs/lifecycle.md and its picture."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["write"]:
            self.stdout.write(page())
            return
        docs = Path(settings.BASE_DIR) / "docs"
        (docs / "lifecycle.md").write_text(page(), encoding="utf-8")
        (docs / "lifecycle.svg").write_text(svg(), encoding="utf-8")
