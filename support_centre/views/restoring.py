"""A lost sign-in at two desks, and the page on which the person sets a new password."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import public, requires
from accounts.actor import ActorRequest
from support_centre import actions, backoff
from support_centre.models import Mandate, Restoration
from support_centre.restore_forms import ConfirmForm, NewPasswordForm
from support_centre.restore_printing import slip_pdf
from support_centre.views.fetching import source_of, with_mandate

CODE = "restoration_code"
"""In the browser's session of the second desk: what is on the slip."""


def with_restoration(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view a restoration at the actor's desk."""

    @wraps(view)
    def fetched(
        request: ActorRequest, restoration_id: UUID, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        rows = Restoration.objects.at_desk_of(request.actor).select_related(
            "mandate__centre", "person__user", "proposed_by__person"
        )
        return view(request, get_object_or_404(rows, pk=restoration_id), *args, **kwargs)

    return fetched


@require_POST
@requires("desk.assist")
@with_mandate
def propose(request: ActorRequest, mandate: Mandate) -> HttpResponse:
    """The first desk asks; a colleague finds it on theirs."""
    try:
        row = actions.propose_restoration(mandate, visit=mandate.visit, actor=request.actor)
    except actions.CannotRestore as refused:
        messages.error(request, str(refused.reason))
        return redirect("support_centre:mandate", mandate.pk)
    return redirect("support_centre:restoration", row.pk)


@require_http_methods(["GET", "POST"])
@requires("desk.assist")
@with_restoration
def restoration(request: ActorRequest, row: Restoration) -> HttpResponse:
    """Whoever proposed it sees how it stands; the second one looks at the passport and confirms."""
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row, code = actions.confirm_restoration(row, actor=request.actor)
        except actions.CannotRestore as refused:
            form.add_error(None, str(refused.reason))
        else:
            request.session[CODE] = [str(row.pk), code]
            return redirect("support_centre:restoration", row.pk)
    kept, live = request.session.get(CODE) or ["", ""], row.mandate.is_live()
    context = {
        "row": row,
        "who": row.person.display_name if live else "",
        "form": form,
        "own": row.proposed_by_id == request.actor.user_id,
        "waits": row.is_waiting(),
        "code": kept[1] if live and kept[0] == str(row.pk) and row.used_at is None else "",
    }
    status = 422 if form.errors else 200
    return render(request, "support_centre/restoration.html", context, status=status)


@require_GET
@requires("desk.assist")
@with_restoration
def slip(request: ActorRequest, row: Restoration) -> HttpResponse:
    """On paper, at the desk where it was confirmed, as long as that browser knows the code."""
    kept = request.session.get(CODE) or ["", ""]
    over = row.used_at or row.withdrawn_at or not row.mandate.is_live()
    if kept[0] != str(row.pk) or over:
        return redirect("support_centre:restoration", row.pk)
    response = HttpResponse(slip_pdf(row, kept[1]), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="slip.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@requires("desk.assist")
@with_restoration
def withdraw(request: ActorRequest, row: Restoration) -> HttpResponse:
    actions.withdraw_restoration(row, actor=request.actor)
    messages.success(request, _("Nothing of it opens the account any more."))
    return redirect("support_centre:desk")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
def new_password(request: HttpRequest) -> HttpResponse:
    """The person, on a device of their own, with the slip."""
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _password_page(request, form, status=422 if form.errors else 200)
    data = form.cleaned_data
    day, source = str(data["birth_date"]), source_of(request)
    try:
        actions.use_restoration(data["code"], day, data["password1"], source=source)
    except backoff.Wait:
        form.add_error(None, ValidationError(backoff.TOO_EARLY))
        return _password_page(request, form, status=429)
    except actions.WrongSlip:
        text = _(
            "This code and this date of birth do not open an account. Compare them with the slip, "
            "or ask the centre for a new one."
        )
        form.add_error(None, text)
        return _password_page(request, form, status=422)
    messages.success(request, _("Your new password is set. Sign in with it now."))
    return redirect("account_login")


def _password_page(request: HttpRequest, form: NewPasswordForm, *, status: int) -> HttpResponse:
    return render(request, "support_centre/new_password.html", {"form": form}, status=status)
