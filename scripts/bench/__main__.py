"""``make bench``: pages at several sizes against the anchor, then the vault; a table and a JSON file.

PostgreSQL by ``POBYT_DB_HOST`` and ``POBYT_DB_USER``; sizes by ``SIZES=10k,100k``. Each size has a
database of its own, kept for the next run. Goals: ``docs/performance.md``.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.bench.serving import Ask, Server, cpu_a_request, fetch, path_of

SETTINGS = "config.settings.bench"
OUT = Path("build/bench.json")
PAGES = {
    "queue, first page": 1.7,
    "queue, filtered": 2.0,
    "queue, deep page": 1.95,
    "search by name": 2.0,
    "search by number": 2.0,
    "case page": 1.6,
}


def sizes() -> dict[str, int]:
    """``10k,100k`` as names and numbers."""
    names = os.environ.get("SIZES", "10k").split(",")
    return {name: int(name.replace("k", "000").replace("M", "000000")) for name in names}


def prepare(name: str, size: int) -> dict[str, str]:
    """Database, schema, cases and sessions of one size; returns what the server needs to know."""
    database = f"pobyt_bench_{name}"
    folder = Path(tempfile.gettempdir()) / database
    environment = {
        **os.environ,
        "POBYT_DB_NAME": database,
        "POBYT_DB_HOST": os.environ.get("POBYT_DB_HOST", "127.0.0.1"),
        "POBYT_VAR": str(folder),
        "POBYT_DEMONSTRATION": "0",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
    }
    subprocess.run(
        ["createdb", "-h", environment["POBYT_DB_HOST"], "-U", "postgres", database],
        stderr=subprocess.DEVNULL,
        check=False,
    )
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench.inside", str(size)],
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return {**environment, **json.loads(done.stdout.splitlines()[-1])}


def asks_of(known: dict[str, str], server: Server) -> dict[str, list[Ask]]:
    """The requests of each line, following the links of the pages as a person would."""
    cookie = f"sessionid={known['session']}"
    first = Ask("/en/office/queue/?view=all", cookie)
    deep = Ask(f"/en/office/queue/?view=all&after={known['deep']}", cookie)
    import http.client  # noqa: PLC0415 - used once, here

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    page = fetch(connection, first)
    cases = re.findall(r'href="(/en/office/cases/[0-9a-f-]+/)"', page)
    connection.close()
    return {
        "queue, first page": [first],
        "queue, filtered": [Ask("/en/office/queue/?view=mine&state=open", cookie)],
        "queue, deep page": [deep],
        "search by name": [Ask("/en/office/search/?q=Oksana+Haddad", cookie)],
        "search by number": [Ask("/en/office/search/?q=UTO-77", cookie)],
        "case page": [Ask(path_of(case), cookie) for case in cases],
    }


def measure(name: str, size: int) -> list[dict[str, object]]:
    known = prepare(name, size)
    anchor = Server("scripts.bench.anchor:application", {"POBYT_DB_NAME": known["POBYT_DB_NAME"], "DJANGO_SETTINGS_MODULE": ""})
    pobyt = Server("config.wsgi:application", known)
    anchor.start()
    pobyt.start()
    try:
        bare = [Ask("/", f"anchor={known['anchor']}")]
        asks = asks_of(known, pobyt)
        rows = [_line(name, line, anchor, bare, pobyt, asks[line]) for line in PAGES]
        return [*rows, {"size": name, "line": "memory of a worker, MB", "figure": pobyt.memory(), "goal": 110}]
    finally:
        anchor.stop()
        pobyt.stop()


def _line(
    size: str, line: str, anchor: Server, bare: list[Ask], pobyt: Server, asks: list[Ask]
) -> dict[str, object]:
    """Three interleaved samples; one whose anchor drifts by more than 40 % is thrown away."""
    ratios, floors = [], []
    while len(ratios) < 3 and len(floors) < 8:
        floor, _count = cpu_a_request(anchor, bare, 2)
        floors.append(floor)
        if abs(floor / statistics.median(floors) - 1) > 0.4:
            continue
        spent, _count = cpu_a_request(pobyt, asks, 3)
        ratios.append(spent / floor)
    figure = round(statistics.median(ratios), 2)
    return {"size": size, "line": line, "figure": figure, "goal": PAGES[line], "floor_ms": floors[-1] * 1e3}


def table(rows: list[dict[str, object]]) -> str:
    lines = [f"{'size':<6}{'line':<28}{'figure':>9}{'goal':>8}  verdict"]
    for row in rows:
        good = float(str(row["figure"])) <= float(str(row["goal"]))
        verdict = "reached" if good else "missed"
        lines.append(f"{row['size']:<6}{row['line']:<28}{row['figure']:>9.2f}{row['goal']:>8}  {verdict}")
    return "\n".join(lines)


def main() -> None:
    rows = [row for name, size in sizes().items() for row in measure(name, size)]
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(rows, indent=2))
    print(table(rows))


if __name__ == "__main__":
    main()
