"""What an open page of a case asks now and then: who else has it open?"""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.actor import ActorRequest
from cases import presence
from cases.models import Case


@require_GET
@requires("case.view")
def others(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Names of colleagues. Opens no file."""
    if not Case.objects.visible_to(request.actor).filter(pk=case_id).exists():
        raise Http404
    looking = presence.tell(case_id, request.user.pk, now=timezone.now())
    return render(request, "cases/case_others.html", {"names": presence.names(looking)})
