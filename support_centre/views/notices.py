"""What was done, on paper, for those who have nothing else."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.actor import ActorRequest
from audit import log
from support_centre.models import AssistedSession
from support_centre.notice_printing import notice_pdf


@require_GET
@requires("desk.assist")
def notice(request: ActorRequest, session_id: UUID) -> HttpResponse:
    """The helper prints it for the person whom they helped today."""
    sessions = AssistedSession.objects.printable_by(request.actor).with_mandate()
    session = get_object_or_404(sessions, pk=session_id)
    log.read(
        "support_centre.printed_notice",
        actor=request.actor,
        subjects=[session.person_id],
        purpose=f"session {session.pk}",
    )
    response = HttpResponse(notice_pdf(session), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="notice.pdf"'
    return response
