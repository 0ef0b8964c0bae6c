"""The officer records that a letter was delivered by public notice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from audit import log
from cases.actions.possible import Offer
from cases.actions.public_notice import why_not
from cases.errors import Refused
from cases.forms.notice import PublicNoticeForm
from cases.models import PaperDelivery
from cases.views.acts import case_of
from permits.packs import load_pack


@require_http_methods(["GET", "POST"])
@requires("case.request")
def public_notice(request: ActorRequest, case_id: UUID, letter_id: UUID) -> HttpResponse:
    """Between which days it hung on the board; why not, where that is not lawful."""
    case = case_of(request, case_id)
    rows = PaperDelivery.objects.select_related("letter")
    delivery = get_object_or_404(rows, letter=letter_id, letter__case=case)
    delivery.letter.case = case
    posted = request.POST if request.method == "POST" else None
    form = PublicNoticeForm(posted, case=case, actor=request.actor, delivery=delivery)
    if posted is not None and form.is_valid():
        try:
            form.carry_out()
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Recorded: the letter is delivered by public notice."))
            return redirect("cases:case", case.pk)
    log.read(
        "cases.open_act",
        actor=request.actor,
        subjects=[case.person_id],
        case=case.pk,
        purpose="public_notice",
    )
    refused_now = why_not(delivery, load_pack(case.pack))
    label = _("Deliver by public notice")
    offer = Offer("public_notice", label, refused_now.reason if refused_now else None)
    context = {"case": case, "offer": offer, "form": form}
    return render(request, "cases/act.html", context, status=422 if form.errors else 200)
