"""A member of staff who has both languages translates a sentence."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import record_conflict
from accounts.actor import SYSTEM, Actor
from accounts.models import Conflict, Guardianship, User
from audit import log
from cases.errors import Changed, NotPermitted
from cases.models import OF_THE_OFFICE, FreeSentence, SentenceTranslation
from support_centre import notices
from support_centre.models import Centre

LONGEST = 20_000


@transaction.atomic
def translate(
    sentence: FreeSentence,
    text: str,
    *,
    after: int,
    actor: Actor,
    now: datetime | None = None,
) -> SentenceTranslation:
    """Add a translation, or a correction of the one numbered ``after`` (0: there is none yet).

    Raises ``Changed`` when a colleague was faster, ``NotPermitted`` to whoever deals with the case,
    is the person or kin, or practises, ``ValueError`` for an empty text. Whoever puts words into a
    person's mouth has assisted that person: the conflict is written with the first of them. What
    the office wrote is sent to the person, with the original that binds.
    """
    if not text.strip() or len(text) > LONGEST:
        raise ValueError("a translation says something")
    # Of two that come at once, the second waits here and finds the first.
    row = FreeSentence.objects.select_for_update(of=("self",), no_key=True)
    found = row.select_related("case", "person").get(pk=sentence.pk)
    _may(found, actor)
    last = found.translations.count()
    if last != after:
        raise Changed("translated", _("A colleague has translated this sentence meanwhile."))
    translator = User.objects.get(pk=actor.by)
    record_conflict(found.person, translator, kind=Conflict.ASSISTED, actor=actor)
    made = SentenceTranslation.objects.create(
        sentence=found,
        person_id=found.person_id,
        seq=last + 1,
        text=text.strip(),
        by=translator,
        at=now or timezone.now(),
    )
    log.append(
        "support_centre.translated",
        actor=actor,
        subjects=[found.person_id],
        case=found.case_id,
        payload={"sentence": str(found.pk), "seq": made.seq},
    )
    if found.kind in OF_THE_OFFICE:
        notices.tell_translated(made, actor=SYSTEM)
    return made


def _may(sentence: FreeSentence, actor: Actor) -> None:
    if Centre.objects.practised_by(actor).exists():
        raise NotPermitted(
            "practice", _("You are practising. Real sentences wait at your own desk.")
        )
    person = sentence.person
    own = person.user_id == actor.by
    wards = Guardianship.objects.filter(ward=person, guardian__user_id=actor.by)
    kin = Conflict.objects.filter(
        person=person, user_id=actor.by, kind__in=[Conflict.KIN, Conflict.DECLARED]
    )
    dealing = sentence.case.assigned_to_id == actor.by or decides(sentence, actor)
    if own or dealing or kin.exists() or wards.exists():
        raise NotPermitted(
            "conflict", _("Somebody else translates this: you have to do with this case.")
        )


def decides(sentence: FreeSentence, actor: Actor) -> bool:
    """Whether the actor proposed or signed anything in this case."""
    case = sentence.case
    proposed = case.decisions.filter(versions__proposed_by_id=actor.by)
    signed = case.decisions.filter(versions__countersignature__by_id=actor.by)
    return proposed.exists() or signed.exists()
