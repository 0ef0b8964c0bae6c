"""The desk, and the person's own side of it."""

from django.urls import path

from support_centre.views import consents, desk, mandates, sessions, turned

app_name = "support_centre"
urlpatterns = [
    path("desk/", desk.desk, name="desk"),
    path("desk/new/", desk.new, name="visit_new"),
    path("visit/<uuid:visit_id>/", desk.visit, name="visit"),
    path("visit/<uuid:visit_id>/serve/", desk.serve, name="serve"),
    path("visit/<uuid:visit_id>/person/", desk.person, name="person"),
    path("visit/<uuid:visit_id>/done/", desk.done, name="done"),
    path("visit/<uuid:visit_id>/mandate/", mandates.new, name="mandate_new"),
    path("mandate/<uuid:mandate_id>/", mandates.mandate, name="mandate"),
    path("mandate/<uuid:mandate_id>/state/", mandates.state, name="mandate_state"),
    path("mandate/<uuid:mandate_id>/print/", mandates.printed, name="mandate_print"),
    path("mandate/<uuid:mandate_id>/signed/", mandates.signed, name="mandate_signed"),
    path("mandate/<uuid:mandate_id>/paper/", mandates.paper, name="mandate_paper"),
    path("mandate/<uuid:mandate_id>/revoke/", mandates.revoke, name="mandate_revoke"),
    path("mandate/<uuid:mandate_id>/session/", sessions.start, name="session"),
    path("session/end/", sessions.end, name="session_end"),
    path("session/beat/", sessions.beat, name="beat"),
    path("session/over/", sessions.over, name="over"),
    path("turned/", turned.turned, name="turned"),
    path("turned/now/", turned.now, name="turned_now"),
    path("turned/follow/", turned.follow, name="follow"),
    path("consents/", consents.consents, name="consents"),
    path("consents/code/", consents.code, name="consent_code"),
    path("consents/<uuid:mandate_id>/revoke/", consents.revoke, name="consent_revoke"),
]
