"""On the day a ward comes of age every door closes to the guardian, and both were told before."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from accounts.models import Guardianship, Person
from applicants import actions
from applicants.models import Draft, DraftDocument
from applicants.needs import needs_of
from cases.actions import Asked, ask, begin, record_appearance
from cases.models import Case, PaperDelivery, Request
from documents.actions import store_bytes
from jobs import sweep
from permits.models import Phrase
from permits.packs import load_pack
from postbox.actions import send
from postbox.models import Message
from tests.applicants.filling import complete_answers, photo
from tests.factories import UserFactory, signed_in
from tests.world import PERMIT, World
from vault import keys

pytestmark = pytest.mark.django_db


@dataclass
class Family:
    """Amira, who reads Arabic, and Nour, seventeen, who reads Ukrainian; all that is open."""

    world: World
    guardian: Actor
    browser: Client
    ward: Person
    draft: Draft
    paper: DraftDocument
    case: Case
    message: Message

    @property
    def row(self) -> Guardianship:
        return Guardianship.objects.get(ward=self.ward)

    def grows_up(self) -> None:
        Guardianship.objects.update(comes_of_age_at=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def family(world: World) -> Family:
    guardian = Actor.for_user(world.amira)
    today = load_pack("cz").today()
    born = (today - timedelta(days=17 * 365)).isoformat()
    ward = people.add_ward(
        world.amira.person,
        actor=guardian,
        family_name="Haddad",
        given_names="Nour",
        birth_date=born,
    )
    Person.objects.filter(pk=ward.pk).update(language="uk")
    ward.refresh_from_db()
    case = actions.submit(begun(world, ward, guardian), actor=guardian)
    draft = begun(world, ward, guardian)
    scan = store_bytes(
        photo(), owner=ward, name="a.jpg", media_type="image/jpeg", actor=guardian, kind="upload"
    )
    paper = actions.attach(draft, needs_of(draft).cards[0].code, scan, actor=guardian)
    message = send(person=ward, language="uk", subject="Новина", body="Текст", actor=SYSTEM)
    return Family(world, guardian, signed_in(world.amira), ward, draft, paper, case, message)


def begun(world: World, ward: Person, guardian: Actor) -> Draft:
    draft = actions.begin(world.permit, person=ward, actor=guardian, place="office", language="ar")
    draft.answers = complete_answers(PERMIT)
    draft.answers["person"]["name"] |= {"family": "Haddad", "given": "Nour"}
    draft.save()
    return draft


# -- doors


def doors(family: Family) -> dict[str, str]:
    draft, case = family.draft.pk, family.case.pk
    return {
        "case": reverse("applicants:case", args=[case]),
        "what an open page of the case asks again and again": reverse(
            "applicants:case_now", args=[case]
        ),
        "case, printed": reverse("applicants:case_print", args=[case]),
        "draft": reverse("applicants:section", args=[draft, "person"]),
        "papers": reverse("applicants:documents", args=[draft]),
        "bytes of a file": reverse("applicants:file", args=[draft, family.paper.pk]),
        "post": reverse("postbox:message", args=[family.message.pk]),
    }


def test_every_door_closes_with_the_next_request(family: Family) -> None:
    for what, address in doors(family).items():
        assert family.browser.get(address).status_code == 200, what
    tag = family.browser.get(doors(family)["case"]).headers.get("ETag", "")
    family.grows_up()
    for what, address in doors(family).items():
        assert family.browser.get(address).status_code == 404, what
    asks = doors(family)["what an open page of the case asks again and again"]
    assert family.browser.get(asks, headers={"If-None-Match": tag}).status_code == 404
    home = family.browser.get(reverse("applicants:home")).content.decode()
    assert "Nour" not in home
    assert "Nour" not in family.browser.get(reverse("postbox:list")).content.decode()


def test_nothing_is_written_either(family: Family) -> None:
    family.grows_up()
    saves = reverse("applicants:autosave", args=[family.draft.pk, "contact"])
    assert family.browser.post(saves, {"email": "x@example.org"}).status_code == 404
    with pytest.raises(Draft.DoesNotExist):
        actions.submit(family.draft, actor=family.guardian)
    with pytest.raises(Person.DoesNotExist):
        begun(family.world, family.ward, family.guardian)
    begins = reverse("applicants:new", args=[PERMIT])
    assert str(family.ward.pk) not in family.browser.get(begins).content.decode()


def test_the_young_adult_has_it_all_with_an_account(family: Family) -> None:
    family.grows_up()
    user = UserFactory(language="uk")
    people.attach_login(family.ward, user, actor=SYSTEM)
    browser = signed_in(user)
    for what, address in doors(family).items():
        assert browser.get(address).status_code == 200, what


def test_a_draft_that_ends_is_told_to_whom_it_is_about(family: Family) -> None:
    family.grows_up()
    soon = family.draft.expires_at - timedelta(days=1)
    assert actions.warn(family.draft, now=soon)
    told = Message.objects.latest("sent_at")
    assert told.person == family.ward
    assert told.language == "uk"


# -- words


def told_to(person: Person) -> list[Message]:
    return list(Message.objects.filter(person=person, binding_language="cs").order_by("sent_at"))


def since(family: Family) -> tuple[int, int]:
    return len(told_to(family.world.amira.person)), len(told_to(family.ward))


def test_both_are_told_sixty_days_before_once(family: Family) -> None:
    end = family.row.comes_of_age_at
    assert end is not None
    before = since(family)
    assert not actions.warn_of_age(family.ward, now=end - timedelta(days=60, seconds=1))
    assert since(family) == before
    moment = end - timedelta(days=60)
    assert actions.warn_of_age(family.ward, now=moment)
    assert not actions.warn_of_age(family.ward, now=moment + timedelta(days=1))
    to_guardian, to_ward = told_to(family.world.amira.person)[-1], told_to(family.ward)[-1]
    assert (to_guardian.language, to_ward.language) == ("ar", "uk")
    assert "Nour Haddad" in (to_guardian.subject or "")
    assert to_ward.sent_at == family.row.warned_at == moment
    assert since(family) == (before[0] + 1, before[1] + 1)


def test_both_are_told_on_the_day_once(family: Family) -> None:
    end = family.row.comes_of_age_at
    assert end is not None
    before = since(family)
    assert not actions.come_of_age(family.ward, now=end - timedelta(seconds=1))
    assert actions.come_of_age(family.ward, now=end)
    assert not actions.come_of_age(family.ward, now=end + timedelta(days=1))
    assert since(family) == (before[0] + 1, before[1] + 1)
    assert family.row.ended_at == end


@pytest.mark.parametrize("whose", ["ward", "guardian"])
def test_of_whom_no_key_is_left_the_end_is_written_all_the_same(family: Family, whose: str) -> None:
    """Or the sweep would try it again for ever; to the erased and of the erased nothing is said."""
    ward, guardian = family.ward.pk, family.world.amira.person.pk
    end = family.row.comes_of_age_at
    assert end is not None
    told = Message.objects.count()
    keys.erase(ward if whose == "ward" else guardian)
    keys.forget()
    assert actions.warn_of_age(Person.objects.get(pk=ward), now=end - timedelta(days=3))
    assert actions.come_of_age(Person.objects.get(pk=ward), now=end)
    assert family.row.ended_at == end
    assert Message.objects.count() - told == (0 if whose == "ward" else 2)


def test_two_guardians_are_told_and_the_ward_once(family: Family) -> None:
    other = family.world.oksana.person
    end = family.row.comes_of_age_at
    assert end is not None
    Guardianship.objects.create(guardian=other, ward=family.ward, comes_of_age_at=end)
    before = since(family)
    actions.warn_of_age(family.ward, now=end - timedelta(days=3))
    actions.come_of_age(family.ward, now=end)
    assert since(family) == (before[0] + 2, before[1] + 2)
    assert len([row for row in told_to(other) if "Nour" in (row.subject or "")]) == 2


def test_who_has_an_account_of_their_own_is_sent_to_no_centre(family: Family) -> None:
    end = family.row.comes_of_age_at
    assert end is not None
    people.attach_login(family.ward, UserFactory(language="en"), actor=SYSTEM)
    family.ward.refresh_from_db()
    actions.warn_of_age(family.ward, now=end - timedelta(days=3))
    actions.come_of_age(family.ward, now=end)
    for message in told_to(family.ward)[-2:]:
        assert "You sign in as before" in (message.body or "")
        assert "slip" not in (message.body or "")


def test_the_sweep_finds_both(family: Family) -> None:
    kinds = {kind.task: kind for kind in sweep.kinds()}
    warns, ends = kinds["applicants.warn_of_age"], kinds["applicants.come_of_age"]
    assert not warns.pending().exists()
    assert not ends.pending().exists()
    Guardianship.objects.update(comes_of_age_at=timezone.now() + timedelta(days=59))
    assert warns.pending().get() == family.row
    family.grows_up()
    assert ends.pending().get() == family.row
    assert not warns.pending().exists()


# -- what runs


def test_letters_go_on_paper_and_a_request_keeps_its_day(family: Family) -> None:
    officer = family.world.officer
    running = begin(record_appearance(family.case, actor=officer), actor=officer)
    online = asked_in(family, running)
    due = online.due_on
    assert due is not None
    family.grows_up()
    online.refresh_from_db()
    assert online.due_on == due
    after = asked_in(family, running)
    assert after.due_on is None, "it runs from delivery"
    assert PaperDelivery.objects.get(letter__about=after.pk).person == family.ward


def asked_in(family: Family, case: Case) -> Request:
    phrase = Phrase.objects.filter(pack="cz", kind="paper").first()
    assert phrase is not None
    wanted = [Asked("missing", phrase.code, family.paper.requirement)]
    return ask(Case.objects.get(pk=case.pk), wanted, legal_basis="x", actor=family.world.officer)


@pytest.mark.parametrize("age", [16, 17])
def test_an_application_brings_the_end_nearer_and_never_puts_it_off(
    family: Family, age: int
) -> None:
    before = family.row.comes_of_age_at
    draft = begun(family.world, family.ward, family.guardian)
    said = (load_pack("cz").today() - timedelta(days=age * 365 + 100)).isoformat()
    draft.answers["person"]["birth_date"] = said
    draft.save()
    actions.submit(draft, actor=family.guardian)
    nearer = load_pack("cz").of_age_at(said)
    assert family.row.comes_of_age_at == (before if age == 16 else nearer)
