"""``manage.py demo``: fill an empty portal with the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases.models import Case
from demo.telling import Telling


class Command(BaseCommand):
    help = "Makes the demonstration: invented people, specimen papers, some sixty cases."

    def handle(self, *args: Any, **options: Any) -> None:
        if Case.objects.exists():
            raise CommandError("there are cases already; the demonstration is for an empty portal")
        with transaction.atomic():
            count = sum(1 for _case in Telling().tell())
        self.stdout.write(f"{count} cases")
