"""The translation queue: sentences without names, for those who have both languages."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import requires
from accounts.actor import ActorRequest
from audit import log
from cases.errors import Refused
from cases.models import FreeSentence
from cases.translated import translated_of
from support_centre import actions
from support_centre.forms_translating import TranslationForm
from support_centre.queue import (
    groups_for,
    open_in,
    others_of,
    question_of,
    sentences_for,
    spoken_by,
)
from vault import keys


@require_GET
@requires("desk.serve")
def translations(request: ActorRequest) -> HttpResponse:
    """What waits for somebody with the actor's languages, by case; no words of anybody."""
    spoken = spoken_by(request.actor)
    context = {
        "groups": groups_for(request.actor),
        "spoken": sorted(spoken),
        "others": open_in(request.actor),
    }
    return render(request, "support_centre/translations.html", context)


@require_http_methods(["GET", "POST"])
@requires("desk.serve")
def translation(request: ActorRequest, sentence_id: UUID) -> HttpResponse:
    """One sentence with its question; what is written stands beside it from then on."""
    rows = sentences_for(request.actor).select_related("case__permit_type")
    sentence = get_object_or_404(rows, pk=sentence_id)
    keys.preload([sentence.person_id])
    found = translated_of(sentence.case)[sentence.about, sentence.name]
    last = found.translation
    form = TranslationForm(
        request.POST or None,
        initial={"text": found.text, "after": last.seq if last else 0},
        into=sentence.into,
    )
    if request.method == "POST" and form.is_valid():
        form, kept = _keep(request, sentence, form)
        if kept:
            messages.success(request, _("The translation is kept. It stands beside the original."))
            return _next(request, sentence)
        found = translated_of(sentence.case)[sentence.about, sentence.name]
    else:
        log.read(
            "support_centre.read_sentence",
            actor=request.actor,
            subjects=[sentence.person_id],
            case=sentence.case_id,
            purpose="translation",
        )
    context = {
        "sentence": sentence,
        "question": question_of(sentence),
        "found": found,
        "form": form,
        "others": others_of(sentence, request.actor),
    }
    status = 422 if form.errors else 200
    return render(request, "support_centre/translation.html", context, status=status)


def _next(request: ActorRequest, sentence: FreeSentence) -> HttpResponse:
    """The case goes on as long as something of it waits."""
    others = others_of(sentence, request.actor)
    if others:
        return redirect("support_centre:translation", others[0])
    return redirect("support_centre:translations")


def _keep(
    request: ActorRequest, sentence: FreeSentence, form: TranslationForm
) -> tuple[TranslationForm, bool]:
    """Whether it was kept; else a form that says why, with what was typed still in it.

    After a colleague's, what was typed is a correction of theirs once it is sent again.
    """
    text, after = form.cleaned_data["text"], form.cleaned_data["after"]
    try:
        actions.translate(sentence, text, after=after, actor=request.actor)
    except Refused as refused:
        now = {"text": text, "after": sentence.translations.count()}
        again = TranslationForm(now, into=sentence.into)
        again.add_error("text", str(refused.reason))
        return again, False
    return form, True
