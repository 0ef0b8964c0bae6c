"""Messages without a letter, to print and post: an envelope for each person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from accounts.models import Person
from audit import log
from cases.models import Case
from postbox.models import Message
from support_centre import actions, posting
from support_centre.models import Centre
from support_centre.post_forms import PaperMessageForm
from support_centre.post_printing import address_pdf, messages_pdf
from support_centre.views.fetching import with_centre
from vault import keys

AT_MOST = 200
"""So many messages are read for the list."""


@dataclass
class Envelope:
    """What waits for one person, the oldest first."""

    person: Person
    messages: list[Message] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[str, str, datetime]]:
        """What each is about, in which language that is said, and when it came."""
        return [(*posting.subject_of(each), each.sent_at) for each in self.messages]


def envelopes_of(centre: Centre, person_id: UUID | None = None) -> list[Envelope]:
    """Each person of the centre with messages that nobody has opened for them."""
    rows = posting.messages_of(centre)
    if person_id is not None:
        rows = rows.filter(person=person_id)
    found: dict[UUID, Envelope] = {}
    for row in rows[:AT_MOST]:
        found.setdefault(row.person_id, Envelope(row.person)).messages.append(row)
    return list(found.values())


def with_envelope(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view the actor's centre and what waits there for that person."""

    @wraps(view)
    @with_centre
    def fetched(
        request: ActorRequest, centre: Centre, person_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        envelopes = envelopes_of(centre, person_id)
        if not envelopes:
            raise Http404
        keys.preload([person_id])
        return view(request, centre, envelopes[0], *args, **kwargs)

    return fetched


@require_GET
@requires("desk.serve")
@with_envelope
def printed(request: ActorRequest, centre: Centre, envelope: Envelope) -> HttpResponse:
    """The messages themselves. Opening them is a read that the person is told of."""
    log.read("support_centre.read_messages", actor=request.actor, subjects=[envelope.person.pk])
    return _pdf(messages_pdf(centre, envelope.person, envelope.messages), "messages.pdf")


@require_GET
@requires("desk.serve")
@with_envelope
def address(request: ActorRequest, centre: Centre, envelope: Envelope) -> HttpResponse:
    """The sheet with name and address, as the person last filed it."""
    person = envelope.person
    log.read("support_centre.read_address", actor=request.actor, subjects=[person.pk])
    case = Case.objects.filter(person=person).order_by("-filed_at").first()
    name = case.filed_name if case else person.display_name
    moment = envelope.messages[-1].sent_at
    return _pdf(address_pdf(case, pack_code=centre.pack, name=name, moment=moment), "address.pdf")


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_envelope
def sent(request: ActorRequest, centre: Centre, envelope: Envelope) -> HttpResponse:
    """They went out: by post or over the desk."""
    form = PaperMessageForm(
        request.POST or None,
        today=centre.today(),
        initial={"on": centre.today().isoformat(), "last": envelope.messages[-1].pk},
    )
    if request.method == "POST" and form.is_valid():
        actions.send_on_paper(
            envelope.person,
            form.up_to_last(envelope.messages),
            centre=centre,
            how=form.cleaned_data["how"],
            on=form.cleaned_data["on"],
            actor=request.actor,
        )
        messages.success(request, _("Recorded: the messages went out on paper."))
        return redirect("support_centre:post")
    context = {"form": form, "envelope": envelope}
    status = 422 if form.errors else 200
    return render(request, "support_centre/post_messages.html", context, status=status)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
