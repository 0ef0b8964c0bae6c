"""A file of 10 MB: speed against a plain sink, processor time, and memory at its peak."""

import statistics
from collections.abc import Iterator
from itertools import cycle, repeat

from scripts.bench import files
from scripts.bench.figures import Figure, times
from scripts.bench.place import Place
from scripts.bench.serving import Ask, Server, sample


def uploads(place: Place, anchor: Server, portal: Server) -> list[Figure]:
    """Sealed, inspected and read back here; the floor only writes to the disk."""
    page = files.pdf(10_000_000)
    sealed, small = _asks(place, page), _asks(place, files.pdf(100_000))
    plain = Ask("/sink/", {**place.bare_headers(), **files.HEADERS}, page, 201)
    bare = Ask("/", place.bare_headers())
    sample(portal, small, seconds=2, most=4)
    portal.forget_peak()
    before = portal.memory("VmHWM")
    speeds = []
    for _round in range(3):
        floor = sample(anchor, repeat(plain), seconds=20, most=8).wall
        speeds.append(floor / sample(portal, sealed, seconds=20, most=3).wall)
    grown = portal.memory("VmHWM") - before
    ratio = times(
        lambda: sample(anchor, repeat(bare), seconds=2).cpu,
        lambda: sample(portal, sealed, seconds=20, most=2).cpu,
    )
    speed = statistics.median(speeds)
    return [
        Figure(place.name, "upload of 10 MB, of the floor's speed", speed, 0.8, least=True),
        Figure(place.name, "upload of 10 MB", ratio, 15),
        Figure(place.name, "upload of 10 MB, memory, MB", grown, 8.4),
    ]


def _asks(place: Place, page: bytes) -> Iterator[Ask]:
    """The same file to one draft after the other: a requirement holds only so many."""
    headers, code = place.headers("applicant", **files.HEADERS), place.known["requirement"]
    for draft in cycle(place.known["uploads"]):
        yield Ask(f"/en/draft/{draft}/documents/{code}/", headers, page, 201)
