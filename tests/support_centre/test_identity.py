"""Who sits at the desk: read, compared, recorded; it counts everywhere and tells nothing."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.actor import SYSTEM, Actor
from accounts.models import IdentityCheck, Person
from documents.actions import remove
from documents.models import Document
from support_centre import actions
from support_centre.forms import PassportForm
from support_centre.models import IdentityPaper, Visit
from tests.cases.test_guards import refused
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.world import World
from vault import tokens

LINES = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
KNOWN = {
    "number": "FE123456",
    "issuer": "UKR",
    "given_names": "Oksana",
    "family_name": "Kovalenko",
    "birth_date": "1994-03-12",
    "method": "typed",
    "compared": "on",
}


def form(**data: str) -> PassportForm:
    return PassportForm({"method": "mrz", "compared": "on", **data})


@pytest.fixture
def visit(world: World) -> Visit:
    """Somebody sits there; nobody knows who."""
    return actions.open_visit(
        world.centre,
        language="uk",
        reason="file",
        actor=Actor.for_user(world.helper),
        serve_now=True,
    )


@pytest.mark.parametrize(
    "spelt",
    ["\n".join(LINES), "".join(LINES), " ".join(LINES), "\r\n\r\n".join(LINES).lower() + "\n\n"],
    ids=["lines", "joined", "one blank", "a reader"],
)
def test_lines_of_a_reader_in_any_spacing(spelt: str) -> None:
    filled = form(mrz=spelt)
    assert filled.is_valid(), filled.errors
    passport = filled.passport()
    assert (passport.number, passport.birth_date) == ("L898902C3", "1974-08-12")
    assert (passport.family_name, passport.given_names) == ("ERIKSSON", "ANNA MARIA")


@pytest.mark.parametrize(
    ("place", "named"),
    [
        (9, "The passport number and its check digit"),
        (19, "The date of birth and its check digit"),
        (27, "The last day and its check digit"),
        (42, "The personal number and its check digit"),
        (43, "The last digit of the second line"),
    ],
)
def test_the_wrong_check_digit_is_named(place: int, named: str) -> None:
    second = LINES[1]
    wrong = second[:place] + str((int(second[place]) + 1) % 10) + second[place + 1 :]
    filled = form(mrz=f"{LINES[0]}\n{wrong}")
    assert not filled.is_valid()
    assert named in str(filled.errors["mrz"])
    assert escape(wrong) in str(filled["mrz"])  # what was typed stays


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("number", "L898902C8", "L898902C3"),
        ("issuer", "UKR", "UTO"),
        ("family_name", "Nilsson", "ERIKSSON"),
        ("given_names", "Anna Berta", "ANNA MARIA"),
        ("birth_date", "1974-12-08", "1974-08-12"),
        ("valid_until", "2012-05-15", "2012-04-15"),
    ],
)
def test_what_is_typed_and_what_the_lines_say_are_held_together(
    name: str, typed: str, read: str
) -> None:
    filled = form(mrz="\n".join(LINES), **{name: typed})
    assert list(filled.errors) == [name]
    assert f"The lines of the passport say {read}." in str(filled.errors[name])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("number", "l898 902 c3"),
        ("family_name", "Eriksson"),
        ("given_names", "Anna María"),
        ("birth_date", "1974-08-12"),
    ],
)
def test_another_spelling_of_the_same_is_no_difference(name: str, typed: str) -> None:
    assert form(mrz="\n".join(LINES), **{name: typed}).is_valid()


def test_a_name_that_the_lines_have_no_room_for_is_not_compared() -> None:
    lines = ["P<UTOPAPANDROPOULOU<<JONATHON<WARREN<TREVOR<", LINES[1]]
    whole = {"family_name": "Papandropoulou", "given_names": "Jonathon Warren Trevor Ambrose"}
    assert form(mrz="\n".join(lines), **whole).is_valid()


def test_something_else_than_lines_is_told_apart() -> None:
    assert "not the lines of a passport" in str(form(mrz="hello").errors["mrz"])


def test_an_expired_passport_is_a_warning(world: World, visit: Visit, desk: Client) -> None:
    url = reverse("support_centre:person", args=[visit.pk])
    data = {"mrz": "\n".join(LINES), "method": "mrz", "compared": "on"}
    page = desk.post(url, data, follow=True)
    assert "The passport has expired" in page.content.decode()
    visit.refresh_from_db()
    assert visit.person_id is not None


@pytest.mark.parametrize(
    "data",
    [
        {"number": "A1", "given_names": "Sukarno", "birth_date": "1950-01-01", "method": "typed"},
        {"number": "A1", "family_name": "Sukarno", "birth_date": "1950-01-01", "method": "typed"},
        {"family_name": "Kovač", "birth_date": "1950-01-01", "method": "other"},
    ],
    ids=["given name only", "family name only", "damaged paper"],
)
def test_normal_cases(world: World, visit: Visit, desk: Client, data: dict[str, str]) -> None:
    """No e-mail, no telephone, one name, a paper that cannot be read."""
    url = reverse("support_centre:person", args=[visit.pk])
    assert desk.post(url, {**data, "compared": "on"}).status_code == 302
    check = IdentityCheck.objects.get()
    assert check.level == (1 if data["method"] == "other" else 2)
    assert check.office == "KPC"
    assert check.person.user is None


def identified(desk: Client, visit: Visit, **data: str) -> Person:
    url = reverse("support_centre:person", args=[visit.pk])
    assert desk.post(url, {**KNOWN, **data}).status_code == 302
    visit.refresh_from_db()
    assert visit.person is not None
    return visit.person


def test_of_several_with_one_number_the_day_of_birth_tells(
    world: World, desk: Client, helper: Actor
) -> None:
    def at_desk(**data: str) -> Person:
        visit = actions.open_visit(
            world.centre, language="uk", reason="file", actor=helper, serve_now=True
        )
        return identified(desk, visit, **data)

    one = at_desk()
    other = at_desk(birth_date="1970-01-01", given_names="Petro")
    assert one != other
    assert at_desk() == one
    assert at_desk(birth_date="1970-01-01", given_names="Petro") == other


def test_known_and_unknown_look_alike(world: World, desk: Client, helper: Actor) -> None:
    def page_of(number: str) -> str:
        visit = actions.open_visit(
            world.centre, language="uk", reason="file", actor=helper, serve_now=True
        )
        identified(desk, visit, number=number)
        pages = [
            desk.get(reverse(f"support_centre:{name}", args=[visit.pk])).content.decode()
            for name in ("visit", "mandate_new")
        ]
        return "".join(pages).replace(str(visit.pk), "").replace(f"Visitor {visit.number}", "")

    unknown = page_of("FE123456")
    desk.get("/en/centre/desk/")
    known = page_of("FE123456")
    assert len(known) == len(unknown)
    assert "Kovalenko" not in known + unknown
    assert "opens with a mandate" in known


def test_it_raises_the_level_everywhere(world: World, phone: Client) -> None:
    page = phone.get(reverse("accounts:settings")).content.decode()
    assert "As stated by the person" in page
    record = actions.Passport("FE123456", "UKR", "Kovalenko", "Oksana", "1994-03-12")
    _ = world.case
    tied = world.visit
    tokens.add(world.oksana.person.pk, world.oksana.person.pk, {"passport": ["FE123456"]})
    person = actions.identify(tied, record, method="mrz", actor=Actor.for_user(world.helper))
    assert person == world.oksana.person
    for client, url in (
        (phone, reverse("accounts:settings")),
        (signed_in(world.novotna), reverse("cases:case", args=[world.case.pk])),
    ):
        page = client.get(url).content.decode()
        assert "Checked at a counter by passport and face" in page, url
        assert "Passport read by its machine-readable lines" in page
        assert "Centre on the Square" in page
        assert "KPC" not in page
    actions.identify(tied, record, method="other", actor=Actor.for_user(world.helper))
    page = phone.get(reverse("accounts:settings")).content.decode()
    assert "Checked at a counter by passport and face" in page  # the better one counts


def photographed(desk: Client, visit: Visit) -> Any:
    url = reverse("support_centre:photograph", args=[visit.pk])
    picture = io.BytesIO(jpeg())
    picture.name = "page.jpg"
    return desk.post(url, {"files": picture, "end_of_form": "1"})


def test_the_photograph_is_sealed_beside_the_check(
    world: World, visit: Visit, desk: Client
) -> None:
    person = identified(desk, visit)
    assert photographed(desk, visit).status_code == 302
    paper = IdentityPaper.objects.get()
    assert paper.check_of == person.identity_checks.get()
    assert (paper.document.person, paper.document.kind) == (person, "identity")
    url = reverse("support_centre:photograph_shown", args=[paper.pk])
    assert url in desk.get(reverse("support_centre:visit", args=[visit.pk])).content.decode()
    assert desk.get(url).status_code == 200
    assert signed_in(world.colleague).get(url).status_code == 404
    photographed(desk, visit)
    assert IdentityPaper.objects.count() == 1
    refused(lambda: IdentityPaper.objects.all().delete())
    refused(lambda: remove(paper.document, actor=SYSTEM))


def test_no_photograph_of_somebody_else(world: World, visit: Visit, desk: Client) -> None:
    assert photographed(desk, visit).status_code == 302
    assert not Document.objects.filter(kind="identity").exists()
    identified(desk, visit)
    assert photographed(signed_in(world.colleague), visit).status_code == 302
    assert not IdentityPaper.objects.exists()
    foreign = world.new_document()
    check = IdentityCheck.objects.get()
    with pytest.raises(ValueError, match="somebody"):
        actions.keep_photograph(check, foreign, actor=Actor.for_user(world.helper))


def test_a_number_that_somebody_typed_finds_nobody(world: World, helper: Actor) -> None:
    """Only a desk that saw the passport knows whose it is: who types the number of another into
    an application of their own does not become that person."""
    case = world.case
    tokens.add(case.person_id, case.pk, {"passport": ["FE123456"]})
    record = actions.Passport("FE123456", "UKR", "Kovalenko", "Oksana", "1994-03-12")
    person = actions.identify(world.visit, record, method="mrz", actor=helper)
    assert person.pk != case.person_id


def test_a_number_that_no_passport_showed_finds_nobody(world: World, helper: Actor) -> None:
    record = actions.Passport("FE123456", "UKR", "Kovalenko", "Oksana", "1994-03-12")
    by_word = actions.identify(world.visit, record, method="other", actor=helper)
    visit = actions.open_visit(
        world.centre, language="uk", reason="file", actor=helper, serve_now=True
    )
    assert actions.identify(visit, record, method="mrz", actor=helper) != by_word
