"""Agreed to on a telephone, a mandate leaves as much behind as one on paper, to the word."""

import hashlib
import io
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from accounts.models import Guardianship, Person
from audit import log
from audit.models import Event
from documents.actions import remove, store
from documents.opening import open_buffered
from support_centre import actions
from support_centre.models import Centre, Mandate
from tests.cases.test_guards import refused
from tests.documents.samples import jpeg
from tests.factories import UserFactory, signed_in
from tests.support_centre.giving import CODE, agreed, agreeing
from tests.support_centre.test_minors import BY_PARENT, YUSUF, ward
from tests.support_centre.visitor import identified
from tests.world import World

WANTED = actions.Asked(("file", "explain"), 7, "uk", interpreter="Iryna Tkach")


@pytest.fixture
def offered(world: World, helper: Actor) -> tuple[Mandate, str]:
    return actions.offer(world.visit, WANTED, actor=helper)


def copy_of(mandate: Mandate) -> bytes:
    assert mandate.document is not None
    with open_buffered(mandate.document) as plain:
        return plain.read()


def words_in(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in pages)
    return " ".join(text.replace("\ufffe", "").split())


def sentences(columns: list[dict[str, Any]]) -> Iterator[str]:
    for column in columns:
        yield column["title"]
        for label, value in column["facts"]:
            yield from (label, value)
        for part in column["parts"]:
            yield part["heading"]
            yield from (item["title"] for item in part["items"])
            yield from part["paragraphs"]


def letters(text: str) -> str:
    """Without what a line break in a narrow column adds."""
    return "".join(letter for letter in text if letter.isalnum())


def test_the_page_has_the_binding_text_beside_ones_own(
    offered: tuple[Mandate, str], world: World, phone: Client
) -> None:
    page = phone.post(CODE.replace("/en/", "/uk/"), {"code": offered[1]})
    assert [each["language"] for each in page.context["columns"]] == ["uk", "cs"]
    text = page.content.decode()
    assert 'lang="cs"' in text
    for staff in (world.helper, world.colleague):
        assert staff.person.display_name in text
    for said in ("Iryna Tkach", "Zmocnění", "Centrum na náměstí"):
        assert said in text, said


def test_who_reads_the_binding_language_has_one_text(
    offered: tuple[Mandate, str], phone: Client
) -> None:
    page = phone.post(CODE.replace("/en/", "/cs/"), {"code": offered[1]})
    assert [each["language"] for each in page.context["columns"]] == ["cs"]


def test_the_sealed_copy_says_what_was_drawn_word_for_word(
    offered: tuple[Mandate, str], world: World
) -> None:
    shown = actions.offered_with(offered[1], language="uk", actor=world.applicant)
    given = actions.give_by_code(offered[1], read=shown.read, actor=world.applicant)
    copy = letters(words_in(copy_of(given)))
    for sentence in sentences(shown.columns):
        assert letters(sentence) in copy, sentence
    assert (given.read_in, given.text_version) == ("uk", 2)
    assert given.document is not None
    assert (given.document.person, given.document.kind) == (world.oksana.person, "mandate")


def test_the_digest_is_of_the_copy_and_stands_in_the_log(world: World, mandate: Mandate) -> None:
    assert mandate.digest_shown == hashlib.sha256(copy_of(mandate)).hexdigest()
    event = Event.objects.get(name="support_centre.gave_mandate")
    assert log.payload_of(event)["digest"] == mandate.digest_shown


@pytest.mark.parametrize("what", ["the centre", "the staff", "the person"])
def test_what_was_changed_since_it_was_drawn_is_read_again(
    offered: tuple[Mandate, str], world: World, phone: Client, what: str
) -> None:
    mandate, code = offered
    page = phone.post(CODE, {"code": code})
    if what == "the centre":
        Centre.objects.filter(pk=mandate.centre_id).update(name={"en": "X", "cs": "Jinde"})
    else:
        person = world.helper.person if what == "the staff" else world.oksana.person
        row = Person.objects.get(pk=person.pk)
        row.family_name = "Renamed"
        row.save()
    again = phone.post(CODE, agreeing(page, code))
    assert "was changed since you read it" in again.content.decode()
    assert not Mandate.objects.live().exists()
    phone.post(CODE, agreeing(again, code))
    assert Mandate.objects.live().count() == 1


def test_only_the_page_that_was_drawn_last_gives_it(
    offered: tuple[Mandate, str], phone: Client
) -> None:
    first = phone.post(CODE, {"code": offered[1]})
    phone.post(CODE.replace("/en/", "/uk/"), {"code": offered[1]})
    phone.post(CODE, agreeing(first, offered[1]))
    assert not Mandate.objects.live().exists()


def test_the_action_itself_asks_what_was_read(offered: tuple[Mandate, str], world: World) -> None:
    shown = actions.offered_with(offered[1], language="uk", actor=world.applicant)
    other = actions.offered_with(offered[1], language="vi", actor=world.applicant)
    read = type(shown.read)("vi", shown.read.digest)
    with pytest.raises(actions.NotAsRead):
        actions.give_by_code(offered[1], read=read, actor=world.applicant)
    assert actions.give_by_code(offered[1], read=other.read, actor=world.applicant).is_live()


