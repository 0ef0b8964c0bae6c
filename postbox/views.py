"""The person's postbox: the list, one message, its letter."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.actor import ActorRequest
from documents.actions import respond
from postbox.actions import mark_letter_read, mark_read
from postbox.models import Message
from postbox.naming import named
from vault import keys

PAGE = 25


@require_GET
@requires("post.read")
def inbox(request: ActorRequest) -> HttpResponse:
    """Newest first, paged by the last message seen."""
    messages = Message.objects.visible_to(request.actor).select_related("person").newest_first()
    key = _uuid(request.GET.get("before"))
    before = messages.filter(pk=key).first() if key else None
    if before:
        messages = messages.filter(sent_at__lt=before.sent_at)
    page = list(messages[: PAGE + 1])
    keys.preload({message.person_id for message in page})
    more = page[PAGE - 1].pk if len(page) > PAGE else None
    context = {"messages_list": named(page[:PAGE]), "older": more, "newer": before is not None}
    return render(request, "postbox/list.html", context)


@require_GET
@requires("post.read")
def read(request: ActorRequest, message_id: UUID) -> HttpResponse:
    message = _message(request, message_id)
    mark_read(message, actor=request.actor)
    [(_same, about)] = named([message])
    return render(request, "postbox/message.html", {"message": message, "about": about})


@require_GET
@requires("post.read")
def letter(request: ActorRequest, message_id: UUID) -> HttpResponseBase:
    message = get_object_or_404(
        Message.objects.visible_to(request.actor).exclude(document=None), pk=message_id
    )
    assert message.document is not None  # the query leaves out messages without one
    mark_letter_read(message.document, actor=request.actor)
    return respond(message.document, actor=request.actor, purpose="own_post")


def _message(request: ActorRequest, message_id: UUID) -> Message:
    messages = Message.objects.visible_to(request.actor).select_related("person", "document")
    return get_object_or_404(messages, pk=message_id)


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
