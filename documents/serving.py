"""Bytes out: to those whom the room above let in, checked before the first byte, never cached."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from accounts.actor import Actor
from audit import log as audit_log
from documents import pictures, previews
from documents.blobs.base import StoreUnavailable
from documents.errors import Unreadable
from documents.models import Document, Kind, Preview
from documents.opening import open_plain
from vault.streams import RangeReader

RETRY_SECONDS = "60"

LOCKED = "default-src 'none'; frame-ancestors 'self'; sandbox"
OWN_PDF = "default-src 'none'; object-src 'self'; frame-ancestors 'self'"


def respond(
    document: Document, *, actor: Actor, purpose: str = "", inline: bool = False
) -> HttpResponseBase:
    """The whole file as a download. ``inline`` opens it in the browser, for our own letters only.

    The caller has checked that ``actor`` may have it. A read by staff is an audit event. Raises
    Http404 when the bytes are gone, ValueError when an upload is wanted inline.
    """
    if inline and document.kind == Kind.UPLOAD:
        raise ValueError("what people upload is never shown from this site's own address")
    try:
        reader = _opened(document)
    except StoreUnavailable:
        return _later()
    _tell(document, actor, purpose, "documents.read_file")
    response = StreamingHttpResponse(_pieces(reader), content_type=document.media_type)
    response["Content-Length"] = str(reader.size)
    disposition = content_disposition_header(not inline, document.file_name or "file")
    response["Content-Disposition"] = disposition or "attachment"
    return _guarded(response, OWN_PDF if inline else LOCKED)


def respond_preview(
    document: Document,
    page: int,
    *,
    actor: Actor,
    purpose: str = "",
    size: str = Preview.Size.PAGE,
) -> HttpResponseBase:
    """One page as a picture: ours, drawn anew, so that it may be shown inside our pages.

    A small picture beside a name is another event than a page that somebody reads.

    Raises Http404 when there is no such page or it cannot be drawn.
    """
    try:
        preview = previews.page_of(document, page, size)
        with _opened(preview) as reader:
            picture = reader.read()
    except (Unreadable, ValueError) as error:
        raise Http404 from error
    except StoreUnavailable:
        return _later()
    if size == Preview.Size.THUMBNAIL:
        _tell(document, actor, purpose, "documents.saw_thumbnail")
    else:
        _tell(document, actor, purpose, "documents.read_page")
    response = HttpResponse(picture, content_type=pictures.MEDIA_TYPE)
    response["Content-Disposition"] = "inline"
    return _guarded(response, LOCKED)


def _opened(thing: Document | Preview) -> RangeReader:
    try:
        return open_plain(thing)
    except Unreadable as error:
        raise Http404 from error


def _pieces(reader: RangeReader) -> Iterator[bytes]:
    """A chunk that fails its check raises here: the connection breaks, the browser sees a cut."""
    with reader:
        yield from reader.stream()


def _tell(document: Document, actor: Actor, purpose: str, event: str) -> None:
    if actor.is_staff:
        audit_log.append(
            event,
            actor=actor,
            subjects=[document.person_id],
            payload={"document": str(document.pk)},
            purpose=purpose,
        )


def _guarded(response: HttpResponseBase, policy: str) -> HttpResponseBase:
    response["Content-Security-Policy"] = policy
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store, private"
    return response


def _later() -> HttpResponse:
    """The store is down: everything else works, files come back."""
    response = HttpResponse(status=503)
    response["Retry-After"] = RETRY_SECONDS
    return response
