"""How pages get what they are about: of the actor's own centre, or 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.actor import ActorRequest
from support_centre.models import Centre, Mandate, Visit
from vault import keys

View = Callable[..., HttpResponseBase]


def with_centre(view: View) -> View:
    """Give the view the centre at whose desk the actor works."""

    @wraps(view)
    def fetched(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        centre = Centre.objects.of(request.actor).first()
        if centre is None:
            raise Http404
        return view(request, centre, *args, **kwargs)

    return fetched


def with_real_centre(view: View) -> View:
    """As ``with_centre``, for what holds beyond the desk: while practising it does not exist."""

    @wraps(view)
    @with_centre
    def fetched(
        request: ActorRequest, centre: Centre, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if centre.practice:
            raise Http404
        return view(request, centre, *args, **kwargs)

    return fetched


def with_visit(view: View) -> View:
    """Give the view a visit of that centre."""

    @wraps(view)
    def fetched(
        request: ActorRequest, visit_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        visits = Visit.objects.at_desk_of(request.actor).select_related("centre", "person", "room")
        visit = get_object_or_404(visits, pk=visit_id)
        _not_thrown_away(visit)
        return view(request, visit, *args, **kwargs)

    return fetched


def with_mandate(view: View) -> View:
    """Give the view a mandate of that centre, given or only offered, that names the actor."""

    @wraps(view)
    def fetched(
        request: ActorRequest, mandate_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        mandates = Mandate.objects.at_desk_of(request.actor).select_related(
            "centre", "visit__centre", "person", "case"
        )
        mandate = get_object_or_404(mandates, pk=mandate_id)
        _not_thrown_away(mandate)
        return view(request, mandate, *args, **kwargs)

    return fetched


def source_of(request: HttpRequest) -> str:
    """The address that a try at a code comes from, behind the proxies that the settings name."""
    return str(get_adapter().get_client_ip(request))


def _not_thrown_away(row: Visit | Mandate) -> None:
    """What was practised with an invented person is gone with them."""
    if row.centre.practice and row.person_id and not keys.exists(row.person_id):
        raise Http404
