"""What follows when a person takes over what was filed for them: the centre's access ends."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.models import Guardianship, Person
from cases.actions import deliver
from cases.models import Letter, PaperDelivery
from i18n.languages import using
from permits.packs import load_pack
from postbox.actions import send
from support_centre.actions.mandates import revoke
from support_centre.actions.sessions import end
from support_centre.models import AssistedSession, Centre, End, Mandate
from support_centre.posting import waiting_for


def end_help(person: Person, *, actor: Actor, now: datetime) -> None:
    """Every mandate about the person, and the children whom they act for, is taken back now."""
    wards = Guardianship.objects.live().filter(guardian=person).values("ward_id")
    people = [person.pk, *(row["ward_id"] for row in wards)]
    given = Mandate.objects.filter(person__in=people, given_at__isnull=False, revoked_at=None)
    for mandate in given:
        revoke(mandate, actor=actor, now=now)
    for session in AssistedSession.objects.open().filter(person__in=people):
        end(session, actor=actor, why=End.REVOKED, now=now)


def take_letters(person: Person, *, actor: Actor, now: datetime) -> None:
    """Letters on paper that had not arrived are there to be read online: delivered that day."""
    wards = Guardianship.objects.live().filter(guardian=person).values_list("ward_id", flat=True)
    how = PaperDelivery.How.ACCOUNT
    for delivery in waiting_for([person.pk, *wards]).filter(letter__state=Letter.State.READY):
        day = load_pack(delivery.letter.case.pack).today(now)
        deliver(delivery, on=day, how=how, actor=actor, now=now)


def tell(person: Person, centre: Centre, *, actor: Actor, now: datetime) -> None:
    """A message in the person's language, and beside it in the binding one."""
    binding = load_pack(centre.pack).binding_language
    subject, body = _words(centre, person.language)
    binding_subject, binding_body = _words(centre, binding)
    send(
        person=person,
        language=person.language,
        subject=subject,
        body=body,
        binding_language=binding,
        binding_subject=binding_subject,
        binding_body=binding_body,
        actor=actor,
        now=now,
    )


def _words(centre: Centre, language: str) -> tuple[str, str]:
    with using(language):
        paragraphs = [
            _(
                "You now have an account of your own, with everything that %(centre)s filed for "
                "you. Letters of the office arrive here from now on."
            ),
            _(
                "The centre can no longer open your file. If you want its help again, give it a "
                "new mandate at the desk."
            ),
            _(
                "If you did not make this account yourself, go to any support centre or to the "
                "office at once, and bring your passport."
            ),
        ]
        text = "\n\n".join(paragraphs) % {"centre": centre.name_in(language)}
        return _("Your case is in your hands"), text
