"""A change is read back before it is reported in the person's place."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from applicants.actions import Incomplete
from applicants.actions.changing import NothingNew
from applicants.models import ChangeDraft
from applicants.views.following import cases_of
from support_centre import actions
from support_centre.models import AssistedSession
from support_centre.views.reading_back import in_session


@require_POST
@requires("desk.assist")
@in_session
def change(
    request: ActorRequest, session: AssistedSession, case_id: UUID, kind: str
) -> HttpResponse:
    """What was written is kept already; it is read to the person before it is sent."""
    if not request.actor.can("case.report"):
        raise Http404
    case = get_object_or_404(cases_of(request), pk=case_id)
    draft = get_object_or_404(ChangeDraft.objects.unsent(), case=case, kind=kind)
    draft.case = case
    language = session.mandate.printed_in
    try:
        row = actions.read_change_back(
            draft, session=session, language=language, actor=request.actor
        )
    except (Incomplete, NothingNew):
        messages.error(request, _("Some answers are missing. Fill them in, then read it back."))
        return redirect("applicants:change", case_id, kind)
    return redirect("support_centre:readback", row.pk)
