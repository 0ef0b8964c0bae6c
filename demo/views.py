"""Who one can be in the demonstration, and the mails that it would have sent."""

from email import policy
from email.parser import BytesParser
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import public
from demo.centres import HELPERS
from demo.people import PEOPLE, VISITORS
from demo.staff import PASSWORD, STAFF

NEWEST = 30


@require_GET
@public
def index(request: HttpRequest) -> HttpResponse:
    """How to enter as each person of the cast."""
    context = {
        "staff": STAFF,
        "helpers": HELPERS,
        "people": PEOPLE,
        "visitors": VISITORS,
        "password": PASSWORD,
    }
    return render(request, "demo/index.html", context)


@require_GET
@public
def mails(request: HttpRequest) -> HttpResponse:
    """The newest mails. A demonstration sends none; they lie in a folder."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*"), key=lambda file: file.stat().st_mtime, reverse=True)[:NEWEST]
    return render(request, "demo/mails.html", {"mails": [_read(file) for file in files]})


def _read(file: Path) -> dict[str, str]:
    message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    body = message.get_body(("plain",))
    return {
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "date": str(message["Date"]),
        "text": body.get_content().split("\n-----")[0] if body else "",
    }
