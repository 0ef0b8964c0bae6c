"""Print and post: letters of people who read nothing online, and when they reached them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from audit import log
from cases.actions import come_back, correct_delivery, deliver, deposit, dispatch
from cases.errors import Refused
from cases.models import PaperDelivery
from documents.actions import respond
from support_centre import actions, posting
from support_centre.models import Centre
from support_centre.post_forms import (
    CorrectionForm,
    DeliveryForm,
    DepositForm,
    DispatchForm,
    ReturnForm,
)
from support_centre.post_printing import address_pdf
from support_centre.views.fetching import View, with_centre
from support_centre.views.paper_messages import envelopes_of
from vault import keys

DONE = 20
"""So many letters that were delivered stay in sight."""

RUNS = gettext_lazy("The period to answer and the period for an appeal are counted from this day.")


@dataclass(frozen=True)
class Page:
    """The words around a form: its title, what is said when it is done, what follows from it."""

    title: str
    said: str
    note: str | Promise = ""


def with_letter(view: View) -> View:
    """Give the view a letter on paper of the actor's centre, by the id of its delivery.

    Whoever opens, posts or hands over letters of a person decides nothing about them from then on.
    """

    @wraps(view)
    @with_centre
    def fetched(
        request: ActorRequest, centre: Centre, delivery_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        found = get_object_or_404(posting.letters_of(centre), pk=delivery_id)
        keys.preload([found.person_id])
        for person in {found.person, found.letter.case.person}:
            actions.tie(person, actor=request.actor)
        return view(request, found, *args, **kwargs)

    return fetched


@require_GET
@requires("desk.serve")
@with_centre
def post(request: ActorRequest, centre: Centre) -> HttpResponse:
    """What is to be printed, what is on its way, and what arrived lately."""
    rows = posting.letters_of(centre)
    waiting = rows.filter(delivered_on=None).order_by("letter__ready_at")
    posted = waiting.filter(dispatched_on__isnull=False)
    shown = {
        "to_print": list(waiting.filter(dispatched_on=None)[:100]),
        "came_back": list(posted.filter(returned_on__isnull=False)[:100]),
        "under_way": list(posted.filter(returned_on=None)[:100]),
        "delivered": list(rows.exclude(delivered_on=None).order_by("-delivered_on")[:DONE]),
    }
    named = {
        part: [
            (row, posting.KINDS[row.letter.kind], posting.collectable_until(row)) for row in rows
        ]
        for part, rows in shown.items()
    }
    envelopes = envelopes_of(centre)
    everyone = [row.person_id for part in shown.values() for row in part]
    everyone += [envelope.person.pk for envelope in envelopes]
    keys.preload(everyone)
    if everyone:
        log.read("support_centre.read_post", actor=request.actor, subjects=set(everyone))
    return render(
        request, "support_centre/post.html", {"centre": centre, "envelopes": envelopes, **named}
    )


def _still_on_its_way(delivery: PaperDelivery) -> None:
    """What has arrived is the person's alone; a new mandate opens it again."""
    if delivery.delivered_on is not None:
        raise Http404


@require_GET
@requires("desk.serve")
@with_letter
def letter(request: ActorRequest, delivery: PaperDelivery) -> HttpResponseBase:
    """The letter itself, to print until it has arrived. Opening it is a read that the person is
    told of."""
    _still_on_its_way(delivery)
    document = delivery.letter.document
    assert document is not None  # a letter that is ready has one
    return respond(document, actor=request.actor, purpose="print and post", inline=True)


