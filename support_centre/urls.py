"""The desk, and the person's own side of it."""

from django.urls import path, re_path

from support_centre.views import (
    consents,
    desk,
    identity,
    mandates,
    notices,
    places,
    restoring,
    sessions,
    staff,
    telephones,
)

app_name = "support_centre"
urlpatterns = [
    path("", places.listing, name="places"),
    re_path(r"^(?P<code>[A-Z][A-Z0-9-]+)/$", places.centre, name="place"),
    path("desk/languages/", staff.languages, name="languages"),
    path("desk/here/", staff.here, name="here"),
    path("desk/", desk.desk, name="desk"),
    path("desk/telephones/", telephones.telephones, name="telephones"),
    path("desk/new/", desk.new, name="visit_new"),
    path("visit/<uuid:visit_id>/", desk.visit, name="visit"),
    path("visit/<uuid:visit_id>/serve/", desk.serve, name="serve"),
    path("visit/<uuid:visit_id>/person/", desk.person, name="person"),
    path("visit/<uuid:visit_id>/photograph/", identity.photograph, name="photograph"),
    path("photograph/<uuid:paper_id>/", identity.shown, name="photograph_shown"),
    path("visit/<uuid:visit_id>/done/", desk.done, name="done"),
    path("visit/<uuid:visit_id>/mandate/", mandates.new, name="mandate_new"),
    path("mandate/<uuid:mandate_id>/", mandates.mandate, name="mandate"),
    path("mandate/<uuid:mandate_id>/state/", mandates.state, name="mandate_state"),
    path("mandate/<uuid:mandate_id>/print/", mandates.printed, name="mandate_print"),
    path("mandate/<uuid:mandate_id>/signed/", mandates.signed, name="mandate_signed"),
    path("mandate/<uuid:mandate_id>/paper/", mandates.paper, name="mandate_paper"),
    path("mandate/<uuid:mandate_id>/revoke/", mandates.revoke, name="mandate_revoke"),
    path("mandate/<uuid:mandate_id>/session/", sessions.start, name="session"),
    path("mandate/<uuid:mandate_id>/restore/", restoring.propose, name="restore"),
    path("restore/<uuid:restoration_id>/", restoring.restoration, name="restoration"),
    path("restore/<uuid:restoration_id>/slip/", restoring.slip, name="restoration_slip"),
    path(
        "restore/<uuid:restoration_id>/withdraw/", restoring.withdraw, name="restoration_withdraw"
    ),
    path("new-password/", restoring.new_password, name="new_password"),
    path("session/end/", sessions.end, name="session_end"),
    path("session/beat/", sessions.beat, name="beat"),
    path("session/<uuid:session_id>/notice/", notices.notice, name="notice"),
    path("session/over/", sessions.over, name="over"),
    path("consents/", consents.consents, name="consents"),
    path("consents/code/", consents.code, name="consent_code"),
    path("consents/<uuid:mandate_id>/revoke/", consents.revoke, name="consent_revoke"),
]
