"""An officer takes note of a change that was reported."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from cases.actions.reporting import take_note as note
from cases.models import ChangeReport
from cases.views.acts import case_of


@require_POST
@requires("case.note")
def take_note(request: ActorRequest, case_id: UUID, report_id: UUID) -> HttpResponse:
    case = case_of(request, case_id)
    report = get_object_or_404(ChangeReport, pk=report_id, case=case)
    report.case = case
    note(report, actor=request.actor)
    messages.success(request, _("You took note of the change. The applicant sees that."))
    return redirect(reverse("cases:case", args=[case.pk]) + "#changes-title")
