"""A mandate is given by the person, once, for what it says, until it ends or is taken back."""

from datetime import timedelta
from functools import partial

import pypdfium2
import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from documents.actions import remove, store_bytes
from documents.models import Document, Kind
from support_centre import actions, backoff, services
from support_centre.actions import Asked
from support_centre.models import Mandate, MandateStaff
from support_centre.printing import mandate_pdf
from tests.cases.test_guards import refused
from tests.documents.samples import jpeg
from tests.factories import UserFactory, signed_in
from tests.support_centre.giving import CODE, agreed, agreeing
from tests.support_centre.visitor import identified, signed
from tests.support_centre.work import statements_of
from tests.world import World
from vault import tokens

WANTED = Asked(("file", "explain"), 7, "uk")


def test_the_person_gives_it_with_the_code_from_the_desk(world: World, helper: Actor):
    offered, code = actions.offer(world.visit, WANTED, actor=helper)
    assert not offered.is_live()
    given = agreed(code, actor=world.applicant)
    assert given.is_live()
    assert given.person == world.oksana.person
    assert (given.given_how, given.code) == ("device", None)


@pytest.mark.parametrize("spelt", ["{} {}", "{}-{}", "{}\n{}"])
def test_a_code_may_be_spelt_as_people_spell(world: World, helper: Actor, spelt: str):
    _offered, code = actions.offer(world.visit, WANTED, actor=helper)
    typed = spelt.format(code[:4], code[4:]).lower()
    assert agreed(typed, actor=world.applicant).is_live()


def test_a_code_works_once_and_for_a_quarter_of_an_hour(world: World, helper: Actor):
    _offered, code = actions.offer(world.visit, WANTED, actor=helper)
    late = timezone.now() + timedelta(minutes=16)
    with pytest.raises(actions.NoSuchCode):
        agreed(code, actor=world.applicant, now=late)
    agreed(code, actor=world.applicant)
    with pytest.raises(actions.NoSuchCode):
        agreed(code, actor=world.applicant)


def test_nobody_gives_what_is_meant_for_another(world: World, helper: Actor):
    _offered, code = actions.offer(world.visit, WANTED, actor=helper)
    with pytest.raises(actions.NoSuchCode):
        agreed(code, actor=Actor.for_user(world.stranger))


def test_staff_give_themselves_nothing(world: World, helper: Actor):
    visit = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    _offered, code = actions.offer(visit, WANTED, actor=helper)
    with pytest.raises(actions.NoSuchCode):
        agreed(code, actor=Actor.for_user(world.helper, "applicant"))


def test_signed_on_paper_it_is_given_with_the_scan(world: World, helper: Actor):
    offered, _code = actions.offer(world.visit, WANTED, actor=helper)
    scan = store_bytes(
        jpeg(),
        owner=world.oksana.person,
        name="mandate.jpg",
        media_type="image/jpeg",
        actor=helper,
        kind=Kind.MANDATE,
    )
    given = actions.give_signed(offered, scan, how="paper", actor=helper)
    assert given.is_live()
    assert given.document == scan


@pytest.mark.parametrize(
    "asked",
    [
        Asked((), 7, "uk"),
        Asked(("decide",), 7, "uk"),
        Asked(("file",), 0, "uk"),
        Asked(("file",), 91, "uk"),
        Asked(("file",), 7, "uk", giver="parent"),
        Asked(("file",), 7, "uk", giver="guardian", giver_name="Amira"),
    ],
)
def test_a_mandate_says_what_how_long_and_who(world: World, helper: Actor, asked: Asked):
    with pytest.raises(ValueError):
        actions.offer(world.visit, asked, actor=helper)


def test_it_names_everybody_at_the_desk(world: World, mandate: Mandate):
    named = {row.user.username for row in mandate.staff.select_related("user")}
    assert named == {"horova", "vu"}


def test_services_lend_rights_of_an_applicant_and_no_others():
    from accounts.roles import APPLICANT, PERMISSIONS  # noqa: PLC0415

    lent = services.permissions_of(services.BY_CODE)
    assert lent < PERMISSIONS[APPLICANT]
    assert not lent & {"family.change", "mandate.give"}


@pytest.mark.parametrize(
    "change",
    [
        {"until": timezone.now() + timedelta(days=80)},
        {"services": ["file", "answer", "explain", "withdraw"]},
        {"case": None, "centre_id": None},
    ],
)
def test_it_is_never_prolonged_or_widened(mandate: Mandate, change: dict[str, object]):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(**change)


def test_what_was_given_is_not_given_to_another_and_does_not_come_back(
    world: World, mandate: Mandate
):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(person=world.stranger.person)
    actions.revoke(mandate, actor=world.applicant)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(revoked_at=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).delete()


def test_none_is_offered_when_the_visit_is_over(world: World, helper: Actor, desk: Client):
    visit = actions.end_visit(world.visit, done=[], actor=helper)
    with pytest.raises(ValueError, match="over"):
        actions.offer(visit, WANTED, actor=helper)
    url = f"/en/centre/visit/{visit.pk}/mandate/"
    assert url not in desk.get(f"/en/centre/visit/{visit.pk}/").content.decode()
    for answer in (desk.get(url), desk.post(url, {"services": ["file"], "days": "7"})):
        assert answer.status_code == 302
    assert not Mandate.objects.exists()


# -- through the pages


