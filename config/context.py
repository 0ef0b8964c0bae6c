"""What every page knows: whether this is a demonstration, and the site's own address."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "demonstration": settings.DEMONSTRATION,
        "actor": getattr(request, "actor", None),
        "site_languages": settings.LANGUAGES,
    }
