"""A member of staff names their own telephone numbers, so that none is given as a visitor's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import contacts
from accounts.access import requires
from accounts.actor import ActorRequest
from support_centre.models import Centre
from support_centre.telephone_forms import TelephonesForm
from support_centre.views.fetching import with_real_centre


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
@with_real_centre
def telephones(request: ActorRequest, centre: Centre) -> HttpResponse:
    """They are kept as keyed hashes: nobody can read them again, not even here."""
    posted = request.POST if request.method == "POST" else None
    form = TelephonesForm(posted, region=centre.pack)
    if form.is_valid():
        person = request.user.person
        contacts.reserve_staff_phones(person, form.cleaned_data["numbers"], actor=request.actor)
        messages.success(request, _("Your numbers can no longer be given as a visitor's."))
        return redirect("support_centre:desk")
    context = {"form": form, "known": contacts.has_reserved_phones(request.user.person)}
    status = 422 if form.errors else 200
    return render(request, "support_centre/telephones.html", context, status=status)
