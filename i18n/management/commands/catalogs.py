"""``manage.py catalogs``: everything about message catalogues, without gettext on the machine."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from i18n import gates, languages
from i18n.catalogues import extraction, merging, pofiles, worklists


class Command(BaseCommand):
    help = "Extract, update, compile and check the message catalogues; hand work to translators."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "verb", choices=["extract", "update", "compile", "check", "todo", "apply"]
        )
        parser.add_argument("languages", nargs="*", help="language codes; all where none is given")
        parser.add_argument("--json", type=Path, help="todo writes this file, apply reads it")
        parser.add_argument("--prune", action="store_true", help="update drops obsolete messages")

    def handle(self, *args: Any, **options: Any) -> None:
        unknown = set(options["languages"]) - set(languages.LANGUAGES)
        if unknown:
            raise CommandError(f"unknown language: {', '.join(sorted(unknown))}")
        self.root = Path(settings.BASE_DIR)
        self.chosen = options["languages"] or list(languages.LANGUAGES)
        getattr(self, f"do_{options['verb']}")(options)

    def do_extract(self, options: dict[str, Any]) -> None:
        template = extraction.extract(self.root)
        for message in sorted(template, key=lambda message: pofiles.key(message)[1]):
            if message.id:
                self.stdout.write(json.dumps(message.id, ensure_ascii=False))

    def do_update(self, options: dict[str, Any]) -> None:
        template = extraction.extract(self.root)
        for language in self.chosen:
            with worklists.locked(language):
                catalogue = merging.update(template, language, prune=options["prune"])
                pofiles.save(catalogue, language)
            left = 0 if language == "en" else worklists.unfinished(catalogue)
            self.stdout.write(f"{language}: {len(catalogue)} messages, {left} to do")

    def do_compile(self, options: dict[str, Any]) -> None:
        for language in self.chosen:
            pofiles.compile_catalogue(language)

    def do_check(self, options: dict[str, Any]) -> None:
        template = extraction.extract(self.root)
        found = list(gates.problems(template, self.root, self.chosen))
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError(f"{len(found)} problems in the catalogues")
        self.stdout.write("Every language is complete.")

    def do_todo(self, options: dict[str, Any]) -> None:
        template = extraction.extract(self.root)
        for language in self.chosen:
            entries = worklists.todo(template, language)
            self.stdout.write(f"{language}: {len(entries)} to do")
            if options["json"]:
                text = json.dumps(entries, ensure_ascii=False, indent=1)
                options["json"].write_text(f"{text}\n")

    def do_apply(self, options: dict[str, Any]) -> None:
        if len(self.chosen) != 1 or options["json"] is None:
            raise CommandError("apply wants one language and --json FILE")
        try:
            entries = json.loads(options["json"].read_text())
        except (OSError, ValueError) as error:
            raise CommandError(f"{options['json']}: {error}") from error
        if not isinstance(entries, list):
            raise CommandError(f"{options['json']}: not a list")
        template = extraction.extract(self.root)
        applied, wrong = worklists.apply(template, self.chosen[0], entries)
        self.stdout.write(f"{self.chosen[0]}: {applied} translations put in")
        for problem in wrong:
            self.stderr.write(problem)
        if wrong:
            raise CommandError(f"{len(wrong)} problems; the entries concerned were left out")
