"""A read-back that is confirmed by hand: on the pad, or on paper."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from cases.actions.confirming import NotReadBack
from cases.models import ConfirmedHow
from documents import uploads
from documents.actions import remove
from documents.models import Kind
from support_centre import actions
from support_centre.models import ReadBack
from support_centre.views.reading_back import page_of, with_read_back


@csrf_exempt  # documents.uploads checks the token once the body cannot touch the disk
@require_POST
@requires("desk.assist")
@with_read_back
def signed(request: ActorRequest, row: ReadBack) -> HttpResponseBase:
    """The signature from the pad, or the scan of the signed paper, sealed for the person."""
    on_pad = request.GET.get("how") == ConfirmedHow.PAD
    how = ConfirmedHow.PAD if on_pad else ConfirmedHow.PAPER
    received = uploads.receive_one(
        request, owner=row.person, actor=request.actor, kind=Kind.CONFIRMED
    )
    if received.documents:
        _sign(request, row, how, received)
    if uploads.by_script(request):
        return uploads.answer(received)
    for refusal in received.refusals:
        messages.error(request, str(refusal.message))
    return page_of(row)


def _sign(request: ActorRequest, row: ReadBack, how: str, received: uploads.Received) -> None:
    """A signature under what was changed meanwhile, or signed already, is not kept."""
    signature = received.documents[0]
    try:
        kept = actions.confirm(row, how=how, actor=request.actor, signature=signature)
    except (NotReadBack, actions.NoMandate) as refused:
        remove(signature, actor=request.actor)
        why = refused if isinstance(refused, NotReadBack) else NotReadBack()
        received.refusals.append(uploads.Refusal("", why.code, why.reason))
        return
    if kept.signature_id != signature.pk:
        remove(signature, actor=request.actor)
