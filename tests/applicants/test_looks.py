"""Who looked: pictures that come with a file are part of opening it, documents are counted."""

import pytest
from django.test import Client
from django.urls import reverse

from applicants.following.looks import looks_at
from audit.models import Event
from tests.factories import signed_in
from tests.world import World


@pytest.fixture
def desk(world: World) -> Client:
    return signed_in(world.novotna)


def address(world: World, name: str, *more: int) -> str:
    return reverse(name, args=[world.case.pk, world.case_document.pk, *more])


def said(world: World) -> list[str]:
    return [str(look.what) for look in looks_at(world.applicant)]


def test_the_small_pictures_of_a_file_are_recorded_and_not_told_apart(
    world: World, desk: Client
) -> None:
    page = desk.get(reverse("cases:case", args=[world.case.pk])).content.decode()
    small = address(world, "cases:document_picture")
    assert f'<img src="{small}"' in page
    for _time in range(3):
        assert desk.get(small).status_code == 200
    assert Event.objects.filter(name="documents.saw_thumbnail").count() == 3
    assert said(world) == ["Opened the file of a case"]


def test_a_document_is_counted_once_however_often_its_pages_are_turned(
    world: World, desk: Client
) -> None:
    for _time in range(3):
        assert desk.get(address(world, "cases:document_page", 1)).status_code == 200
    assert desk.get(address(world, "cases:document")).status_code == 200
    assert Event.objects.filter(name="documents.read_page").count() == 3
    assert said(world) == ["Opened 1 of your documents"]


def test_no_two_lines_of_one_officer_and_day_read_the_same(world: World, desk: Client) -> None:
    desk.get(reverse("cases:case", args=[world.case.pk]))
    desk.get(reverse("cases:act", args=[world.case.pk, "note"]))
    desk.get(address(world, "cases:document_page", 1))
    lines = said(world)
    assert len(lines) == 3
    assert len(set(lines)) == 3


def test_a_span_of_time_does_not_break(world: World, time_machine) -> None:
    case = reverse("cases:case", args=[world.case.pk])
    for minute in (20, 25):
        time_machine.move_to(f"2026-12-01 09:{minute}:00+00:00", tick=False)
        signed_in(world.novotna).get(case)
    page = signed_in(world.oksana).get(reverse("applicants:looks")).content.decode()
    assert '<span class="nowrap">10:20–10:25</span>' in page
