"""The anchor, a bare Django page: session from the database, one keyset query, 20 rows, a template.

Served by gunicorn as ``scripts.bench.anchor:application``. Beside it, at ``/sink/``, stands the
floor of an upload: the body written to a file as it comes, unsealed and unseen. ``python -m`` makes
the table of a million rows (once) and a session, whose key it prints.
"""

import os
import tempfile

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

ROWS = 1_000_000
PIECE = 64 * 1024
PAGE = """<!doctype html><html lang="en"><head><title>Rows</title></head><body>
<h1>Rows of {{ who }}</h1>
<table><thead><tr><th>Id</th><th>Name</th><th>Due</th><th>State</th></tr></thead><tbody>
{% for row in rows %}<tr><td><a href="{% url 'row' row.0 %}">{{ row.0 }}</a></td>
<td>{{ row.1 }}</td><td>{{ row.2|date:"j F Y" }}</td><td>{{ row.3 }}</td></tr>
{% endfor %}</tbody></table></body></html>"""

settings.configure(
    SECRET_KEY="anchor-only-not-a-secret",  # noqa: S106 - guards nothing
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="scripts.bench.anchor",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ["POBYT_DB_NAME"],
            "HOST": os.environ["POBYT_DB_HOST"],
            "USER": os.environ.get("POBYT_DB_USER", "postgres"),
            "PASSWORD": os.environ.get("POBYT_DB_PASSWORD", ""),
            "CONN_MAX_AGE": 60,
        }
    },
    INSTALLED_APPS=["django.contrib.sessions"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    SESSION_COOKIE_NAME="anchor",
    USE_TZ=True,
)
django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402 - settings come first
from django.db import connection  # noqa: E402

template = engines["django"].from_string(PAGE)


def rows(request: HttpRequest) -> HttpResponse:
    """Two queries here and one for the session: three, as in the recipe."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT 1 FROM bench_row LIMIT 100) AS few")
        cursor.execute(
            "SELECT id, name, due, state FROM bench_row WHERE (due, id) > (%s, %s) "
            "ORDER BY due, id LIMIT 20",
            ["2027-01-01", 5000],
        )
        found = cursor.fetchall()
    context = {"rows": found, "who": request.session.get("who", "nobody")}
    return HttpResponse(template.render(context, request))


def sink(request: HttpRequest) -> HttpResponse:
    """A plain upload: durable on the disk, and nothing else."""
    with tempfile.TemporaryFile() as file:
        while piece := request.read(PIECE):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return HttpResponse(status=201)


def make() -> str:
    """Make the table (once) and a session; returns the session's key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('bench_row')")
        if cursor.fetchone() == (None,):
            cursor.execute(
                "CREATE TABLE bench_row (id bigint PRIMARY KEY, name text, due date, state text)"
            )
            cursor.execute(
                "INSERT INTO bench_row "
                "SELECT n, 'Name ' || n, date '2026-01-01' + n %% 700, 'open' "
                "FROM generate_series(1, %s) AS n",
                [ROWS],
            )
            cursor.execute("CREATE INDEX ON bench_row (due, id)")
            cursor.execute("VACUUM ANALYZE bench_row")
    session = SessionStore()
    session["who"] = "the anchor"
    session.create()
    return str(session.session_key)


urlpatterns = [path("", rows), path("row/<int:number>/", rows, name="row"), path("sink/", sink)]
application = get_wsgi_application()

if __name__ == "__main__":
    print(make())
