"""The documents of a draft: one card for each that the permit wants."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from accounts.limits import LimitReached
from applicants import actions
from applicants.models import Draft, DraftDocument
from applicants.needs import Card, Needs, needs_of
from applicants.progress import DOCUMENTS, progress_of
from applicants.views.fetching import with_draft
from documents import uploads
from documents.actions import remove, respond, respond_preview
from documents.devices import allow_camera
from documents.models import Preview


@require_GET
@requires("draft.write")
@with_draft
def documents(request: ActorRequest, draft: Draft) -> HttpResponse:
    return _page(request, draft, needs_of(draft))


@csrf_exempt  # documents.uploads checks the token once the body cannot touch the disk
@require_POST
@requires("draft.write")
@with_draft
def upload(request: ActorRequest, draft: Draft, code: str) -> HttpResponseBase:
    """Take one or several files for a requirement, by script or by the plain form."""
    card = needs_of(draft).card(code)
    if card is None:
        raise Http404
    replaced = _replaced(request, draft)
    received = uploads.receive(request, owner=draft.person, actor=request.actor)
    for place, document in enumerate(received.documents):
        key = uploads.key_within(request, draft.pk)
        try:
            actions.attach(draft, code, document, actor=request.actor, replaces=replaced, key=key)
        except LimitReached as reached:
            remove(document, actor=request.actor)
            received.refusals.append(uploads.Refusal("", "too_many", reached.sentence))
        except (actions.DraftClosed, Draft.DoesNotExist):
            for unwanted in received.documents[place:]:  # nothing stays that nobody sees
                remove(unwanted, actor=request.actor)
            raise
        replaced = None
    if uploads.by_script(request):
        return uploads.answer(received, **_parts(request, draft, code))
    if received.refusals:
        needs = needs_of(draft)
        refused = needs.card(code)
        assert refused is not None
        refused.errors = [str(refusal.message) for refusal in received.refusals]
        return _page(request, draft, needs, status=422)
    return redirect(f"{reverse('applicants:documents', args=[draft.pk])}#card-{code}")


@require_POST
@requires("draft.write")
@with_draft
def detach(request: ActorRequest, draft: Draft, paper_id: UUID) -> HttpResponse:
    paper = get_object_or_404(draft.papers.select_related("document", "draft"), pk=paper_id)
    actions.detach(paper, actor=request.actor)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse(_parts(request, draft, paper.requirement))
    here = reverse("applicants:documents", args=[draft.pk])
    return redirect(f"{here}#card-{paper.requirement}")


@require_GET
@requires("draft.write")
@with_draft
def file(request: ActorRequest, draft: Draft, paper_id: UUID) -> HttpResponseBase:
    paper = get_object_or_404(draft.papers.select_related("document"), pk=paper_id)
    return respond(paper.document, actor=request.actor, purpose="own_draft")


@require_GET
@requires("draft.write")
@with_draft
def thumbnail(request: ActorRequest, draft: Draft, paper_id: UUID) -> HttpResponseBase:
    paper = get_object_or_404(draft.papers.select_related("document"), pk=paper_id)
    return respond_preview(
        paper.document,
        1,
        actor=request.actor,
        purpose="own_draft",
        size=Preview.Size.THUMBNAIL,
    )


def _replaced(request: ActorRequest, draft: Draft) -> DraftDocument | None:
    """The file that the new one takes the place of; nothing when it is gone already."""
    wanted = uploads.replaced_by(request)
    return draft.papers.select_related("document").filter(pk=wanted).first() if wanted else None


def _parts(request: ActorRequest, draft: Draft, code: str) -> dict[str, object]:
    """What changed on the page: the files of one card, and what is still missing."""
    needs = needs_of(draft)
    card: Card | None = needs.card(code)
    context = {"draft": draft, "card": card, "needs": needs}
    return {
        "files": render_to_string("applicants/files.html", context, request),
        "parts": {"missing": render_to_string("applicants/missing.html", context, request)},
    }


def _page(request: ActorRequest, draft: Draft, needs: Needs, status: int = 200) -> HttpResponse:
    context = {
        "draft": draft,
        "needs": needs,
        "progress": progress_of(
            draft,
            DOCUMENTS,
            documents_missing=bool(needs.missing),
            by_helper=bool(request.actor.acting_for),
        ),
        "pack": draft.permit_type.country,
    }
    response = render(request, "applicants/documents.html", context, status=status)
    return allow_camera(response) if request.actor.acting_for else response
