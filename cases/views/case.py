"""The officer's case page: summary and clock, the file, and what may be done next."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import requires
from accounts.actor import ActorRequest
from audit import log
from cases.drawing.acts import acts_drawn
from cases.drawing.answers import answers_drawn
from cases.drawing.documents import Documents
from cases.drawing.summary import head_drawn, news_drawn, summary_drawn
from cases.file import read_file
from cases.models import Case
from permits.packs import load_pack


@require_GET
@requires("case.view")
def case(request: ActorRequest, case_id: UUID) -> HttpResponse:
    """Opening a case is an event that the person can see."""
    try:
        file = read_file(case_id, actor=request.actor)
    except Case.DoesNotExist:
        raise Http404 from None
    found = file.case
    pack = load_pack(found.pack)
    log.read(
        "cases.open_file",
        actor=request.actor,
        subjects=[found.person_id],
        case=found.pk,
        purpose="assigned" if found.assigned_to_id == request.actor.user_id else "queue",
    )
    token = get_token(request)
    documents = Documents(
        found,
        can_open=request.actor.can("document.view"),
        can_judge=request.actor.can("case.judge_document"),
        defects=file.defects,
        csrf_token=token,
    )
    context = {
        "case": found,
        "name": found.filed_name,
        "file": file,
        "pack": pack,
        "head": head_drawn(file),
        "summary": summary_drawn(file),
        "documents": documents.drawn(file.papers, pack),
        "answers": answers_drawn(file.answers, said_in_binding=found.in_binding),
        "acts": acts_drawn(file, token),
        "news": news_drawn(found),
        "can_note": request.actor.can("case.note"),
        "can_deliver": request.actor.can("case.request"),
        "csrf_token": token,
    }
    return render(request, "cases/case.html", context)
