"""A visitor of seventy with no e-mail and no login, for whom the desk filed an application."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from accounts.actor import Actor
from accounts.models import Person
from applicants import actions as applying
from applicants.needs import needs_of
from cases.models import Case
from documents.actions import store, store_bytes
from documents.models import Kind
from support_centre import actions
from support_centre.acting import assisting
from support_centre.actions import Asked, Passport
from support_centre.models import AssistedSession, Giver, Mandate, Visit
from support_centre.of_age import givers_for
from tests.applicants.filling import complete_answers
from tests.documents.samples import jpeg
from tests.support_centre.reading import sent_after_reading
from tests.world import PERMIT, World

BORN = "1956-02-29"
NUMBER = "UT7654321"
PASSPORT = Passport(NUMBER, "UTO", "Bondarenko", "Halyna", BORN)


@dataclass
class Visitor:
    """``case`` was filed in ``session`` by the helper."""

    person: Person
    visit: Visit
    mandate: Mandate
    session: AssistedSession
    case: Case


def identified(world: World, helper: Actor, passport: Passport = PASSPORT) -> Visit:
    """Somebody sits at the desk and has shown this passport."""
    visit = actions.open_visit(
        world.centre, language="uk", reason="file", actor=helper, serve_now=True
    )
    actions.identify(visit, passport, method="mrz", actor=helper)
    return Visit.objects.select_related("centre", "person").get(pk=visit.pk)


def signed(visit: Visit, helper: Actor, *services: str, offered: Mandate | None = None) -> Mandate:
    """A mandate on paper: what was offered, or these services."""
    if offered is None:
        asked = Asked(services or ("file", "answer", "explain"), 7, "uk")
        if Giver.SELF not in givers_for(visit.person, visit.centre.pack):
            asked = replace(
                asked, giver=Giver.PARENT, giver_name="Amira Haddad", giver_reason="the mother"
            )
        offered, _code = actions.offer(visit, asked, actor=helper)
    assert visit.person is not None
    scan = store_bytes(
        jpeg(),
        owner=visit.person,
        name="mandate.jpg",
        media_type="image/jpeg",
        actor=helper,
        kind=Kind.MANDATE,
    )
    return actions.give_signed(offered, scan, how="paper", actor=helper)


def filed_for(world: World, helper: Actor, passport: Passport = PASSPORT) -> Visitor:
    visit = identified(world, helper, passport)
    person = visit.person
    assert person is not None
    mandate = signed(visit, helper)
    session = actions.start(mandate, visit=visit, actor=helper)
    acting = assisting(helper, session)
    draft = applying.begin(world.permit, person=person, actor=acting, place="office", language="uk")
    draft.answers = complete_answers(PERMIT)
    draft.save()
    scan = store(io.BytesIO(jpeg()), owner=person, name="scan.jpg", actor=acting)
    applying.attach(draft, needs_of(draft).cards[0].code, scan, actor=acting)
    case = sent_after_reading(draft, session=session, actor=acting)
    return Visitor(person, visit, mandate, session, case)


def numbered(world: World, helper: Actor, count: int) -> Iterator[actions.Invitation]:
    """Invitations to the questions after as many visits."""
    for _each in range(count):
        visit = actions.open_visit(
            world.centre, language="uk", reason="advice", actor=helper, serve_now=True
        )
        Visit.objects.filter(pk=visit.pk).update(person=world.oksana.person)
        ended = actions.end_visit(visit, done=["advice"], actor=helper)
        invitation = actions.after_visit(Visit.objects.select_related("centre").get(pk=ended.pk))
        assert invitation is not None
        yield invitation
