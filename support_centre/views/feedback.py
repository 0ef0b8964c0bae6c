"""Feedback: the page with the three questions, and the two ways to it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import public, requires
from accounts.actor import ActorRequest
from cases.models import Case
from i18n.languages import using
from support_centre import actions
from support_centre.feedback_forms import FeedbackForm
from support_centre.models import Channel, Visit
from support_centre.views.fetching import with_visit


@require_http_methods(["GET", "POST"])
@public
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Large, in the visitor's language, and with nothing of the helper on it."""
    try:
        invitation = actions.invited(token)
        form = FeedbackForm(request.POST or None, channel=invitation.channel)
        if request.method == "POST" and form.is_valid():
            actions.give_feedback(invitation, **form.cleaned_data)
            return _page(request, "support_centre/feedback_thanks.html", invitation.channel)
    except actions.Over:
        return render(request, "support_centre/feedback_over.html", status=404)
    context = {"form": form, "at_desk": invitation.channel == Channel.VISIT}
    status = 422 if form.errors else 200
    return render(request, "support_centre/feedback.html", context, status=status)


def _page(request: HttpRequest, template: str, channel: str) -> HttpResponse:
    return render(request, template, {"at_desk": channel == Channel.VISIT})


@require_GET
@requires("desk.serve")
@with_visit
def of_visit(request: ActorRequest, visit: Visit) -> HttpResponse:
    """From the visit that has ended to the page in the visitor's own language."""
    invitation = actions.after_visit(visit)
    if invitation is None:
        return redirect("support_centre:visit", visit.pk)
    language = visit.printed_in
    with using(language):
        return redirect(reverse("support_centre:feedback", args=[invitation.token]))


@require_GET
@requires("case.follow")
def card(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """A quiet part of the receipt and of the ended case; empty once answered, and for helpers."""
    rows = Case.objects.visible_to(request.actor).select_related("permit_type")
    case = get_object_or_404(rows, pk=case_id)
    invitation = actions.online(case, get_language() or "en")
    if request.actor.acting_for or invitation is None or invitation.is_used:
        return HttpResponse()
    return render(request, "support_centre/feedback_card.html", {"token": invitation.token})
