"""What writing costs: filing an application with its file, and a step of a case."""

from itertools import cycle

from scripts.bench import files
from scripts.bench.figures import Figure, times
from scripts.bench.place import Place
from scripts.bench.serving import Ask, Server, sample

ROUND = 30
FORM = "application/x-www-form-urlencoded"


def acts(place: Place, anchor: Server, portal: Server) -> list[Figure]:
    """In times the anchor's processor time; each request is on another draft or case."""
    bare = [Ask("/", place.bare_headers())]

    def floor() -> float:
        return sample(anchor, cycle(bare), seconds=2).cpu

    drafts, received = iter(place.known["drafts"]), iter(place.known["received"])
    page, code = files.pdf(100_000), place.known["requirement"]
    loaded: list[str] = []

    def load() -> float:
        taken = [next(drafts) for _number in range(ROUND + 3)]
        loaded.extend(taken[3:])
        asks = [_upload(place, draft, code, page) for draft in taken]
        return sample(portal, asks, seconds=60, most=ROUND).cpu

    def submit() -> float:
        asks = [_submit(place, loaded.pop()) for _number in range(ROUND)]
        return sample(portal, asks, seconds=60, most=ROUND - 3).cpu

    def begin() -> float:
        asks = [_begin(place, next(received)) for _number in range(ROUND + 3)]
        return sample(portal, asks, seconds=60, most=ROUND).cpu

    upload, filing = times(floor, load), times(floor, submit)
    return [
        Figure(place.name, "upload of 100 kB", upload),
        Figure(place.name, "submit", filing),
        Figure(place.name, "upload of 100 kB and submit", upload + filing, 2.0),
        Figure(place.name, "transition, with audit and letter", times(floor, begin), 1.4),
    ]


def _upload(place: Place, draft: str, code: str, page: bytes) -> Ask:
    headers = place.headers("applicant", **files.HEADERS)
    return Ask(f"/en/draft/{draft}/documents/{code}/", headers, page, 201)


def _submit(place: Place, draft: str) -> Ask:
    headers = place.headers("applicant", **{"Content-Type": FORM})
    return Ask(f"/en/draft/{draft}/review/", headers, b"declared=yes", 302)


def _begin(place: Place, case: str) -> Ask:
    headers = place.headers("officer", **{"Content-Type": FORM})
    return Ask(f"/en/office/cases/{case}/act/begin/", headers, b"", 302)
