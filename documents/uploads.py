"""Files over HTTP, two ways in, neither of which lets plaintext touch the disk.

* The script sends each file as the raw body of a POST (``application/octet-stream``) with the CSRF
  token in its header and the name, percent-encoded, in ``X-File-Name``. ``X-Upload-Id`` stays the
  same when a file is sent again, by the person or by the browser itself after a cut.
* Without script the ordinary form does it: its view is ``csrf_exempt`` outside, because the CSRF
  check parses the form before any view; :func:`receive` first sets the handler that seals, then
  lets Django parse and checks the token, and throws away what came without a valid one.

A view of a room above::

    @csrf_exempt
    @requires("draft.write")
    @require_POST
    def upload(request, draft_id):
        draft = get_object_or_404(Draft.objects.visible_to(request.actor), pk=draft_id)
        received = uploads.receive(request, owner=draft.person, actor=request.actor)
        …link received.documents…
        if uploads.by_script(request):
            return uploads.answer(received)
        …show received.refusals, redirect…
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import unquote
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.functional import Promise
from django.views.decorators.csrf import csrf_exempt

from accounts.actor import Actor
from accounts.limits import SENTENCES
from accounts.models import Person
from documents import actions
from documents.errors import Refused
from documents.handlers import SealingUploadHandler
from documents.holding import Held, HoldingUploadHandler
from documents.intake import Intake
from documents.models import Document, Kind

__all__ = [
    "Held",
    "Received",
    "Refusal",
    "answer",
    "by_script",
    "csrf_exempt",
    "drop",
    "hold",
    "key_within",
    "receive",
    "receive_one",
]

NAME_HEADER = "X-File-Name"
ID_HEADER = "X-Upload-Id"
RAW = "application/octet-stream"
END_OF_FORM = "end_of_form"
"""The form's last field: Django takes a body that was cut off for a whole one, this tells."""

DRAIN_PIECE = 256 * 1024
DRAIN_LIMIT = 64 * 1024 * 1024


@dataclass(frozen=True)
class Refusal:
    """A file that was not taken: its name as it was sent, and what to do."""

    name: str
    code: str
    message: str | Promise


@dataclass
class Received:
    """What one request brought: files that are stored, and files that were not taken."""

    documents: list[Document] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def receive(
    request: HttpRequest, *, owner: Person, actor: Actor, kind: str = Kind.UPLOAD
) -> Received:
    """Take the file or files of a POST. Never raises Refused: refusals are part of the answer.

    Raises PermissionDenied when the CSRF token is missing or wrong; nothing is kept then.
    """
    if by_script(request):
        _check_token(request)
        return _receive_raw(request, owner=owner, actor=actor, kind=kind)
    return _receive_form(request, owner=owner, actor=actor, kind=kind)


def receive_one(request: HttpRequest, *, owner: Person, actor: Actor, kind: str) -> Received:
    """As ``receive``, where one file is wanted: of several none is kept, so that no page of them is
    lost unseen."""
    received = receive(request, owner=owner, actor=actor, kind=kind)
    if len(received.documents) > 1:
        drop(received, Refusal("", "too_many", SENTENCES["files_a_paper"]), actor=actor)
    return received


def drop(received: Received, refusal: Refusal, *, actor: Actor) -> None:
    """Keep nothing of what came, and say why."""
    for document in received.documents:
        actions.remove(document, actor=actor)
    received.documents.clear()
    received.refusals.append(refusal)


def hold(request: HttpRequest) -> Held | None:
    """The file of a form whose other fields say whose it is; None when there is none.

    Raises PermissionDenied as ``receive`` does.
    """
    handler = HoldingUploadHandler(request)
    request.upload_handlers = [handler]
    _check_token(request)
    return handler.held(whole=END_OF_FORM in request.POST)


def by_script(request: HttpRequest) -> bool:
    """Whether the file is the body itself, so that the answer is for a script."""
    return request.content_type == RAW


def key_within(request: HttpRequest, whole: UUID) -> UUID:
    """The key of what this upload adds to ``whole``: the same one when the file is sent again.

    A cut may come after the last byte and before the answer; then the file is here already. Without
    the header every upload is one of its own.
    """
    try:
        sent_as = UUID(request.headers.get(ID_HEADER, ""))
    except ValueError:
        return uuid4()
    return uuid5(whole, sent_as.hex)


def replaced_by(request: HttpRequest) -> UUID | None:
    """The id of the file that this upload takes the place of; None when it is one more."""
    try:
        return UUID(request.GET.get("replaces", ""))
    except ValueError:
        return None


def answer(received: Received, **extra: object) -> JsonResponse:
    """For the script: 201 with the file's id, or 422 with the sentence to show beside its name."""
    if received.refusals:
        refusal = received.refusals[0]
        return JsonResponse({"code": refusal.code, "message": str(refusal.message)}, status=422)
    document = received.documents[0]
    return JsonResponse({"id": str(document.pk), **extra}, status=201)


def _receive_raw(request: HttpRequest, *, owner: Person, actor: Actor, kind: str) -> Received:
    received = Received()
    name = unquote(request.headers.get(NAME_HEADER, ""), errors="replace")
    try:
        size = _announced(request)
        document = actions.store(request, owner=owner, name=name, size=size, actor=actor, kind=kind)
        received.documents.append(document)
    except Refused as refused:
        received.refusals.append(Refusal(name, refused.code, refused.message))
        _drain(request)
    return received


def _announced(request: HttpRequest) -> int:
    """Content-Length, without which a cut could not be told from an end."""
    try:
        return int(request.META["CONTENT_LENGTH"])
    except (KeyError, ValueError):
        raise Refused("missing") from None


def _drain(request: HttpRequest) -> None:
    """Read the rest of a refused body: a browser that is still sending does not see the answer."""
    left = DRAIN_LIMIT
    try:
        while left > 0 and (piece := request.read(DRAIN_PIECE)):
            left -= len(piece)
    except OSError:
        return


def _receive_form(request: HttpRequest, *, owner: Person, actor: Actor, kind: str) -> Received:
    handler = SealingUploadHandler(request, owner=owner, actor=actor, kind=kind)
    request.upload_handlers = [handler]
    received = Received()
    try:
        _check_token(request)
        whole = END_OF_FORM in request.POST
        for name, outcome in handler.outcomes():
            _conclude(received, name, outcome if whole else Refused("cut_off"))
    finally:
        handler.abort()
    if not received.documents and not received.refusals:
        missing = Refused("missing")
        received.refusals.append(Refusal("", missing.code, missing.message))
    return received


def _conclude(received: Received, name: str, outcome: Intake | Refused) -> None:
    try:
        if isinstance(outcome, Refused):
            raise outcome
        received.documents.append(outcome.finish())
    except Refused as refused:
        received.refusals.append(Refusal(name, refused.code, refused.message))


def _check_token(request: HttpRequest) -> None:
    """Django's own CSRF check, at the moment that suits us."""

    def nothing(request: HttpRequest) -> HttpResponseBase:
        raise AssertionError("never called")

    rejection = CsrfViewMiddleware(nothing).process_view(request, nothing, (), {})
    if rejection is not None:
        raise PermissionDenied("CSRF token missing or wrong")
