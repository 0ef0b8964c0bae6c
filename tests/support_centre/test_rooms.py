"""Rooms of a centre: where a visit is held, and who is told."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM, Actor
from audit.models import Event
from permits.actions import load_catalogue
from permits.loading import BadPack
from permits.packs import load_pack
from support_centre import actions
from support_centre.loading import read
from support_centre.models import Centre, Mandate, Room, Visit
from tests.factories import signed_in
from tests.world import World

NAMES = {"en": "Room 2", "cs": "Místnost 2", "uk": "Кабінет 2"}


@pytest.fixture
def room(world: World) -> Room:
    centre = world.centre
    Room.objects.create(centre=centre, code="1", name={"en": "Hall"}, step_free=True)
    return Room.objects.create(centre=centre, code="2", name=NAMES, private=True)


def opened(world: World, actor: Actor, room: Room | None = None, *, serve: bool = False) -> Visit:
    return actions.open_visit(
        world.centre, language="uk", reason="file", actor=actor, room=room, serve_now=serve
    )


def test_it_is_chosen_when_the_visit_is_opened(world: World, desk: Client, room: Room) -> None:
    page = desk.get(reverse("support_centre:desk")).content.decode()
    assert "Room 2 · private" in page
    assert "Hall · without steps" in page
    sent = {"language": "uk", "reason": "file", "room": "2"}
    assert desk.post(reverse("support_centre:visit_new"), sent).status_code == 302
    assert Visit.objects.get().room == room
    waiting, _rest = desk.get(reverse("support_centre:desk")).content.decode().split("With you now")
    assert "Room 2" in waiting


def test_it_is_not_asked_where_none_is_known(world: World, desk: Client) -> None:
    assert 'name="room"' not in desk.get(reverse("support_centre:desk")).content.decode()
    sent = {"language": "uk", "reason": "file", "room": "2"}
    assert desk.post(reverse("support_centre:visit_new"), sent).status_code == 302
    assert Visit.objects.get().room is None


def test_it_changes_and_leaves_its_event(
    world: World, desk: Client, helper: Actor, room: Room
) -> None:
    visit = opened(world, helper, room, serve=True)
    address = reverse("support_centre:room", args=[visit.pk])
    for code in ("1", "1", ""):
        assert desk.post(address, {"room": code}).status_code == 302
    assert Visit.objects.get().room is None
    assert Event.objects.filter(name="support_centre.moved_visit").count() == 2
    desk.post(address, {"room": "9"})
    actions.end_visit(visit, done=[], actor=helper)
    desk.post(address, {"room": "1"})
    assert Visit.objects.get().room is None


def test_a_room_of_another_centre_is_refused_also_by_sql(
    world: World, helper: Actor, room: Room
) -> None:
    other = Centre.objects.create(pack="cz", code="ELSE", name={"en": "Elsewhere"})
    foreign = Room.objects.create(centre=other, code="2", name=NAMES)
    visit = opened(world, helper)
    with pytest.raises(ValueError, match="2"):
        actions.move(visit, room=foreign, actor=helper)
    with pytest.raises(ValueError, match="2"):
        opened(world, helper, foreign)
    with pytest.raises(DatabaseError, match="own centre"), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(room=foreign)


def test_a_room_that_is_no_more_leaves_its_visits(world: World, helper: Actor, room: Room) -> None:
    visit = opened(world, helper, room)
    actions.delete_entry(room, actor=SYSTEM)
    visit.refresh_from_db()
    assert visit.room is None


def test_the_visitors_screen_tells_each_number_where_to_go(
    world: World, desk: Client, helper: Actor, room: Room
) -> None:
    waiting, served = opened(world, helper, room), opened(world, helper, room, serve=True)
    nowhere = opened(world, helper)
    yesterday = opened(world, helper, room)
    day = yesterday.day - timedelta(days=1)
    Visit.objects.filter(pk=yesterday.pk).update(day=day, number=99)
    page = desk.get(reverse("support_centre:turned"))
    called = page.context["screen"].called
    assert [visit.number for visit in called] == [waiting.number, served.number]
    assert nowhere not in called
    assert "Кабінет 2" in page.content.decode()  # in the visitor's language
    again = {"If-None-Match": page.headers["ETag"]}
    now = reverse("support_centre:turned_now")
    assert desk.get(now, headers=again).status_code == 304
    actions.serve(waiting, actor=helper)
    assert desk.get(now, headers=again).status_code == 200


def test_while_somebody_is_assisted_nobody_else_is_called(
    world: World, desk: Client, helper: Actor, room: Room, mandate: Mandate
) -> None:
    opened(world, helper, room)
    assert desk.post(f"/en/centre/mandate/{mandate.pk}/session/").status_code == 302
    assert desk.get(reverse("support_centre:turned")).context["screen"].called == ()


def test_the_second_helper_at_a_person_is_told_where_the_first_is(
    world: World, desk: Client, helper: Actor, room: Room
) -> None:
    actions.move(world.visit, room=room, actor=helper)
    mandate = world.mandate
    assert desk.post(f"/en/centre/mandate/{mandate.pk}/session/").status_code == 302
    second = signed_in(world.colleague)
    answer = second.post(f"/en/centre/mandate/{mandate.pk}/session/")
    assert answer.status_code == 409
    assert "Room 2" in answer.content.decode()


def test_the_centres_page_says_what_its_rooms_mean(world: World, room: Room) -> None:
    page = Client().get("/en/centre/KPC/").content.decode()
    assert "Private: nobody overhears" in page
    assert "Without steps: you can come with a wheelchair" in page
    Room.objects.all().delete()
    assert 'id="rooms"' not in Client().get("/en/centre/KPC/").content.decode()


def test_a_pack_brings_its_rooms_and_the_czech_one_knows_none(db: None) -> None:
    for pack in ("cz", "uto"):
        load_catalogue(pack, actor=SYSTEM)
    found = Room.objects.values_list("centre__code", "code", "private", "step_free")
    assert list(found) == [("UTO-HARBOUR", "2", True, False), ("UTO-HARBOUR", "hall", False, True)]
    languages = {code for code, _own in settings.LANGUAGES}
    assert all(set(room.name) == languages for room in Room.objects.all())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code: hall", 'code: "2"', "'2' stands here twice"),
        ("code: hall", "code: the hall", "'code' must be letters, digits and hyphens"),
        ("vi: Sảnh chính, ", "", "'name' is missing in vi"),
        ("step_free: true", "step_free: maybe", "'step_free'"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = tmp_path / "uto"
    shutil.copytree(load_pack("uto").folder, folder)
    text = (folder / "centres.yaml").read_text()
    assert old in text
    (folder / "centres.yaml").write_text(text.replace(old, new, 1))
    with pytest.raises(BadPack) as bad:
        read(folder)
    assert said in str(bad.value)


def test_an_administrator_adds_one_and_deletes_it(world: World) -> None:
    keeper = signed_in(world.administrator, "administrator")
    names = {f"name_{code}": f"Room {code}" for code, _own in settings.LANGUAGES}
    sent = {**names, "centre": str(world.centre.pk), "code": "5", "private": "on"}
    answer = keeper.post("/en/admin/support_centre/room/add/", sent)
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    room = Room.objects.get()
    assert (room.name["vi"], room.private, room.step_free) == ("Room vi", True, False)
    assert keeper.get(f"/en/admin/support_centre/room/{room.pk}/change/").status_code == 200
    gone = f"/en/admin/support_centre/room/{room.pk}/delete/"
    assert keeper.post(gone, {"post": "yes"}).status_code == 302
    assert Event.objects.filter(name__in=_LOGGED).count() == 2


_LOGGED = ("support_centre.edited_room", "support_centre.deleted_room")
