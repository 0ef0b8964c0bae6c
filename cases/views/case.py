"""The officer's case page: summary and clock, the file, and what may be done next."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.html import format_html_join
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.actor import ActorRequest
from audit import log
from cases.file import read_file
from cases.models import Letter
from cases.models.timeline import timeline
from cases.views.acts import cases_of
from permits.packs import load_pack
from vault import keys


@require_GET
@requires("case.view")
def case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Opening a case is an event that the person can see."""
    cases = cases_of(request).select_related("fee__payment")
    found = get_object_or_404(cases, pk=case_id)
    officer = found.assigned_to
    keys.preload({found.person_id, officer.person.pk} if officer else {found.person_id})
    log.read(
        "cases.open_file",
        actor=request.actor,
        subjects=[found.person_id],
        case=found.pk,
        purpose="assigned" if found.assigned_to_id == request.actor.user_id else "queue",
    )
    pack = load_pack(found.pack)
    today = pack.today()
    file = read_file(found, actor=request.actor, today=today)
    context = {
        "case": found,
        "file": file,
        "pack": pack,
        "defects": format_html_join("", '<option value="{}">{}</option>', file.defects),
        "history": timeline(found, "office"),
        "notes": [{"note": note, "by": file.people.get(note.by_id, "")} for note in file.notes],
        "letters": found.letters.filter(state=Letter.State.READY).select_related("document"),
        "can_open": request.actor.can("document.view"),
        "can_judge": request.actor.can("case.judge_document"),
    }
    return render(request, "cases/case.html", context)
