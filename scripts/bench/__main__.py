"""``make bench``: pages, acts and uploads at several sizes against the anchor; a table and a file.

PostgreSQL by ``POBYT_DB_HOST``, ``POBYT_DB_USER`` and ``POBYT_DB_PASSWORD``; sizes by
``SIZES=10k,100k``. Each size has a database and a folder of its own, kept for the next run. The
goals stand beside the lines; what they mean is told in ``docs/performance.md``.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.bench import figures
from scripts.bench.acts import acts
from scripts.bench.figures import Figure
from scripts.bench.pages import pages
from scripts.bench.place import Place
from scripts.bench.start import start
from scripts.bench.uploads import uploads

OUT = Path("build/bench.json")


def sizes(wanted: str) -> dict[str, int]:
    """``10k,1M`` as names and numbers."""
    names = [name.strip() for name in wanted.split(",") if name.strip()]
    return {name: int(name.replace("k", "000").replace("M", "000000")) for name in names}


def measure(name: str, size: int) -> Iterator[Figure]:
    """Every line of one size."""
    place = Place.prepared(name, size)
    with place.anchor() as anchor, place.portal() as portal:
        yield from pages(place, anchor, portal)
        yield from acts(place, anchor, portal)
        yield Figure(name, "memory of a worker, MB", portal.memory(), 110)
        yield from uploads(place, anchor, portal)
    yield from place.counted()
    yield from start(place)


def main() -> None:
    found: list[Figure] = []
    for name, size in sizes(os.environ.get("SIZES", "10k")).items():
        for each in measure(name, size):
            found.append(each)
            print(f"{each.size} {each.line}: {each.figure:.2f}", file=sys.stderr)
    figures.write(found, OUT)
    print(figures.table(found))


if __name__ == "__main__":
    main()
