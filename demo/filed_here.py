"""What a helper does with somebody without a login: an application, from its begin to the slip.

Read back, confirmed on the turned screen, sent, handed over; one of its sentences is translated
into Czech, the other waits for whoever has both languages. And with somebody who has a case: a new
passport is reported.
"""

from __future__ import annotations

import io
from datetime import datetime, timedelta

from accounts.actor import Actor
from applicants import actions as drafts
from applicants.models import Draft
from applicants.needs import needs_of
from cases.models import Case
from demo.changes import written
from demo.filling import Filling
from demo.papers import paper_of
from demo.people import Someone
from documents.actions import store
from permits.models import PermitType
from permits.packs import current
from support_centre import actions
from support_centre.acting import assisting
from support_centre.models import AssistedSession

NEW_PASSPORT = "UT1234590"

TRANSLATED = {
    "зварювальниця": "svářečka",
    "Працюю на складі, раніше працювала медсестрою.": (
        "Pracuji ve skladu, dříve jsem pracovala jako zdravotní sestra."
    ),
}


def begun(
    session: AssistedSession, someone: Someone, permit: str, number: int, helper: Actor
) -> tuple[Draft, dict[str, object]]:
    """A draft of the person who is assisted, and everything that can be answered in it."""
    draft = drafts.begin(
        PermitType.objects.of_pack().get(code=permit),
        person=session.person,
        actor=assisting(helper, session),
        place="office",
        language=someone.language,
        now=session.started_at,
    )
    return draft, Filling(someone, number).answers(permit, current().code)


def filed(session: AssistedSession, someone: Someone, helper: Actor, *, at: datetime) -> Case:
    """Read back at ``at``, sent some minutes later."""
    actor = assisting(helper, session)
    actions.touch(session, acted=True, now=at)
    draft, answers = begun(session, someone, "LTR-FAM", 2, helper)
    draft.answers = answers
    draft.save(update_fields=["answers"])
    for card in needs_of(draft).cards:
        if card.needed:
            name, data = paper_of(someone.login, card.code)
            kept = store(
                io.BytesIO(data), owner=draft.person, name=name, size=len(data), actor=actor
            )
            drafts.attach(draft, card.code, kept, actor=actor, now=at)
    language = session.mandate.language
    row = actions.read_back(draft, session=session, language=language, actor=actor, now=at)
    row = actions.confirm(row, how="screen", actor=actor, now=at + timedelta(minutes=6))
    return actions.send(row, actor=actor, now=at + timedelta(minutes=7))


def reported(session: AssistedSession, someone: Someone, helper: Actor, *, at: datetime) -> None:
    """A new passport, in the person's oldest case; nothing where they have none."""
    actor = assisting(helper, session)
    cases = Case.objects.visible_to(actor).select_related("permit_type", "person")
    case = cases.order_by("filed_at").first()
    if case is None:
        return
    actions.touch(session, acted=True, now=at)
    number = {"document.number": NEW_PASSPORT}
    since = at.date() - timedelta(days=6)
    draft = written(case, "PASSPORT", someone, since=since, actor=actor, at=at, **number)
    row = actions.read_change_back(
        draft, session=session, language=session.mandate.language, actor=actor, now=at
    )
    row = actions.confirm(row, how="screen", actor=actor, now=at + timedelta(minutes=6))
    actions.send(row, actor=actor, now=at + timedelta(minutes=7))


def translated(case: Case, helper: Actor, *, at: datetime) -> None:
    """The first sentence that somebody has words for; what else was written waits."""
    for sentence in case.free_sentences.filter(language="uk"):
        if words := TRANSLATED.get(sentence.text):
            actions.translate(sentence, words, after=0, actor=helper, now=at)
            return
