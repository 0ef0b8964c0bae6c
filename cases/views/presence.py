"""What an open page of a case asks now and then: who else has it open, and has it changed?"""

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
    """Names of colleagues, and whether the version that the page shows is past. Opens no file."""
    version = (
        Case.objects.visible_to(request.actor)
        .filter(pk=case_id)
        .values_list("version", flat=True)
        .first()
    )
    if version is None:
        raise Http404
    looking = presence.tell(case_id, request.user.pk, now=timezone.now())
    context = {
        "names": presence.names(looking),
        "has_changed": request.GET.get("version", "") != str(version),
        "case_id": case_id,
    }
    return render(request, "cases/case_others.html", context)
