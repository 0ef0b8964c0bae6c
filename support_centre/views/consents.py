"""The person's own side: give a mandate with a code, see those given, take one back."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires
from accounts.actor import ActorRequest
from documents.actions import respond
from i18n.languages import current
from support_centre import actions, backoff, codes
from support_centre.agreeing import Read
from support_centre.mandate_forms import CodeForm
from support_centre.models import Mandate
from support_centre.services import named
from vault import keys

READ = "mandate_code"
"""In the browser's session: a code, and what of its mandate was drawn. Nobody agrees unread."""


@require_GET
@requires("mandate.give")
def consents(request: ActorRequest) -> HttpResponse:
    """Who may act for me: living mandates first, then those that are over."""
    mandates = list(
        Mandate.objects.given_by(request.actor)
        .select_related("centre", "person", "case")
        .prefetch_related("staff__user__person")[:50]
    )
    staff = {row.user.person.pk for mandate in mandates for row in mandate.staff.all()}
    keys.preload(staff | {mandate.person_id for mandate in mandates if mandate.person_id})
    rows = [
        {
            "mandate": mandate,
            "services": named(mandate.services),
            "live": mandate.is_live(),
            "staff": sorted(row.user.person.display_name for row in mandate.staff.all()),
        }
        for mandate in mandates
    ]
    return render(request, "support_centre/consents.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@requires("mandate.give")
def code(request: ActorRequest) -> HttpResponse:
    """The code from the desk, then what it stands for, then yes or no."""
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _code_page(request, form)
    typed = codes.tidy(form.cleaned_data["code"])
    try:
        if _agrees(request, typed):
            request.session.pop(READ)
            messages.success(request, _("The centre may help you now. You can take it back here."))
            return redirect("support_centre:consents")
        found = actions.offered_with(typed, language=current(), actor=request.actor)
    except backoff.Wait:
        form.add_error("code", ValidationError(backoff.TOO_EARLY))
        return _code_page(request, form, status=429)
    except actions.NoSuchCode:
        text = _("No mandate waits for you with this code. Ask the member of staff for a new one.")
        form.add_error("code", ValidationError(text))
        return _code_page(request, form)
    read = found.read
    request.session[READ] = [typed, read.language, read.digest]
    context = {"mandate": found.mandate, "columns": found.columns, "read": read, "form": form}
    return render(request, "support_centre/consent.html", context)


def _agrees(request: ActorRequest, typed: str) -> bool:
    """Whether the mandate is given now: by the page that was drawn last, while it still says
    that."""
    code, language, digest = request.session.get(READ) or ("", "", "")
    if "agree" not in request.POST or code != typed:
        return False
    try:
        if request.POST.get("read") != digest:
            raise actions.NotAsRead
        actions.give_by_code(typed, read=Read(language, digest), actor=request.actor)
    except actions.NotAsRead:
        text = _("The mandate was changed since you read it. Read it again before you agree.")
        messages.warning(request, text)
        return False
    return True


def _code_page(request: ActorRequest, form: CodeForm, *, status: int = 0) -> HttpResponse:
    status = status or (422 if form.errors else 200)
    return render(request, "support_centre/consent_code.html", {"form": form}, status=status)


@require_GET
@requires("mandate.give")
def paper(request: ActorRequest, mandate_id: UUID) -> HttpResponseBase:
    """What was agreed to, or the signed paper: the person's own, also when it is over."""
    given = Mandate.objects.given_by(request.actor).select_related("document")
    mandate = get_object_or_404(given, pk=mandate_id, document__isnull=False)
    assert mandate.document is not None  # asked for
    return respond(mandate.document, actor=request.actor, purpose="mandate")


@require_POST
@requires("mandate.give")
def revoke(request: ActorRequest, mandate_id: UUID) -> HttpResponse:
    """Take it back; whoever is acting by it is stopped at their next request."""
    mandate = get_object_or_404(Mandate.objects.given_by(request.actor), pk=mandate_id)
    actions.revoke(mandate, actor=request.actor)
    messages.success(request, _("The mandate is taken back. It ended at once."))
    return redirect("support_centre:consents")
