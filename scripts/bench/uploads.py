"""A file of 10 MB: speed against a plain sink, processor time, and memory at its peak."""

import statistics
from itertools import cycle, repeat

from scripts.bench import files
from scripts.bench.figures import Figure, times
from scripts.bench.place import Place
from scripts.bench.serving import Ask, Server, sample

TIMES = 8


def uploads(place: Place, anchor: Server, portal: Server) -> list[Figure]:
    """Sealed and inspected here; the floor only writes to the disk."""
    page = files.pdf(10_000_000)
    address = f"/en/draft/{place.known['upload']}/documents/{place.known['requirement']}/"
    headers = place.headers("applicant", **files.HEADERS)
    replacing = Ask(address, headers, page, 201)
    plain = Ask("/sink/", {**place.bare_headers(), **files.HEADERS}, page, 201)
    small = Ask(address, headers, files.pdf(100_000), 201)
    bare = [Ask("/", place.bare_headers())]
    sample(portal, repeat(small), seconds=2, most=4)
    portal.forget_peak()
    before = portal.memory("VmHWM")
    speeds = []
    for _round in range(3):
        floor = sample(anchor, repeat(plain), seconds=20, most=TIMES).wall
        speeds.append(floor / sample(portal, repeat(replacing), seconds=20, most=3).wall)
    grown = portal.memory("VmHWM") - before
    ratio = times(
        lambda: sample(anchor, cycle(bare), seconds=2).cpu,
        lambda: sample(portal, repeat(replacing), seconds=20, most=2).cpu,
    )
    speed = statistics.median(speeds)
    return [
        Figure(place.name, "upload of 10 MB, of the floor's speed", speed, 0.8, least=True),
        Figure(place.name, "upload of 10 MB", ratio, 15),
        Figure(place.name, "upload of 10 MB, memory, MB", grown, 8.4),
    ]
