"""What carries no letter goes out on paper too, and no case of somebody on paper is nobody's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts import actions as people
from accounts.actor import SYSTEM, Actor
from audit.models import Event
from cases.actions import open_case
from cases.actions.texts import TEXTS
from cases.letters.rendering import render_letter
from cases.models import Letter
from i18n.languages import LANGUAGES, using
from i18n.retold import retold
from postbox.actions import send
from postbox.models import Message
from support_centre import actions, posting
from support_centre.models import AssistedSession, Centre, PaperMessage
from tests.factories import UserFactory, signed_in
from tests.support_centre.visitor import PASSPORT, Visitor, identified, signed
from tests.world import World

POST = "/en/centre/post/"


@pytest.fixture
def river(world: World) -> Centre:
    """Another centre, with a helper of its own."""
    return Centre.objects.create(pack="cz", code="OLO", name={"en": "Centre by the River"})


def at(centre: Centre) -> Actor:
    return Actor.for_user(UserFactory(roles=["helper"], office=centre.code))


def told(visitor: Visitor, subject: str = "Новина") -> Message:
    return send(
        person=visitor.person,
        language="uk",
        subject=subject,
        body="Перший абзац.\n\nДругий.",
        binding_language="cs",
        binding_subject="Zpráva",
        binding_body="První odstavec.",
        actor=SYSTEM,
    )


def waiting(centre: Centre) -> set[Message]:
    return set(posting.messages_of(centre))


# -- messages


def test_a_message_without_a_letter_waits_at_the_centre_of_the_mandate(
    world: World, visitor: Visitor, river: Centre
) -> None:
    message = told(visitor)
    assert message in waiting(world.centre)
    assert not waiting(river)


def test_what_carries_a_letter_goes_with_the_letter(world: World, visitor: Visitor) -> None:
    render_letter(visitor.case.letters.get().pk)
    carried = Message.objects.get(person=visitor.person, document__isnull=False)
    assert carried not in waiting(world.centre)


def test_nothing_is_printed_for_who_reads_online(world: World, visitor: Visitor) -> None:
    told(visitor)
    _ = world.mandate  # Oksana's own; she signs in
    assert {row.person_id for row in waiting(world.centre)} == {visitor.person.pk}
    people.attach_login(visitor.person, UserFactory(), actor=SYSTEM)
    assert not waiting(world.centre)


def test_a_child_is_read_to_by_whoever_acts_for_it_and_signs_in(
    world: World, visitor: Visitor
) -> None:
    ward = people.add_ward(
        visitor.person, actor=SYSTEM, given_names="A", family_name="B", birth_date="2020-01-01"
    )
    send(person=ward, language="uk", subject="x", body="y", actor=SYSTEM)
    assert ward.pk in {row.person_id for row in waiting(world.centre)}
    people.attach_login(visitor.person, UserFactory(), actor=SYSTEM)
    assert not waiting(world.centre)


def test_the_newest_mandate_says_whose_it_is_and_one_taken_back_does_not(
    world: World, visitor: Visitor, river: Centre, helper: Actor
) -> None:
    message = told(visitor)
    there = at(river)
    visit = actions.open_visit(river, language="uk", reason="letter", actor=there, serve_now=True)
    actions.identify(visit, PASSPORT, method="mrz", actor=there)
    visit.refresh_from_db()
    mandate = signed(visit, there, "explain")
    assert message in waiting(river)
    assert not waiting(world.centre)
    actions.revoke(mandate, actor=there)
    assert message in waiting(world.centre)


def test_after_every_mandate_the_slip_says_it(
    world: World, visitor: Visitor, helper: Actor, code: str
) -> None:
    actions.revoke(visitor.mandate, actor=helper)
    assert told(visitor) in waiting(world.centre)


# -- the pages


def test_an_envelope_is_printed_and_recorded(world: World, desk: Client, visitor: Visitor) -> None:
    first = told(visitor)
    page = desk.get(POST).content.decode()
    assert "Zpráva" in page
    assert "waits for messages on paper" in desk.get("/en/centre/desk/").content.decode()
    pk = visitor.person.pk
    text = text_of(desk.get(reverse("support_centre:paper_messages", args=[pk])).content)
    for words in ("První odstavec.", "Перший абзац.", "Другий."):
        assert words in text, words
    assert Event.objects.filter(name="support_centre.read_messages").exists()
    sheet = desk.get(reverse("support_centre:paper_messages_address", args=[pk])).content
    text = text_of(sheet)
    for line in posting.address_of(visitor.case.answers):
        assert line in text
    address = reverse("support_centre:paper_messages_sent", args=[pk])
    last = str(desk.get(address).context["form"]["last"].value())
    later = told(visitor, "Пізніше")  # came while it was being printed
    form = {"on": timezone.localdate().isoformat(), "how": "posted", "last": last}
    early = {**form, "on": (timezone.localdate() + timedelta(days=2)).isoformat()}
    assert desk.post(address, early).status_code == 422
    assert desk.post(address, form).status_code == 302
    assert first not in waiting(world.centre)
    assert waiting(world.centre) == {later}
    event = Event.objects.get(name="support_centre.sent_on_paper")
    assert event.user_id == world.helper.pk


def text_of(pdf: bytes) -> str:
    import pypdfium2  # noqa: PLC0415

    return " ".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(pdf))


def test_staff_read_what_it_is_about_in_their_own_language(
    world: World, desk: Client, visitor: Visitor
) -> None:
    for each in Message.objects.filter(person=visitor.person, document=None):
        assert each.binding_subject, "the world's own messages have a binding text"
    with using("uk"):
        subject = str(TEXTS["card_ready"].subject)
    with using("cs"):
        binding = str(TEXTS["card_ready"].subject)
    send(person=visitor.person, language="uk", subject=subject, body="…", actor=SYSTEM)
    for page in (POST, reverse("support_centre:paper_messages_sent", args=[visitor.person.pk])):
        shown = desk.get(page).content.decode()
        assert '<bdi lang="en">Your residence card is ready</bdi>' in shown
        assert subject not in shown
    address = reverse("support_centre:paper_messages", args=[visitor.person.pk])
    printed = text_of(desk.get(address).content)
    for words in (subject, binding, "Tato zpráva nemá závazné znění."):
        assert words in printed, words


def test_every_subject_is_found_again_in_every_language() -> None:
    for text in TEXTS.values():
        for language in LANGUAGES:
            with using(language):
                kept = str(text.subject)
            with using("uk"):
                assert retold(kept, language) == str(text.subject)
    assert retold("napsal člověk", "cs") is None


def test_it_goes_out_once(world: World, visitor: Visitor, helper: Actor) -> None:
    message = told(visitor)
    today = timezone.localdate()
    sent = {"centre": world.centre, "how": "desk", "on": today, "actor": helper}
    assert actions.send_on_paper(visitor.person, [message], **sent) == 1
    assert actions.send_on_paper(visitor.person, [message], **sent) == 0
    for change in (lambda rows: rows.delete(), lambda rows: rows.update(how="posted")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(PaperMessage.objects.all())


def test_another_centre_finds_none_of_it(visitor: Visitor, river: Centre) -> None:
    told(visitor)
    other = signed_in(UserFactory(roles=["helper"], office=river.code))
    assert "Zpráva" not in other.get(POST).content.decode()
    for name in ("paper_messages", "paper_messages_address", "paper_messages_sent"):
        address = reverse(f"support_centre:{name}", args=[visitor.person.pk])
        assert other.get(address).status_code == 404


def test_the_list_costs_the_same_for_more(
    desk: Client, visitor: Visitor, world: World, helper: Actor
) -> None:
    told(visitor)
    desk.get(POST)
    with CaptureQueriesContext(connection) as one:
        desk.get(POST)
    told(visitor)
    with CaptureQueriesContext(connection) as two:
        desk.get(POST)
    assert len(two) == len(one)


# -- cases that were filed at no desk


def test_a_case_filed_at_no_desk_is_with_the_centre_of_the_mandate(
    world: World, helper: Actor, river: Centre
) -> None:
    """Filed by the office, say: the person has nothing but paper, and a mandate here."""
    visit = identified(world, helper)
    mandate = signed(visit, helper)
    draft = world.new_draft()
    assert visit.person is not None
    case = open_case(
        origin=uuid4(),
        person=visit.person,
        filed_by=visit.person,
        permit_type=world.permit,
        answers=draft.answers,
        schema_version=draft.schema_version,
        language="uk",
        actor=SYSTEM,
    )
    letter = Letter.objects.get(case=case)
    render_letter(letter.pk)
    assert not AssistedSession.objects.exists()
    assert [row.letter_id for row in posting.letters_of(world.centre)] == [letter.pk]
    assert not posting.letters_of(river)
    actions.revoke(mandate, actor=helper)
    assert not posting.letters_of(world.centre)


def test_a_case_filed_at_a_desk_stays_there_whoever_holds_the_mandate(
    world: World, visitor: Visitor, river: Centre
) -> None:
    render_letter(visitor.case.letters.get().pk)
    there = at(river)
    visit = actions.open_visit(river, language="uk", reason="letter", actor=there, serve_now=True)
    actions.identify(visit, PASSPORT, method="mrz", actor=there)
    visit.refresh_from_db()
    signed(visit, there, "explain")
    assert posting.letters_of(world.centre).count() == 1
    assert not posting.letters_of(river)
