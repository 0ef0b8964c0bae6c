"""``manage.py datamap``: bring the tables of ``docs/data-map.md`` up to date with the models."""

from typing import Any

from django.core.management.base import BaseCommand

from vault import datamap

MARK = "## Tables\n"


class Command(BaseCommand):
    help = "Add new columns to docs/data-map.md with a question mark, and drop those that are gone."

    def handle(self, **options: Any) -> None:
        text = datamap.PATH.read_text()
        introduction = text.partition(MARK)[0]
        tables = datamap.merged(datamap.read(text), datamap.of_models())
        datamap.PATH.write_text(f"{introduction}{MARK}\n{datamap.render(tables)}")
        for problem in datamap.problems(tables):
            self.stdout.write(problem)
