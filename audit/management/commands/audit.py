"""``manage.py audit verify``: one line a finding, exit code 1 if there is any."""

import argparse
import sys
from typing import Any

from django.core.management.base import BaseCommand

from audit import guards, verification
from audit.models import Event


class Command(BaseCommand):
    help = "Verify the log of events: digests, hashes, chains of cases, and the guards around it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("verb", choices=["verify"])

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for name in guards.differences():
            found += 1
            self.stdout.write(f"guard {name}: missing, disabled or changed")
        for finding in verification.findings():
            found += 1
            self.stdout.write(finding)
        if found:
            self.stderr.write(f"{found} findings.")
            sys.exit(1)
        self.stdout.write(f"{Event.objects.count()} events hold.")
