"""How every page of a draft gets it: within the actor's own scope, or 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.actor import ActorRequest
from applicants.actions import DraftClosed
from applicants.models import Draft
from applicants.scoped import visible_draft

View = Callable[..., HttpResponseBase]


def with_draft(view: View) -> View:
    """Give the view its open draft as ``draft``. A filed one leads to its receipt."""

    @wraps(view)
    def fetched(
        request: ActorRequest, draft_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        try:
            draft = visible_draft(request.actor, draft_id)
            if not draft.is_open:
                return _closed(request, draft_id)
            return view(request, draft, *args, **kwargs)
        except DraftClosed:
            return _closed(request, draft_id)
        except Draft.DoesNotExist:  # or the right to it ended meanwhile
            raise Http404 from None

    return fetched


def _closed(request: ActorRequest, draft_id: UUID) -> HttpResponse:
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"message": _("This application has been sent.")}, status=409)
    return redirect("applicants:receipt", draft_id)
