"""Supervisors see a sample, and what is unusual; opening one is itself recorded."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Person, User
from applicants import actions as applying
from audit.models import Event
from cases.models import Case
from support_centre import actions, invented
from support_centre.models import AssistedSession, Centre, LookedInto
from support_centre.quality import sample, unusual
from tests.applicants.filling import complete_answers
from tests.factories import UserFactory, signed_in
from tests.support_centre.giving import agreed
from tests.support_centre.reading import sent_after_reading
from tests.world import PERMIT, World
from vault import tokens

PRAGUE = ZoneInfo("Europe/Prague")
MONDAY_NOON = datetime(2026, 5, 11, 13, 0, tzinfo=PRAGUE)


@pytest.fixture
def boss(world: World) -> Client:
    _ = world.centre
    return signed_in(world.supervisor)


def sessions_of(world: World, count: int, at: datetime) -> list[AssistedSession]:
    """Oksana came so many times."""
    actor = Actor.for_user(world.helper)
    mandate = world.mandate
    found = []
    for number in range(count):
        moment = at + timedelta(minutes=number * 10)
        begun = actions.start(mandate, visit=None, actor=actor, now=moment)
        found.append(actions.end(begun, actor=actor, now=moment + timedelta(minutes=5)))
    return found


def people(count: int) -> list[User]:
    return [UserFactory(username=f"visitor.{number}") for number in range(count)]


def filed_with(world: World, user: User, *, contact: dict[str, str], now: datetime) -> Case:
    """The helper files for this person, with these contacts among the answers."""
    helper = Actor.for_user(world.helper)
    visit = actions.open_visit(world.centre, language="uk", reason="file", actor=helper)
    asked = actions.Asked(("file",), 30, "uk")
    _offered, code = actions.offer(visit, asked, actor=helper)
    given = agreed(code, actor=Actor.for_user(user))
    session = actions.start(given, visit=visit, actor=helper)
    acting = helper.assisting(user.person.pk, permissions=frozenset({"draft.write", "case.follow"}))
    draft = applying.begin(
        world.permit, person=user.person, actor=acting, place="office", language="uk"
    )
    answers = complete_answers(PERMIT)
    number = user.username.rpartition(".")[2]
    answers["contact"] = {"email": f"p{number}@example.org", "phone": f"+42060100000{number}"}
    answers["contact"] |= contact
    answers["stay"]["address_here"] |= {"number": f"{number}0"}
    draft.answers = answers
    draft.save()
    case = sent_after_reading(draft, session=session, actor=acting, now=now)
    actions.end(session, actor=helper)
    return case


# -- the sample


def test_at_least_three_of_a_week_and_the_same_ones_all_day(world: World):
    sessions_of(world, 9, timezone.now() - timedelta(days=2))
    day = world.centre.today()
    centres = list(Centre.objects.all())
    drawn = sample.drawn(centres, day, PRAGUE)
    assert len(set(drawn)) == 3
    assert sample.drawn(centres, day, PRAGUE) == drawn


def test_one_in_twenty_when_there_are_many(world: World):
    sessions_of(world, 81, timezone.now() - timedelta(days=3))
    drawn = sample.drawn(Centre.objects.all(), world.centre.today(), PRAGUE)
    assert len(drawn) == 5


def test_another_day_draws_others(world: World):
    sessions_of(world, 30, timezone.now() - timedelta(days=2, hours=5))
    day = world.centre.today()
    draws = {
        tuple(sample.drawn(Centre.objects.all(), day + timedelta(days=n), PRAGUE)) for n in range(3)
    }
    assert len(draws) == 3


def test_neither_today_nor_practice_is_drawn(world: World, helper: Actor):
    sessions_of(world, 1, timezone.now())
    assert sample.drawn(Centre.objects.all(), world.centre.today(), PRAGUE) == []
    centre = actions.practice_centre("cz", actor=helper)
    assert sample.drawn([centre], world.centre.today(), PRAGUE) == []


def test_opening_one_says_what_was_done_and_is_recorded_for_the_person(
    world: World, boss: Client, desk: Client, phone: Client
):
    desk.post(f"/en/centre/mandate/{world.mandate.pk}/session/")
    session = AssistedSession.objects.get()
    draft = world.new_draft()
    desk.get(f"/en/draft/{draft.pk}/form/person/")
    for text in ("Petrenko", "Petrenko-Koval"):
        desk.post(f"/en/draft/{draft.pk}/form/person/save/", {"name.family": text, "_was": "{}"})
    actions.end(session, actor=Actor.for_user(world.helper))
    _make_past(session)
    page = boss.get(f"/en/centre/quality/sessions/{session.pk}/")
    text = page.content.decode()
    assert "Wrote in the application" in text
    assert "× 2" in text
    assert "Alena Horová" in text
    assert "Petrenko" not in text
    assert "Kovalenko" not in text
    event = Event.objects.get(name="support_centre.reviewed_session")
    assert event.user_id == world.supervisor.pk
    assert event.subjects.get().subject_id == world.oksana.person.pk
    assert "Checked how you were helped" in phone.get("/en/looks/").content.decode()


def _make_past(session: AssistedSession) -> None:
    """A session of today is not drawn: let it be one of a closed hour, which is listed."""
    Centre.objects.update(hours="Mo 03:00-03:01")
    session.refresh_from_db()


def test_what_is_in_no_list_cannot_be_opened(world: World, boss: Client):
    Centre.objects.filter(pk=world.centre.pk).update(hours="")
    (session,) = sessions_of(world, 1, timezone.now())
    assert boss.get(f"/en/centre/quality/sessions/{session.pk}/").status_code == 404
    assert not Event.objects.filter(name="support_centre.reviewed_session").exists()


# -- what is unusual


def test_one_telephone_for_three_people_is_noticed_by_its_hash(world: World):
    now = timezone.now()
    for user in people(3):
        filed_with(world, user, contact={"phone": "+420777123456"}, now=now)
    found = [each for each in unusual.findings(Centre.objects.all()) if "contact:" in each.key]
    assert len(found) == 1
    assert "3 different people were filed for with the same telephone number" in found[0].why
    assert len(found[0].sessions) == 3
    assert "777123456" not in str(found)


def test_two_are_a_family_and_no_finding(world: World):
    for user in people(2):
        filed_with(world, user, contact={"phone": "+420777123456"}, now=timezone.now())
    assert not [each for each in unusual.findings(Centre.objects.all()) if "contact:" in each.key]


def test_an_e_mail_address_is_the_same_however_it_is_spelt(world: World):
    for user, spelt in zip(people(3), ("a@B.cz", "A@b.cz", " a@b.CZ"), strict=True):
        filed_with(world, user, contact={"email": spelt}, now=timezone.now())
    found = unusual.findings(Centre.objects.all())
    assert [each.key.split(":")[2] for each in found if "contact:" in each.key] == ["email"]


def test_contacts_are_kept_as_hashes_that_go_with_the_person(world: World):
    (user,) = people(1)
    filed_with(world, user, contact={"phone": "+420777123456"}, now=timezone.now())
    assert list(tokens.subjects_with("phone", "+420 777 123 456")) == [user.person.pk]
    from vault import keys  # noqa: PLC0415

    keys.erase(user.person.pk)
    assert list(tokens.subjects_with("phone", "+420777123456")) == []


def test_more_than_four_filings_in_an_hour(world: World):
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
    users = people(5)
    for number, user in enumerate(users):
        if number == 4:
            assert not [f for f in unusual.findings(Centre.objects.all()) if "hour:" in f.key]
        filed_with(world, user, contact={}, now=hour + timedelta(minutes=10 * number))
    found = [each for each in unusual.findings(Centre.objects.all()) if "hour:" in each.key]
    assert len(found) == 1
    assert "5 applications were filed in the hour from" in found[0].why


def test_sessions_when_the_centre_is_closed(world: World):
    # open on Mondays and Wednesdays from noon to six, as ``world.centre`` has it
    inside, outside = MONDAY_NOON, MONDAY_NOON + timedelta(hours=8)
    sessions_of(world, 1, inside)
    (late,) = sessions_of(world, 1, outside)
    found = unusual.findings(Centre.objects.all(), now=MONDAY_NOON + timedelta(days=1))
    assert [each.key for each in found] == [f"closed:{late.pk}"]
    assert "when Centre on the Square was closed" in found[0].why


def test_a_day_of_other_hours_counts(world: World):
    (session,) = sessions_of(world, 1, MONDAY_NOON)
    world.centre.closed_days.create(day=date(2026, 5, 11), hours="")
    found = unusual.findings(Centre.objects.all(), now=MONDAY_NOON + timedelta(days=1))
    assert [each.key for each in found] == [f"closed:{session.pk}"]


def test_mandates_on_paper_only(world: World, helper: Actor):
    from documents.actions import store_bytes  # noqa: PLC0415
    from documents.models import Kind  # noqa: PLC0415
    from tests.documents.samples import jpeg  # noqa: PLC0415

    for _each in range(5):
        assert not [f for f in unusual.findings(Centre.objects.all()) if "paper:" in f.key]
        offered, _code = actions.offer(world.visit, actions.Asked(("file",), 7, "uk"), actor=helper)
        scan = store_bytes(
            jpeg(), owner=world.oksana.person, name="m.jpg", media_type="image/jpeg",
            actor=helper, kind=Kind.MANDATE,
        )  # fmt: skip
        actions.give_signed(offered, scan, how="paper", actor=helper)
    found = [each for each in unusual.findings(Centre.objects.all()) if "paper:" in each.key]
    assert len(found) == 1
    assert "All 5 mandates of the last thirty days were signed on paper" in found[0].why
    assert world.new_mandate().given_how == "device"
    assert not [f for f in unusual.findings(Centre.objects.all()) if "paper:" in f.key]


def test_practice_is_never_unusual(world: World, helper: Actor):
    centre = actions.practice_centre("cz", actor=helper)
    Centre.objects.filter(pk=centre.pk).update(hours="Mo 03:00-03:01")
    practising = Actor.for_user(world.helper)
    visit = actions.let_in(centre, invented.BY_CODE["halyna"], actor=practising)
    assert visit.pk
    assert Person.objects.filter(practice=True).count() == 0
    assert unusual.findings(Centre.objects.all()) == []


# -- looked into


def shut(world: World) -> str:
    Centre.objects.update(hours="Mo 03:00-03:01")
    (session,) = sessions_of(world, 1, timezone.now() - timedelta(days=1))
    return f"closed:{session.pk}"


def test_a_note_is_kept_sealed_and_for_ever(world: World, boss: Client):
    key = shut(world)
    assert "I looked into it" in boss.get("/en/centre/quality/sessions/").content.decode()
    page = boss.post(
        "/en/centre/quality/sessions/looked/",
        {"finding": key, "note": "An evening for working people."},
        follow=True,
    )
    assert "An evening for working people." in page.content.decode()
    row = LookedInto.objects.get()
    assert (row.finding, row.by) == (key, world.supervisor)
    with pytest.raises(IntegrityError, match="never removed"), transaction.atomic():
        row.delete()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        LookedInto.objects.update(finding="x")


def test_an_empty_note_is_refused_at_its_place(world: World, boss: Client):
    key = shut(world)
    page = boss.post("/en/centre/quality/sessions/looked/", {"finding": key, "note": " "})
    assert page.status_code == 422
    assert "Write what you found." in page.content.decode()
    assert not LookedInto.objects.exists()


def test_only_what_is_listed_is_looked_into(world: World, boss: Client):
    page = boss.post(
        "/en/centre/quality/sessions/looked/", {"finding": "closed:x", "note": "n"}, follow=True
    )
    assert "This is no longer in the list." in page.content.decode()
    assert not LookedInto.objects.exists()


def test_every_finding_has_its_own_field(world: World, boss: Client):
    shut(world)
    sessions_of(world, 1, timezone.now() - timedelta(days=1, hours=2))
    page = boss.get("/en/centre/quality/sessions/").content.decode()
    ids = re.findall(r'<textarea[^>]* id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 2
