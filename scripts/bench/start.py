"""From nothing to the first page, in processor time; the anchor is the floor."""

import resource
import subprocess
import sys

from scripts.bench.figures import Figure, times
from scripts.bench.place import Place

FIRST = """
import importlib, sys, wsgiref.util
environ = {"HTTP_HOST": "127.0.0.1", "PATH_INFO": sys.argv[2], "HTTP_COOKIE": sys.argv[3]}
wsgiref.util.setup_testing_defaults(environ)
said = []
application = importlib.import_module(sys.argv[1]).application
b"".join(application(environ, lambda status, headers: said.append(status)))
assert said[0].startswith("200"), said
"""


def start(place: Place) -> list[Figure]:
    """Import, set-up, own checks and one page of a signed-in person."""
    portal = ("config.wsgi", "/en/office/queue/", place.headers("officer")["Cookie"])
    anchor = ("scripts.bench.anchor", "/", place.bare_headers()["Cookie"])
    ratio = times(lambda: _spent(place, anchor), lambda: _spent(place, portal))
    return [Figure(place.name, "cold start", ratio, 2.5)]


def _spent(place: Place, arguments: tuple[str, ...]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-W", "ignore", "-c", FIRST, *arguments]
    subprocess.run(command, env=place.environment, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
