"""The portal's addresses and one page more: every component, in every state it can be in."""

from datetime import datetime, timedelta
from pathlib import Path

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path
from django.utils import timezone

from accounts.access import public
from config.urls import urlpatterns as portal

PAGE = Path(__file__).with_name("gallery.html")
STATES = [
    "received",
    "open",
    "suspended",
    "pre_approved",
    "granted",
    "refused",
    "discontinued",
    "inadmissible",
    "under_appeal",
]


class Sample(forms.Form):
    name = forms.CharField(label="Family name", help_text="As in the passport.")
    country = forms.ChoiceField(label="Country", choices=[("", "Choose"), ("UA", "Ukraine")])
    place = forms.ChoiceField(
        label="Where",
        choices=[("office", "At an office"), ("embassy", "At an embassy")],
        widget=forms.RadioSelect,
    )
    story = forms.CharField(
        label="Anything else", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    agree = forms.BooleanField(label="I have read this", required=False)


def context() -> dict[str, object]:
    """What the page shows; dates stand still so that pictures can be compared."""
    now = datetime(2026, 12, 1, 9, 30, tzinfo=timezone.get_current_timezone())
    return {
        "states": STATES,
        "form": Sample(),
        "wrong_form": Sample({"name": "", "place": "moon"}),
        "errors": [
            {"href": "#id_name", "label": "Family name", "message": "Answer this question."}
        ],
        "steps": [
            {"title": "About you", "url": "#a", "state": "done"},
            {"title": "Travel document", "url": "#b", "state": "wrong"},
            {"title": "Employer", "url": "#c", "state": "current"},
            {"title": "Accommodation", "url": "", "state": "todo"},
        ],
        "stages": [
            {"label": "Filing", "state": "done", "note": "2 November"},
            {"label": "Checked", "state": "done", "note": ""},
            {"label": "Under review", "state": "current", "note": "since 5 November"},
            {"label": "Decision", "state": "todo", "note": ""},
            {"label": "Card", "state": "todo", "note": ""},
        ],
        "entries": [
            {
                "when": now,
                "title": "The office asks for a document",
                "detail": "Proof of accommodation.",
                "who": "Office in Prague",
                "url": "#letter",
                "url_label": "Read the letter",
                "icon": "letter",
            },
            {
                "when": now - timedelta(days=3),
                "title": "Your application was received",
                "icon": "inbox",
            },
        ],
        "rows": [
            {"label": "Family name", "value": "SHEVCHENKO", "term": "příjmení", "lang": "cs"},
            {"label": "Case number", "value": "UTO-12345/ZM-2026"},
            {"label": "Phone", "value": ""},
        ],
        "chips": [
            {"label": "Due this week", "url": "#", "active": True, "count": 12},
            {"label": "Answered", "url": "#", "active": False, "count": 3},
            {"label": "All", "url": "#", "active": False, "count": "1,000+"},
        ],
        "now": now,
    }


@public
def gallery(request: HttpRequest) -> HttpResponse:
    template = engines["django"].from_string(PAGE.read_text())
    return HttpResponse(template.render(context(), request))


urlpatterns = [*portal, *i18n_patterns(path("components/", gallery, name="gallery"))]