@require_GET
@requires("desk.serve")
@with_letter
def address(request: ActorRequest, delivery: PaperDelivery) -> HttpResponse:
    """The sheet with name and address, for the window of the envelope."""
    _still_on_its_way(delivery)
    log.read("support_centre.read_address", actor=request.actor, subjects=[delivery.person_id])
    case = delivery.letter.case
    sheet = address_pdf(
        case, pack_code=case.pack, name=case.filed_name, moment=delivery.letter.created_at
    )
    response = HttpResponse(sheet, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="address.pdf"'
    return response


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_letter
def posted(request: ActorRequest, delivery: PaperDelivery) -> HttpResponse:
    """When it went to the post, and under which number; once more after it came back."""
    again = delivery.dispatched_on is not None
    form = DispatchForm(request.POST or None, initial={"on": _today(delivery)})

    def act(data: dict[str, Any]) -> None:
        dispatch(delivery, actor=request.actor, again=again, **data)

    page = Page(_("Posting of a letter"), _("Recorded: the letter is on its way."))
    return _record(request, delivery, form, act, page)


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_letter
def deposited(request: ActorRequest, delivery: PaperDelivery) -> HttpResponse:
    """Nobody was met: since when it waits to be collected."""
    on = delivery.deposited_on.isoformat() if delivery.deposited_on else _today(delivery)
    form = DepositForm(request.POST or None, initial={"on": on})

    def act(data: dict[str, Any]) -> None:
        deposit(delivery, actor=request.actor, **data)

    page = Page(
        _("A letter waits at the post office"),
        _("Recorded: the letter waits to be collected."),
        _(
            "From this day it can be collected for as long as the law says. If nobody does, it "
            "counts as delivered on the last day."
        ),
    )
    return _record(request, delivery, form, act, page)


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_letter
def returned(request: ActorRequest, delivery: PaperDelivery) -> HttpResponse:
    """It did not reach the person: why, and what follows from that."""
    form = ReturnForm(request.POST or None, initial={"on": _today(delivery)})

    def act(data: dict[str, Any]) -> None:
        come_back(delivery, actor=request.actor, **data)

    page = Page(
        _("A letter came back"),
        _("Recorded. The office sees it in the case."),
        _(
            "A letter that nobody collected in time counts as delivered. Any other that comes back "
            "starts no period: the office decides what to do next."
        ),
    )
    return _record(request, delivery, form, act, page)


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_letter
def delivered(request: ActorRequest, delivery: PaperDelivery) -> HttpResponse:
    """When and how it reached the person. Periods are counted from here."""
    how = PaperDelivery.How.RECEIPT if delivery.dispatched_on else PaperDelivery.How.DESK
    form = DeliveryForm(request.POST or None, initial={"on": _today(delivery), "how": how})

    def act(data: dict[str, Any]) -> None:
        deliver(delivery, actor=request.actor, **data)

    page = Page(_("Delivery of a letter"), _("Recorded: periods are counted from this day."), RUNS)
    return _record(request, delivery, form, act, page)


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_letter
def corrected(request: ActorRequest, delivery: PaperDelivery) -> HttpResponse:
    """It reached the person otherwise than was recorded: a second entry, and the first stays."""
    form = CorrectionForm(
        request.POST or None, initial={"on": delivery.delivered_on, "how": delivery.how}
    )

    def act(data: dict[str, Any]) -> None:
        correct_delivery(delivery, actor=request.actor, **data)

    said = _("Recorded: periods are counted from this day.")
    return _record(request, delivery, form, act, Page(_("Put a delivery right"), said, RUNS))


def _record(
    request: ActorRequest,
    delivery: PaperDelivery,
    form: Form,
    act: Callable[[dict[str, Any]], None],
    page: Page,
) -> HttpResponse:
    """Show the form, or do what it says and go back to the list."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refused:
            form.add_error("on", str(refused.reason))
        else:
            messages.success(request, page.said)
            return redirect("support_centre:post")
    letter = delivery.letter
    kind = posting.KINDS[letter.kind]
    context = {"form": form, "letter": letter, "kind": kind, "page": page}
    status = 422 if form.errors else 200
    return render(request, "support_centre/post_record.html", context, status=status)


def _today(delivery: PaperDelivery) -> str:
    return posting.today_of(delivery).isoformat()
