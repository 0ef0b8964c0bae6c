"""One human being is one person, whichever comes first: passport, telephone, or a renewed paper."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import IdentityCheck, Person
from documents.actions import store_bytes
from documents.models import Document, Kind
from support_centre import actions, backoff
from support_centre.actions import Asked, Passport
from support_centre.models import IdentityPaper, Mandate, Visit
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.support_centre.giving import agreed
from tests.support_centre.visitor import BORN, Visitor, identified
from tests.world import World
from vault import keys

WANTED = Asked(("file", "explain"), 7, "uk")
OKSANA = Passport("FE123456", "UKR", "Kovalenko", "Oksana", "1994-03-12")
RENEWED = Passport("UT9999999", "UTO", "Bondarenko", "Halyna", BORN)


@pytest.fixture
def visit(world: World, helper: Actor) -> Visit:
    """Oksana sits there; nobody knows who."""
    return actions.open_visit(
        world.centre, language="uk", reason="file", actor=helper, serve_now=True
    )


def fresh(visit: Visit) -> Visit:
    return Visit.objects.select_related("centre", "person").get(pk=visit.pk)


def by_telephone(visit: Visit, world: World, helper: Actor, asked: Asked = WANTED) -> Mandate:
    _offered, code = actions.offer(fresh(visit), asked, actor=helper)
    return agreed(code, actor=world.applicant)


def people_alive() -> int:
    return sum(keys.exists(pk) for pk in Person.objects.values_list("pk", flat=True))


# -- the telephone first


def test_who_gave_a_mandate_stays_who_they_are(
    world: World, visit: Visit, desk: Client, helper: Actor
) -> None:
    by_telephone(visit, world, helper)
    page = desk.get(reverse("support_centre:visit", args=[visit.pk])).content.decode()
    assert reverse("support_centre:person", args=[visit.pk]) in page
    alive = people_alive()
    found = actions.identify(fresh(visit), OKSANA, method="mrz", actor=helper)
    assert found == world.oksana.person == fresh(visit).person
    assert people_alive() == alive
    assert found.identity_checks.get().level == IdentityCheck.Level.COUNTER
    assert identified(world, helper, OKSANA).person == found  # next time by the passport


def test_somebody_elses_paper_raises_nobodys_level(
    world: World, visit: Visit, desk: Client, helper: Actor
) -> None:
    actions.identify(visit, OKSANA, method="mrz", actor=helper)
    by_telephone(visit, world, helper)
    other = Passport("AA1", "UKR", "Kovalenko", "Nina", "1960-01-01")
    with pytest.raises(actions.AnotherPerson):
        actions.identify(fresh(visit), other, method="mrz", actor=helper)
    assert world.oksana.person.identity_checks.count() == 1


# -- the passport first


def test_the_code_of_an_account_takes_over_what_was_read(
    world: World, visit: Visit, helper: Actor
) -> None:
    made = actions.identify(visit, OKSANA, method="mrz", actor=helper)
    photograph = store_bytes(
        jpeg(),
        owner=made,
        name="page.jpg",
        media_type="image/jpeg",
        actor=helper,
        kind=Kind.IDENTITY,
    )
    actions.keep_photograph(made.identity_checks.get(), photograph, actor=helper)
    asked = Asked(("file",), 7, "uk", interpreter="Petr Novák")
    given = by_telephone(visit, world, helper, asked)

    person = world.oksana.person
    person.refresh_from_db()
    assert fresh(visit).person == given.person == person
    assert Mandate.objects.get(pk=given.pk).interpreter == "Petr Novák"
    assert person.birth_date == "1994-03-12"
    check = person.identity_checks.get()
    assert (check.checked_by_id, check.office) == (world.helper.pk, "KPC")
    assert check.facts["number"] == "FE123456"
    assert IdentityPaper.objects.get(check_of=check).document.person == person
    assert not keys.exists(made.pk)
    assert Document.objects.get(pk=photograph.pk).state == "removed"
    assert identified(world, helper, OKSANA).person == person


@pytest.mark.parametrize("trace", ["another visit", "another day of birth"])
def test_two_lives_are_not_thrown_together(
    world: World, visit: Visit, helper: Actor, trace: str
) -> None:
    made = actions.identify(visit, OKSANA, method="mrz", actor=helper)
    if trace == "another visit":
        assert identified(world, helper, OKSANA).person == made
    else:
        world.oksana.person.birth_date = "1990-01-01"
        world.oksana.person.save()
    with pytest.raises(actions.NoSuchCode):
        by_telephone(visit, world, helper)
    assert fresh(visit).person == made
    assert keys.exists(made.pk)


def test_read_between_offer_and_code(world: World, visit: Visit, helper: Actor) -> None:
    """The offer was made before anybody was known; then the passport was read after all."""
    _offered, code = actions.offer(visit, WANTED, actor=helper)
    actions.identify(visit, OKSANA, method="mrz", actor=helper)
    given = agreed(code, actor=world.applicant)
    assert fresh(visit).person == given.person == world.oksana.person


# -- reading again


def test_a_slip_of_the_pen_is_read_again(
    world: World, visit: Visit, desk: Client, helper: Actor
) -> None:
    url = reverse("support_centre:person", args=[visit.pk])
    wrong = actions.identify(visit, Passport("FE123465", "UKR", "X", "Y", BORN), **typed(helper))
    offered, _code = actions.offer(
        fresh(visit), Asked(("file",), 7, "uk", interpreter="Petr Novák"), actor=helper
    )
    assert url in desk.get(reverse("support_centre:visit", args=[visit.pk])).content.decode()
    right = actions.identify(fresh(visit), OKSANA, **typed(helper))
    assert fresh(visit).person == right != wrong
    assert not keys.exists(wrong.pk)
    offered = Mandate.objects.get(pk=offered.pk)
    assert (offered.person, offered.interpreter) == (right, "Petr Novák")
    by_telephone(visit, world, helper)
    assert desk.get(url).status_code == 302  # a mandate is given
    assert url not in desk.get(reverse("support_centre:visit", args=[visit.pk])).content.decode()


def typed(helper: Actor) -> dict[str, object]:
    return {"method": "typed", "actor": helper}


def test_reading_again_removes_nobody_who_was_known_before(
    visitor: Visitor, world: World, helper: Actor
) -> None:
    visit = identified(world, helper)
    assert visit.person == visitor.person
    actions.identify(visit, OKSANA, **typed(helper))
    assert fresh(visit).person != visitor.person
    assert keys.exists(visitor.person.pk)


# -- a new paper


def test_a_renewed_passport_with_the_number_of_a_case(
    visitor: Visitor, world: World, visit: Visit, helper: Actor
) -> None:
    spelt = f" {visitor.case.number.lower()} "
    found = actions.identify(visit, RENEWED, method="mrz", case_number=spelt, actor=helper)
    assert found == visitor.person
    assert identified(world, helper, RENEWED).person == found  # known by the new one from now on


def test_another_paper_without_a_number(
    visitor: Visitor, visit: Visit, desk: Client, helper: Actor
) -> None:
    data = {
        "given_names": "Halyna",
        "birth_date": BORN,
        "method": "other",
        "compared": "on",
        "case_number": visitor.case.number,
    }
    assert desk.post(reverse("support_centre:person", args=[visit.pk]), data).status_code == 302
    assert fresh(visit).person == visitor.person


def test_whatever_is_wrong_the_answer_and_the_work_are_the_same(
    visitor: Visitor, visit: Visit, desk: Client
) -> None:
    url = reverse("support_centre:person", args=[visit.pk])
    tried = {"given_names": "H", "birth_date": BORN, "method": "other", "compared": "on"}
    desk.post(url, {**tried, "case_number": "OAM-1/ZM-2020"})  # there is a row to count in
    seen = []
    for number, born in (
        (visitor.case.number, "1956-03-01"),
        ("OAM-99999/ZM-2020", BORN),
    ):
        keys.forget()
        data = {**tried, "birth_date": born, "case_number": number}
        with CaptureQueriesContext(connection) as work:
            page = desk.post(url, data)
        assert page.status_code == 422
        text = page.content.decode().replace(number, "").replace(born, "")
        assert "No case has this number and this date of birth" in text
        seen.append((len(text), len(work)))
    assert seen[0] == seen[1]
    assert fresh(visit).person is None


def test_tries_are_counted_also_across_visits(
    visitor: Visitor, world: World, visit: Visit, desk: Client, helper: Actor
) -> None:
    for _try in range(backoff.FREE + 1):
        with pytest.raises(actions.NoSuchCase):
            actions.identify(
                visit, RENEWED, method="mrz", case_number="OAM-1/ZM-2020", actor=helper
            )
    data = {
        "given_names": "H",
        "birth_date": BORN,
        "method": "other",
        "compared": "on",
        "case_number": visitor.case.number,
    }
    other = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    page = desk.post(reverse("support_centre:person", args=[other.pk]), data)
    assert "too many attempts" in page.content.decode()
    colleague = signed_in(world.colleague)
    assert (
        colleague.post(reverse("support_centre:person", args=[other.pk]), data).status_code == 302
    )


def test_a_visit_that_is_over_is_read_no_more(visit: Visit, desk: Client, helper: Actor) -> None:
    actions.end_visit(visit, done=[], actor=helper)
    assert desk.get(reverse("support_centre:person", args=[visit.pk])).status_code == 302
