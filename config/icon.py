"""The icon of the site at the address where a browser looks for it beside what is no page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.access import public

A_DAY = 24 * 60 * 60


@require_safe
@public
@cache_control(public=True, max_age=A_DAY)
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("pobyt/favicon.svg"))
