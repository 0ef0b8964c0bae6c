"""Who is known by a photograph of the passport is photographed, in the same form."""

import io
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions import record_identity
from accounts.actor import Actor
from accounts.models import IdentityCheck, Person
from documents import holding
from documents.actions import store
from documents.models import Document
from documents.opening import open_buffered
from support_centre import actions
from support_centre.actions import tie
from support_centre.models import IdentityPaper, Visit
from tests.cases.test_guards import refused
from tests.documents.samples import jpeg
from tests.factories import UserFactory, signed_in
from tests.support_centre.giving import agreed
from tests.world import World

READ = {
    "number": "FE123456",
    "issuer": "UKR",
    "given_names": "Oksana",
    "family_name": "Kovalenko",
    "birth_date": "1994-03-12",
    "method": "photo",
    "compared": "on",
    "end_of_form": "1",
}


@pytest.fixture
def visit(world: World, helper: Actor) -> Visit:
    return actions.open_visit(
        world.centre, language="uk", reason="file", actor=helper, serve_now=True
    )


def posted(desk: Client, visit: Visit, data: bytes | None = None, **changed: str) -> Any:
    sent: dict[str, Any] = {**READ, **changed}
    if data is not None:
        picture = io.BytesIO(data)
        picture.name = "page.jpg"
        sent["photograph"] = picture
    return desk.post(reverse("support_centre:person", args=[visit.pk]), sent)


def test_it_is_sealed_for_the_person_and_bound_to_the_check(visit: Visit, desk: Client) -> None:
    assert posted(desk, visit, jpeg()).status_code == 302
    check = IdentityCheck.objects.get()
    assert (check.method, check.level) == ("photo", IdentityCheck.Level.COUNTER)
    paper = check.paper
    assert (paper.document.person_id, paper.document.kind) == (check.person_id, "identity")
    assert paper.document.media_type == "image/jpeg"
    with open_buffered(paper.document) as plain:
        assert plain.read() == jpeg()


def test_only_who_made_the_check_sees_it(world: World, visit: Visit, desk: Client) -> None:
    posted(desk, visit, jpeg())
    url = reverse("support_centre:photograph_shown", args=[IdentityPaper.objects.get().pk])
    assert desk.get(url).status_code == 200
    supervisor = UserFactory(roles=["supervisor"], office="KPC")
    for other in (world.colleague, world.oksana, world.novotna, supervisor):
        assert signed_in(other).get(url).status_code in (403, 404), other


def test_without_one_nothing_is_recorded_and_nothing_typed_is_lost(
    visit: Visit, desk: Client
) -> None:
    page = posted(desk, visit)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Take a photograph of the passport or choose one" in text
    for typed in ("FE123456", "Kovalenko", "1994-03-12"):
        assert f'value="{typed}"' in text
    assert not IdentityCheck.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a" + bytes(2000), "is not a JPEG, PNG or PDF"),
        (b"", "This file is empty"),
        (jpeg()[:-400], "cannot be opened"),
    ],
    ids=["another type", "empty", "damaged"],
)
def test_a_file_that_is_none_is_refused_with_a_sentence(
    visit: Visit, desk: Client, data: bytes, said: str
) -> None:
    people = Person.objects.count()
    page = posted(desk, visit, data)
    assert page.status_code == 422
    text = page.content.decode()
    assert said in text
    assert 'value="Kovalenko"' in text
    assert not IdentityCheck.objects.exists()
    assert Person.objects.count() == people
    assert not Document.objects.filter(kind="identity", state="stored").exists()


def test_a_file_that_is_too_large_is_not_held(
    visit: Visit, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holding, "MOST_BYTES", 500)
    page = posted(desk, visit, jpeg())
    assert page.status_code == 422
    assert "Take it again at a lower resolution" in page.content.decode()
    assert not IdentityCheck.objects.exists()


def test_a_form_that_was_cut_off_keeps_no_photograph(visit: Visit, desk: Client) -> None:
    page = posted(desk, visit, jpeg(), end_of_form="")
    assert page.status_code == 302  # the field is there, whatever it says
    sent = {name: value for name, value in READ.items() if name != "end_of_form"}
    sent["number"] = "FE999999"
    picture = io.BytesIO(jpeg())
    picture.name = "page.jpg"
    url = reverse("support_centre:person", args=[visit.pk])
    assert desk.post(url, {**sent, "photograph": picture}).status_code == 422
    assert IdentityCheck.objects.count() == 1


def test_other_mistakes_ask_for_it_again(visit: Visit, desk: Client) -> None:
    text = posted(desk, visit, jpeg(), number="").content.decode()
    assert "Write the number of the passport" in text
    assert "Add the photograph again" in text
    assert not Document.objects.filter(kind="identity").exists()


@pytest.mark.parametrize("method", ["photo", "mrz"])
def test_so_does_what_only_the_record_finds_wrong(visit: Visit, desk: Client, method: str) -> None:
    page = posted(desk, visit, jpeg(), method=method, case_number="OAMP-00001/ZM-2026")
    assert page.status_code == 422
    text = page.content.decode()
    assert "No case has this number" in text
    assert "Add the photograph again" in text
    assert not Document.objects.filter(kind="identity", state="stored").exists()


def test_a_photograph_that_is_refused_says_why_and_nothing_else(visit: Visit, desk: Client) -> None:
    text = posted(desk, visit, b"").content.decode()
    assert "This file is empty" in text
    assert "Add the photograph again" not in text


def test_no_token_nothing_kept(world: World, visit: Visit, desk: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    assert posted(strict, visit, jpeg()).status_code == 403
    assert not IdentityCheck.objects.exists()


def test_it_comes_along_when_the_account_turns_out_to_be_theirs(
    world: World, visit: Visit, desk: Client, helper: Actor
) -> None:
    posted(desk, visit, jpeg())
    visit = Visit.objects.get(pk=visit.pk)
    _offered, code = actions.offer(visit, actions.Asked(("file",), 7, "uk"), actor=helper)
    agreed(code, actor=world.applicant)
    carried = IdentityCheck.objects.get(person=world.oksana.person)
    assert carried.method == "photo"
    assert carried.paper.document.person == world.oksana.person


def test_the_action_and_the_database_ask_for_it(world: World, visit: Visit, helper: Actor) -> None:
    read = actions.Passport("FE123456", "UKR", "Kovalenko", "Oksana", "1994-03-12")
    with pytest.raises(ValueError, match="photographed"):
        actions.identify(visit, read, method="photo", actor=helper)
    person = actions.identify(visit, read, method="typed", actor=helper)
    refused(lambda: record_identity(person, method="photo", level=2, facts={}, actor=helper))


def test_a_file_of_another_kind_is_no_photograph(world: World, helper: Actor) -> None:
    person = world.oksana.person
    tie(person, actor=helper)

    def known_by(kind: str) -> IdentityCheck:
        pk, page = uuid4(), io.BytesIO(jpeg())
        file = store(page, owner=person, name="a.jpg", actor=helper, kind=kind)
        IdentityPaper.objects.create(check_of_id=pk, document=file)
        return record_identity(person, pk=pk, method="photo", level=2, facts={}, actor=helper)

    refused(lambda: known_by("upload"))
    assert known_by("identity").method == "photo"