def test_the_person_reads_it_before_agreeing(world: World, helper: Actor, phone: Client):
    _offered, code = actions.offer(world.visit, WANTED, actor=helper)
    page = phone.post(CODE, {"code": code})
    assert "Fill in an application with me" in page.content.decode()
    assert not Mandate.objects.live().exists()
    phone.post(CODE, agreeing(page, code))
    assert Mandate.objects.live().count() == 1


def test_nobody_agrees_to_what_was_not_read(world: World, helper: Actor, phone: Client):
    _offered, code = actions.offer(world.visit, WANTED, actor=helper)
    page = phone.post(CODE, {"code": code, "agree": "1"})
    assert "Fill in an application with me" in page.content.decode()
    assert not Mandate.objects.live().exists()


def test_guessing_makes_the_guesser_wait_and_nobody_else(
    world: World, helper: Actor, phone: Client
):
    """Counted by account: everybody at the centre comes from its one address."""
    _offered, code = actions.offer(world.visit, WANTED, actor=helper)
    guesser = signed_in(world.stranger)
    for _try in range(backoff.FREE + 1):
        page = guesser.post(CODE, {"code": "AAAAAAAA"})
        assert page.status_code == 422
        assert "No mandate waits for you with this code" in page.content.decode()
    page = guesser.post(CODE, {"code": code})
    assert page.status_code == 429
    assert "too many attempts" in page.content.decode()
    phone.post(CODE, agreeing(phone.post(CODE, {"code": code}), code))
    assert Mandate.objects.live().count() == 1


def test_whoever_gives_several_mandates_does_not_wait(world: World, helper: Actor, phone: Client):
    for _each in range(backoff.FREE + 2):
        offered, code = actions.offer(world.visit, WANTED, actor=helper)
        phone.post(CODE, agreeing(phone.post(CODE, {"code": code}), code))
        assert Mandate.objects.get(pk=offered.pk).is_live()


def test_whatever_is_wrong_the_statements_are_the_same(world: World, helper: Actor):
    _offered, code = actions.offer(world.visit, WANTED, actor=helper)
    late = timezone.now() + timedelta(minutes=16)
    works = []
    for typed, user, moment in (
        ("AAAAAAAA", world.stranger, None),
        (code, world.stranger, None),  # meant for Oksana
        (code, world.oksana, late),
        (code, world.helper, None),  # named in it
    ):
        actor = Actor.for_user(user, "applicant")
        backoff.forgive(backoff.account(actor))
        look = partial(actions.offered_with, typed, language="uk", actor=actor, now=moment)
        works.append(statements_of(look, actions.NoSuchCode))
    assert works == [works[0]] * 4


def test_the_desk_sees_when_it_is_given(world: World, helper: Actor, desk: Client):
    offered, code = actions.offer(world.visit, WANTED, actor=helper)
    address = f"/en/centre/mandate/{offered.pk}/state/"
    assert desk.get(address).status_code == 204
    agreed(code, actor=world.applicant)
    assert desk.get(address).headers["HX-Refresh"] == "true"


def test_it_is_printed_in_both_languages(world: World, helper: Actor, desk: Client):
    offered, _code = actions.offer(world.visit, WANTED, actor=helper)
    printed = desk.get(f"/en/centre/mandate/{offered.pk}/print/")
    assert printed.content.startswith(b"%PDF")


def test_a_mandate_of_another_centre_is_not_found(world: World, mandate: Mandate, desk: Client):
    Mandate.objects.get(pk=mandate.pk)
    grant = world.helper.grants.get()
    type(grant).objects.filter(pk=grant.pk).update(until=timezone.now())
    assert desk.get(f"/en/centre/mandate/{mandate.pk}/").status_code == 404


def test_the_paper_says_what_was_read_off_the_passport_and_nothing_that_is_kept(
    world: World, helper: Actor
):
    """The person is known under another name; before the mandate nobody at the desk learns it."""
    visit = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    known = world.oksana.person
    tokens.add(known.pk, known.pk, {"passport": ["FE123456"]})
    read = actions.Passport("FE123456", "UTO", "Bondar", "Halyna", "1994-03-12")
    assert actions.identify(visit, read, method="mrz", actor=helper) == known
    offered, _code = actions.offer(visit, WANTED, actor=helper)
    pages = pypdfium2.PdfDocument(mandate_pdf(offered))
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    assert "Halyna Bondar" in text
    assert "Kovalenko" not in text


def test_a_mandate_that_was_given_names_nobody_else(world: World, mandate: Mandate):
    late = UserFactory(roles=["helper"], office="KPC")
    refused(lambda: MandateStaff.objects.create(mandate=mandate, user=late))
    with pytest.raises(actions.NoMandate):
        actions.start(mandate, visit=None, actor=Actor.for_user(late))


def test_the_signed_paper_is_not_shredded(world: World, helper: Actor):
    given = signed(identified(world, helper), helper)
    assert given.document is not None
    refused(lambda: remove(given.document, actor=SYSTEM))
    refused(lambda: Document.objects.filter(pk=given.document_id).delete())


@pytest.mark.parametrize("how", ["thrown away", "left"])
def test_an_offer_that_is_over_is_not_given_later(world: World, desk: Client, how: str) -> None:
    helper = Actor.for_user(world.helper)
    visit = identified(world, helper)
    offered, _code = actions.offer(visit, actions.Asked(("file",), 7, "uk"), actor=helper)
    if how == "thrown away":
        desk.post(f"/en/centre/mandate/{offered.pk}/revoke/")
    else:
        actions.end_visit(visit, done=[], actor=helper)
    with pytest.raises(ValueError, match="offered"):
        signed(visit, helper, offered=Mandate.objects.get(pk=offered.pk))
