"""Every address of the portal. Pages carry their language in the path; probes and files do not."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config.icon import favicon

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", include("jobs.urls")),
    path("favicon.ico", favicon, name="favicon"),
    path("language/", include("i18n.urls")),
]

pages: list[URLPattern | URLResolver] = [
    path("office/", include("cases.urls")),
    path("permits/", include("permits.urls")),
    path("post/", include("postbox.urls")),
    path("centre/", include("support_centre.urls")),
    path("account/", include("accounts.urls")),
    path("account/", include("accounts.sign_in_urls")),
    path("admin/", admin.site.urls),
    path("", include("applicants.urls")),  # last: each of its addresses is tried for all others
]
if settings.DEMONSTRATION:
    pages.append(path("demo/", include("demo.urls")))

urlpatterns += i18n_patterns(*pages, prefix_default_language=True)

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"
