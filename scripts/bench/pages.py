"""What reading costs: the queue, the search and the case page."""

from collections.abc import Iterator
from functools import partial
from itertools import cycle

from scripts.bench.figures import Figure, times
from scripts.bench.place import Place
from scripts.bench.serving import Ask, Server, sample

GOALS = {
    "queue, first page": 1.7,
    "queue, filtered": 2.0,
    "search by number": 2.0,
    "search by name": 2.0,
    "search by a name of one in twenty": 2.0,
    "case page, 10 events, 5 files": 1.6,
}
DEEP, DEEP_GOAL = "queue, deep page, of the first", 1.15


def pages(place: Place, anchor: Server, portal: Server) -> Iterator[Figure]:
    """Each line in times the anchor's processor time; the deep page in times the first one's."""
    bare = [Ask("/", place.bare_headers())]
    for line, asks in _asks(place).items():
        ratio = times(partial(_cost, anchor, bare, 2), partial(_cost, portal, asks, 3))
        yield Figure(place.name, line, ratio, GOALS[line])
    yield _deep(place, portal)


def _cost(server: Server, asks: list[Ask], seconds: float) -> float:
    return sample(server, cycle(asks), seconds=seconds).cpu


def _asks(place: Place) -> dict[str, list[Ask]]:
    known, headers = place.known, place.headers("officer")
    posting = {**headers, "Content-Type": "application/x-www-form-urlencoded"}

    def get(address: str) -> Ask:
        return Ask(f"/en/office/{address}", headers)

    def search(words: str) -> Ask:
        return Ask("/en/office/search/", posting, body=f"q={words}".encode())

    return dict(
        zip(
            GOALS,
            [
                [get("queue/?view=all")],
                [get("queue/?view=mine&state=open")],
                [search(number) for number in known["numbers"]],
                [search(name) for name in known["names"]],
                [search(known["common"])],
                [get(f"cases/{case}/") for case in known["cases"]],
            ],
            strict=True,
        )
    )


def _deep(place: Place, portal: Server) -> Figure:
    """Half-way down the queue, against its second page, which is the same in all else."""
    second, deep = (
        [Ask(f"/en/office/queue/?view=all&after={place.known[name]}", place.headers("officer"))]
        for name in ("second", "deep")
    )
    ratio = times(partial(_cost, portal, second, 2), partial(_cost, portal, deep, 2))
    return Figure(place.name, DEEP, ratio, DEEP_GOAL)
