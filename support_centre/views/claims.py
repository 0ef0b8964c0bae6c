"""The person's own side of the hand-over: code and second fact, then a sign-in of their own."""

import time
from typing import cast
from uuid import UUID

from allauth.account.internal.flows.signup import complete_signup
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import public
from accounts.actions import NotTheirs
from accounts.actor import Actor
from accounts.models import User
from support_centre import actions, backoff
from support_centre.claim_forms import ClaimForm, ClaimSignUpForm
from support_centre.models import Fact, Slip
from support_centre.slip import cases_shown
from support_centre.views.fetching import source_of
from vault import keys

CHECKED = "claim"
"""In the browser's session: the slip whose code and fact were right, and when."""

LASTS = 15 * 60


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
def claim(request: HttpRequest) -> HttpResponse:
    """Code and second fact. Whatever is wrong, the answer is the same."""
    if _actor(request).is_staff:
        return render(request, "support_centre/claim_staff.html")
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            slip = actions.check(
                form.cleaned_data["code"],
                birth_date=form.given(Fact.BIRTH_DATE),
                passport=form.given(Fact.PASSPORT),
                source=source_of(request),
            )
        except backoff.Wait:
            form.add_error(None, ValidationError(backoff.TOO_EARLY))
            return _asked(request, form, status=429)
        except actions.NoSuchSlip:
            text = _(
                "This does not fit together, or the code is no longer valid. Compare it with the "
                "sheet. Any support centre gives you a new one after looking at your passport."
            )
            form.add_error(None, ValidationError(text))
        else:
            request.session.cycle_key()
            request.session[CHECKED] = [str(slip.pk), int(time.time())]
            return redirect("support_centre:claim_account")
    return _asked(request, form, status=422 if form.errors else 200)


def _asked(request: HttpRequest, form: ClaimForm, *, status: int) -> HttpResponse:
    return render(request, "support_centre/claim.html", {"form": form}, status=status)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
def account(request: HttpRequest) -> HttpResponseBase:
    """A new sign-in, or the one of this browser; then everything is the person's."""
    slip = _checked(request)
    if slip is None or _actor(request).is_staff:
        messages.info(request, _("Give the code again: it was too long ago."))
        return redirect("support_centre:claim")
    keys.preload([slip.person_id])
    if request.user.is_authenticated:
        return _attach(request, slip)
    form = ClaimSignUpForm(request.POST or None, slip=slip, source=source_of(request))
    if request.method == "POST" and form.is_valid():
        return _sign_up(request, form)
    return _account_page(request, slip, form=form)


def _sign_up(request: HttpRequest, form: ClaimSignUpForm) -> HttpResponseBase:
    try:
        user, answer = form.try_save(request)
    except (actions.NoSuchSlip, NotTheirs):
        return _too_late(request)
    if answer is not None:  # the e-mail address is another account's: nothing was claimed
        return cast(HttpResponseBase, answer)
    request.session.pop(CHECKED, None)
    done = complete_signup(request, user=user, redirect_url=reverse("support_centre:claimed"))
    return cast(HttpResponseBase, done)


def _attach(request: HttpRequest, slip: Slip) -> HttpResponseBase:
    if request.method != "POST":
        return _account_page(request, slip)
    try:
        actions.claim(slip, cast(User, request.user), source=source_of(request))
    except actions.NoSuchSlip:
        return _too_late(request)
    except (actions.HasOwnThings, NotTheirs):
        return _account_page(request, slip, refused=True, status=409)
    request.session.pop(CHECKED, None)
    return redirect("support_centre:claimed")


def _account_page(
    request: HttpRequest,
    slip: Slip,
    *,
    form: ClaimSignUpForm | None = None,
    refused: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "person": slip.person,
        "cases": cases_shown(slip.person),
        "form": form,
        "refused": refused,
    }
    status = 422 if form is not None and form.errors else status
    return render(request, "support_centre/claim_account.html", context, status=status)


def _too_late(request: HttpRequest) -> HttpResponse:
    request.session.pop(CHECKED, None)
    messages.error(
        request, _("The code is no longer valid. Ask at a support centre for a new one.")
    )
    return redirect("support_centre:claim")


@require_GET
@public
def claimed(request: HttpRequest) -> HttpResponse:
    """It is theirs: the login name to remember, and where to go on."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    return render(request, "support_centre/claimed.html", {"login": request.user.get_username()})


def _checked(request: HttpRequest) -> Slip | None:
    """The slip that this browser knows everything about, lately."""
    pk, since = request.session.get(CHECKED) or ["", 0]
    if not pk or time.time() - since > LASTS:
        return None
    return Slip.objects.live().filter(pk=UUID(pk)).select_related("person", "centre").first()


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor
