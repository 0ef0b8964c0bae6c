"""A file of an answer or of a report is replaced in one step, as that of an application is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from applicants.actions.replying import keep_unsent, reply_to
from cases.actions import withdraw
from documents.models import Document
from tests.applicants.filling import photo
from tests.factories import signed_in
from tests.world import World

Add = Callable[..., Any]


@pytest.fixture
def browser(world: World) -> Client:
    return signed_in(world.oksana)


def sender(browser: Client, address: str) -> Add:
    def add(name: str, replaces: object = "", colour: str = "navy") -> Any:
        return browser.post(
            f"{address}?replaces={replaces}" if replaces else address,
            photo(colour),
            content_type="application/octet-stream",
            headers={"X-File-Name": name},
        )

    return add


def to_answer(world: World, browser: Client, code: str = "any") -> tuple[Any, Add]:
    asked = world.request
    address = reverse("applicants:reply_upload", args=[asked.case_id, asked.pk, code])
    return reply_to(asked).papers, sender(browser, address)


def to_report(world: World, browser: Client) -> tuple[Any, Add]:
    change = world.new_change()
    address = reverse("applicants:change_upload", args=[change.case_id, change.kind, "any"])
    return change.papers, sender(browser, address)


@pytest.mark.parametrize("to", [to_answer, to_report])
def test_a_file_takes_the_place_of_another(
    world: World, browser: Client, to: Callable[..., tuple[Any, Add]]
) -> None:
    papers, add = to(world, browser)
    add("first.jpg")
    add("second.jpg")
    first = papers.get(order=1)
    listed = add("better.jpg", first.pk, "red").json()["files"]
    assert [row.document.file_name for row in papers.all()] == ["better.jpg", "second.jpg"]
    assert Document.objects.get(pk=first.document_id).state == "removed"
    assert "first.jpg" not in listed
    assert listed.count("data-replaces=") == 2, "each can be replaced once more"


@pytest.mark.parametrize("to", [to_answer, to_report])
def test_files_stay_in_the_order_in_which_they_came(
    world: World, browser: Client, to: Callable[..., tuple[Any, Add]]
) -> None:
    papers, add = to(world, browser)
    for name in ("first.jpg", "second.jpg", "third.jpg"):
        add(name)
    papers.get(order=1).delete()
    add("fourth.jpg")
    assert list(papers.values_list("order", flat=True)) == [2, 3, 4]
    assert papers.last().document.file_name == "fourth.jpg"


@pytest.mark.parametrize("to", [to_answer, to_report])
def test_where_no_more_fit_one_can_be_replaced(
    world: World, browser: Client, settings: Any, to: Callable[..., tuple[Any, Add]]
) -> None:
    settings.LIMITS = {**settings.LIMITS, "files_a_paper": 1}
    papers, add = to(world, browser)
    add("first.jpg")
    assert add("more.jpg").status_code == 422
    assert add("better.jpg", papers.get().pk).status_code == 201
    assert papers.get().document.file_name == "better.jpg"


def test_a_refused_file_takes_no_place(world: World, browser: Client, settings: Any) -> None:
    papers, add = to_answer(world, browser)
    add("first.jpg")
    settings.LIMITS = {**settings.LIMITS, "bytes_an_application": 1}
    assert add("large.jpg", papers.get().pk).status_code == 422
    assert papers.get().document.file_name == "first.jpg"


def test_a_file_of_another_paper_is_not_replaced(world: World, browser: Client) -> None:
    papers, add = to_answer(world, browser)
    add("first.jpg")
    code = world.request.items.get().requirement
    _papers, add_asked = to_answer(world, browser, code)
    assert add_asked("other.jpg", papers.get().pk).status_code == 201
    assert papers.count() == 2


def test_of_several_files_sent_at_once_one_takes_the_place(world: World, browser: Client) -> None:
    papers, add = to_answer(world, browser)
    add("first.jpg")
    asked, first = world.request, papers.get()
    address = reverse("applicants:reply_upload", args=[asked.case_id, asked.pk, "any"])
    files = [SimpleUploadedFile(name, photo(), "image/jpeg") for name in ("b.jpg", "c.jpg")]
    browser.post(f"{address}?replaces={first.pk}", {"file": files, "end_of_form": "1"})
    assert [row.document.file_name for row in papers.all()] == ["b.jpg", "c.jpg"]


def test_the_page_offers_it(world: World, browser: Client) -> None:
    papers, add = to_answer(world, browser, world.request.items.get().requirement)
    add("first.jpg")
    asked = world.request
    page = browser.get(reverse("applicants:request", args=[asked.case_id, asked.pk]))
    assert f'data-replaces="{papers.get().pk}"' in page.content.decode()


def test_what_came_too_late_is_not_replaced(world: World, browser: Client) -> None:
    _papers, add = to_answer(world, browser)
    add("first.jpg")
    asked = world.request
    keep_unsent(asked, "Запізно")
    withdraw(world.case, actor=world.applicant)
    page = browser.get(reverse("applicants:request", args=[asked.case_id, asked.pk]))
    assert "first.jpg" in page.content.decode()
    assert "data-replaces" not in page.content.decode()
