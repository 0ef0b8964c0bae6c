"""The photograph of the passport: kept sealed beside the check, seen again by who took it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from documents import uploads
from documents.actions import respond
from documents.models import Kind
from support_centre import actions
from support_centre.models import IdentityPaper, Visit
from support_centre.views.fetching import with_visit


@csrf_exempt  # documents.uploads checks the token once the body cannot touch the disk
@require_POST
@requires("desk.serve")
@with_visit
def photograph(request: ActorRequest, visit: Visit) -> HttpResponseBase:
    """For whoever read the passport in this visit, once."""
    check = actions.check_of_visit(visit, request.actor)
    if check is None or IdentityPaper.objects.filter(check_of=check).exists():
        return redirect("support_centre:visit", visit.pk)
    received = uploads.receive_one(
        request, owner=check.person, actor=request.actor, kind=Kind.IDENTITY
    )
    if received.documents:
        actions.keep_photograph(check, received.documents[0], actor=request.actor)
        messages.success(request, _("The photograph is kept, sealed for the person."))
    if uploads.by_script(request):
        return uploads.answer(received)
    for refusal in received.refusals:
        messages.error(request, str(refusal.message))
    return redirect("support_centre:visit", visit.pk)


@require_GET
@requires("desk.serve")
def shown(request: ActorRequest, paper_id: UUID) -> HttpResponseBase:
    papers = IdentityPaper.objects.taken_by(request.actor).select_related("document")
    paper = get_object_or_404(papers, pk=paper_id)
    return respond(paper.document, actor=request.actor, purpose="identity")
