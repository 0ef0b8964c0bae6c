"""The officer records that a letter was delivered by public notice."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from cases.actions.possible import Offer
from cases.actions.public_notice import why_not
from cases.forms.notice import PublicNoticeForm
from cases.models import PaperDelivery
from cases.views.acts import case_of, page_of, posted
from permits.packs import load_pack


@require_http_methods(["GET", "POST"])
@requires("case.request")
def public_notice(request: ActorRequest, case_id: UUID, letter_id: UUID) -> HttpResponse:
    """Between which days it hung on the board; why not, where that is not lawful."""
    case = case_of(request, case_id)
    rows = PaperDelivery.objects.select_related("letter")
    delivery = get_object_or_404(rows, letter=letter_id, letter__case=case)
    delivery.letter.case = case
    form = PublicNoticeForm(posted(request), case=case, actor=request.actor, delivery=delivery)

    def offer() -> Offer:
        refused = why_not(delivery, load_pack(case.pack))
        label = _("Deliver by public notice")
        return Offer("public_notice", label, str(refused.reason) if refused else None)

    done = _("Recorded: the letter is delivered by public notice.")
    return page_of(request, form, "public_notice", offer=offer, done=done)
