"""Three questions, asked once, answered by nobody whom anybody could find."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from audit.models import Event
from cases.actions import withdraw
from support_centre import actions
from support_centre.models import Channel, Feedback, FeedbackStamp, Visit
from tests.factories import signed_in
from tests.support_centre.visitor import numbered
from tests.world import World

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"')
GOOD = {"clear": "5", "manner": "4", "again": "5", "words": "Стілець"}


def test_from_the_end_of_the_visit_to_the_visitors_language(done: Visit, desk: Client):
    page = desk.get(f"/en/centre/visit/{done.pk}/").content.decode()
    assert f"/en/centre/visit/{done.pk}/feedback/" in page
    answer = desk.get(f"/en/centre/visit/{done.pk}/feedback/")
    assert answer.headers["Location"].startswith("/uk/centre/feedback/")
    page = desk.get(answer.headers["Location"]).content.decode()
    assert 'lang="uk"' in page
    assert "Horov" not in page
    assert "Kovalenko" not in page


def test_a_visit_that_goes_on_is_not_judged_yet(world: World, desk: Client):
    answer = desk.get(f"/en/centre/visit/{world.visit.pk}/feedback/")
    assert answer.headers["Location"] == f"/en/centre/visit/{world.visit.pk}/"


def test_answered_once(done: Visit, desk: Client):
    address = desk.get(f"/en/centre/visit/{done.pk}/feedback/").headers["Location"]
    visitor = Client()
    visitor.post(address, GOOD)
    visitor.post(address, GOOD | {"clear": "1"})
    row = Feedback.objects.get()
    assert (row.clear, row.manner, row.again, row.words) == (5, 4, 5, "Стілець")
    assert (row.channel, row.language, row.centre) == (Channel.VISIT, "uk", done.centre)


def test_nobody_is_told_whether_a_visitor_has_answered(done: Visit, desk: Client):
    """The helper knows the address of the questions, and asks it before and after."""

    def seen(address: str) -> list[tuple[int, str]]:
        pages = [desk.get(address), desk.post(address, {"clear": "2"}), desk.post(address, GOOD)]
        return [(page.status_code, TOKEN.sub("", page.content.decode())) for page in pages]

    address = desk.get(f"/en/centre/visit/{done.pk}/feedback/").headers["Location"]
    before = seen(address)  # the last of it answers
    assert seen(address) == before
    assert desk.get(f"/en/centre/visit/{done.pk}/feedback/").status_code == 302


def test_visits_that_are_made_up_are_not_asked(world: World, helper: Actor, desk: Client):
    """Four of them would lift the answer of one visitor over the fewest that are shown."""
    for serve, person in ((True, None), (False, world.oksana.person)):
        each = actions.open_visit(
            world.centre, language="uk", reason="advice", actor=helper, serve_now=serve
        )
        Visit.objects.filter(pk=each.pk).update(person=person)
        each = actions.end_visit(each, done=[], actor=helper)
        assert actions.after_visit(each) is None
        page = desk.get(f"/en/centre/visit/{each.pk}/").content.decode()
        assert "Back to the desk" in page
        assert "three questions" not in page


def test_what_was_typed_stays_when_something_is_missing(done: Visit, desk: Client):
    address = desk.get(f"/en/centre/visit/{done.pk}/feedback/").headers["Location"]
    address = address.replace("/uk/", "/en/")
    page = Client().post(address, {"clear": "2", "words": "Ще один стілець"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Choose one of the five answers." in text
    assert "Ще один стілець" in text
    assert text.count("checked") == 1
    assert not Feedback.objects.exists()


@pytest.mark.parametrize("clear", ["0", "6", "five", "-1"])
def test_from_one_to_five(done: Visit, desk: Client, clear: str):
    address = desk.get(f"/en/centre/visit/{done.pk}/feedback/").headers["Location"]
    assert Client().post(address, GOOD | {"clear": clear}).status_code == 422


def test_a_made_up_or_old_address_leads_nowhere(done: Visit):
    assert Client().get("/en/centre/feedback/nothing/").status_code == 404
    invitation = actions.after_visit(done)
    assert invitation is not None
    with pytest.raises(actions.Over):
        actions.invited(invitation.token, now=timezone.now() + timedelta(days=2))
    assert actions.invited(invitation.token) == invitation


def test_online_after_sending_and_after_the_end(world: World, phone: Client):
    case = world.case
    card = phone.get(f"/en/centre/feedback/case/{case.pk}/").content.decode()
    address = card.split('href="')[1].split('"')[0]
    assert "Was it easy?" in phone.get(address).content.decode()
    phone.post(address, GOOD)
    assert phone.get(f"/en/centre/feedback/case/{case.pk}/").content == b""
    withdraw(case, actor=world.applicant)
    assert b"feedback" in phone.get(f"/en/centre/feedback/case/{case.pk}/").content
    assert Feedback.objects.get().channel == Channel.SUBMISSION
    assert Feedback.objects.get().permit == case.permit_type.code


def test_pages_have_a_place_for_the_card(world: World, phone: Client):
    case = world.case
    place = f"/centre/feedback/case/{case.pk}/"
    assert place in phone.get(f"/en/draft/{case.origin}/receipt/").content.decode()
    assert place not in phone.get(f"/en/case/{case.pk}/").content.decode()
    withdraw(case, actor=world.applicant)
    assert place in phone.get(f"/en/case/{case.pk}/").content.decode()


def test_a_case_of_long_ago_is_not_asked_about(world: World):
    assert actions.online(world.case, "uk", now=timezone.now() + timedelta(days=40)) is None


def test_a_helper_does_not_answer_for_the_person(world: World, session: object, desk: Client):
    card = desk.get(f"/en/centre/feedback/case/{world.case.pk}/")
    assert (card.status_code, card.content) == (200, b"")


def test_a_strangers_case_is_not_asked_about(world: World):
    client = signed_in(world.stranger)
    assert client.get(f"/en/centre/feedback/case/{world.case.pk}/").status_code == 404


# -- nobody is found by it


def test_the_row_has_no_column_for_anybody_or_an_exact_time():
    columns = {field.attname for field in Feedback._meta.concrete_fields}
    assert columns == {
        "id", "sealed_for", "day", "hour", "channel", "centre_id", "language", "permit",
        "clear", "manner", "again", "words",
    }  # fmt: skip
    assert {field.attname for field in FeedbackStamp._meta.concrete_fields} == {"digest", "until"}


def test_nothing_goes_into_the_log(world: World, helper: Actor):
    (invitation,) = numbered(world, helper, 1)
    before = Event.objects.count()
    actions.give_feedback(invitation, clear=1, manner=1, again=1)
    assert Event.objects.count() == before


def order_on_disk(table: str, column: str) -> list[object]:
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY {place}")
        return [row[0] for row in cursor.fetchall()]


def test_neither_ids_nor_the_order_on_disk_tell_who_came_first(world: World, helper: Actor):
    """Eight answers, told apart by their scores; by chance they stand in order once in 40,000."""
    moment = timezone.now()
    given = [(a, b, 3) for a in (1, 2) for b in (1, 2, 3, 4)]
    ids = set()
    for invitation, (clear, manner, again) in zip(numbered(world, helper, 8), given, strict=True):
        actions.give_feedback(invitation, clear=clear, manner=manner, again=again, now=moment)
        ids |= set(Feedback.objects.values_list("pk", flat=True))
    assert len(ids) > 8  # each answer was written anew beside the next one
    stored = order_on_disk("support_centre_feedback", "clear * 10 + manner")
    assert sorted(stored) == [a * 10 + b for a, b, _c in given]
    assert stored != sorted(stored)
    by_id = Feedback.objects.order_by("pk").values_list("clear", "manner")
    assert [a * 10 + b for a, b in by_id] != sorted(stored)


def test_stamps_do_not_stand_in_the_order_of_people(world: World, helper: Actor):
    invitations = list(numbered(world, helper, 8))
    for invitation in invitations:
        actions.give_feedback(invitation, clear=3, manner=3, again=3)
    stored = [
        bytes(value).hex() for value in order_on_disk("support_centre_feedbackstamp", "digest")
    ]
    assert sorted(stored) == sorted(each.stamp for each in invitations)
    assert stored != [each.stamp for each in invitations]


def test_the_stamp_is_not_in_the_answer_and_cannot_be_computed_from_ids(done: Visit):
    invitation = actions.after_visit(done)
    assert invitation is not None
    plain = hashlib.sha256(f"visit:{done.pk}".encode()).hexdigest()
    assert invitation.stamp != plain


def test_stamps_go_when_they_are_needed_no_longer(world: World, helper: Actor):
    FeedbackStamp.objects.create(digest=b"x" * 32, until=timezone.localdate() - timedelta(days=1))
    (invitation,) = numbered(world, helper, 1)
    actions.give_feedback(invitation, clear=3, manner=3, again=3)
    assert FeedbackStamp.objects.count() == 1


def test_words_are_sealed(done: Visit):
    invitation = actions.after_visit(done)
    assert invitation is not None
    actions.give_feedback(invitation, clear=3, manner=3, again=3, words="needle in the hay")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM support_centre_feedback")
        assert b"needle" not in bytes(cursor.fetchone()[0])


def test_practice_is_not_judged_and_not_measured(world: World, helper: Actor):
    centre = actions.practice_centre("cz", actor=helper)
    visit = actions.open_visit(centre, language="uk", reason="file", actor=helper, serve_now=True)
    ended = actions.end_visit(visit, done=[], actor=helper)
    ended.centre = centre
    assert actions.after_visit(ended) is None
    with pytest.raises(IntegrityError, match="not measured"), transaction.atomic():
        Feedback.objects.create(
            day=visit.day, hour=9, channel="visit", centre=centre, language="uk",
            clear=3, manner=3, again=3,
        )  # fmt: skip