def test_the_person_sees_the_digest_and_has_the_copy_again_also_when_it_is_over(
    world: World, mandate: Mandate, phone: Client
) -> None:
    url = reverse("support_centre:consent_paper", args=[mandate.pk])
    for _before_and_after in range(2):
        page = phone.get(reverse("support_centre:consents")).content.decode()
        assert mandate.digest_shown in page
        assert url in page
        copy = b"".join(phone.get(url).streaming_content)
        assert hashlib.sha256(copy).hexdigest() == mandate.digest_shown
        actions.revoke(mandate, actor=world.applicant)
    assert signed_in(world.stranger).get(url).status_code == 404


def test_the_desk_has_it_while_it_lives(world: World, mandate: Mandate, desk: Client) -> None:
    page = reverse("support_centre:mandate", args=[mandate.pk])
    url = reverse("support_centre:mandate_paper", args=[mandate.pk])
    assert mandate.digest_shown in desk.get(page).content.decode()
    assert desk.get(url).status_code == 200
    elsewhere = UserFactory(roles=["helper"], office="KPC")  # not named in it
    assert signed_in(elsewhere).get(url).status_code == 404
    actions.revoke(mandate, actor=world.applicant)
    assert desk.get(url).status_code == 302


def test_a_guardian_has_the_copy_that_is_sealed_for_the_child(world: World, helper: Actor) -> None:
    child = ward(world)
    visit = identified(world, helper, YUSUF)
    _offered, code = actions.offer(visit, BY_PARENT, actor=helper)
    given = agreed(code, actor=Actor.for_user(world.amira), language="ar")
    assert given.document is not None
    assert given.document.person == child
    url = reverse("support_centre:consent_paper", args=[given.pk])
    assert signed_in(world.amira).get(url).status_code == 200
    assert "AmiraHaddad" in letters(words_in(copy_of(given)))


def test_the_database_keeps_it(world: World, mandate: Mandate) -> None:
    assert mandate.document is not None
    rows = Mandate.objects.filter(pk=mandate.pk)
    refused(lambda: remove(mandate.document, actor=SYSTEM))
    refused(lambda: rows.update(digest=b"\0" * 32))
    refused(lambda: rows.update(read_in="vi"))


@pytest.mark.parametrize("of", ["nobody", "a stranger", "the helper", "an officer"])
def test_the_database_wants_a_copy_that_the_person_sealed(
    offered: tuple[Mandate, str], world: World, helper: Actor, of: str
) -> None:
    given = {"given_at": offered[0].offered_at, "given_how": "device"}
    given |= {"read_in": "uk", "digest": b"\0" * 32}
    document = None
    if of != "nobody":
        document = world.new_document()
        changed = {
            "a stranger": {"person": world.stranger.person},
            "the helper": {"created_by": world.helper.pk},
            "an officer": {"created_by": world.novotna.pk},
        }
        type(document).objects.filter(pk=document.pk).update(**changed[of])
    rows = Mandate.objects.filter(pk=offered[0].pk)
    refused(lambda: rows.update(**given, document=document))


def test_the_database_wants_a_copy_that_who_acts_for_the_child_sealed(
    world: World, helper: Actor
) -> None:
    child, amira = ward(world), Actor.for_user(world.amira)
    mandate, _code = actions.offer(identified(world, helper, YUSUF), BY_PARENT, actor=helper)
    given = {"person": child, "sealed_for": child.pk, "given_at": timezone.now()}
    given |= {"given_how": "device", "read_in": "uk", "digest": b"\0" * 32}
    made = store(io.BytesIO(jpeg()), owner=child, name="copy.jpg", actor=amira)
    given["document"] = made
    rows = Mandate.objects.filter(pk=mandate.pk)
    files = type(made).objects.filter(pk=made.pk)
    files.update(created_by=world.oksana.pk)
    refused(lambda: rows.update(**given))
    files.update(created_by=world.amira.pk)
    before = Guardianship.objects.get(ward=child).since - timedelta(seconds=1)
    refused(lambda: rows.update(**{**given, "given_at": before}))
    assert rows.update(**given) == 1


def test_the_database_takes_no_mandate_that_was_never_offered(world: World, helper: Actor) -> None:
    offered = {"centre": world.centre, "services": ["file"], "text_version": 2, "language": "uk"}
    offered |= {"offered_by": world.helper, "until": timezone.now() + timedelta(days=7)}
    offered |= {"person": world.oksana.person, "sealed_for": world.oksana.person.pk}
    assert Mandate.objects.create(**offered).given_at is None
    given = {"given_at": timezone.now(), "document": world.new_document()}
    agreed_to = {"given_how": "device", "read_in": "uk", "digest": b"\0" * 32}
    refused(lambda: Mandate.objects.create(**offered, **given, **agreed_to))
    refused(lambda: Mandate.objects.create(**offered, **given, given_how="paper"))
