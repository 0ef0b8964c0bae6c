"""Nothing typed is lost: an answer that comes too late is sent if it can be, else kept."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applicants.actions.replying import attach_to_reply, reply_to, send_reply
from applicants.following.reading import page_of
from applicants.models import Reply
from cases.actions import close, lapse, withdraw
from cases.models import Answer, Case, Request
from tests.documents.samples import jpeg
from tests.factories import signed_in
from tests.world import World

TYPED = "Моя відповідь, написана запізно"


@pytest.fixture
def browser(world: World) -> Client:
    return signed_in(world.oksana)


def address(world: World, name: str, *more: object) -> str:
    return reverse(f"applicants:{name}", args=[world.request.case_id, world.request.pk, *more])


def end(world: World, how: str) -> None:
    """The request takes no more answers, in one of the ways in which that happens."""
    if how == "withdrawn":
        withdraw(world.request.case, actor=world.applicant)
    elif how == "closed":
        close(world.request, actor=world.officer)
    else:
        reply = reply_to(world.request)
        attach_to_reply(
            reply, world.case_document.requirement, world.new_document(), actor=world.applicant
        )
        send_reply(reply, language="uk", actor=world.applicant)
    world.request.refresh_from_db()


ENDINGS = pytest.mark.parametrize("how", ["withdrawn", "closed", "answered"])


@ENDINGS
def test_what_is_sent_too_late_is_kept_and_shown_with_the_reason(
    world: World, browser: Client, how: str
) -> None:
    end(world, how)
    sent = Answer.objects.count()
    page = browser.post(address(world, "request"), {"text": TYPED}, follow=True)
    assert page.redirect_chain == [(address(world, "request"), 302)]
    assert TYPED in page.content.decode()
    assert page.context["why"].title
    assert Answer.objects.count() == sent, "nothing is sent"
    assert browser.get(address(world, "request")).context["kept"].text == TYPED, "and it stays"


@ENDINGS
def test_what_is_typed_too_late_is_kept_and_the_page_says_so(
    world: World, browser: Client, how: str
) -> None:
    end(world, how)
    said = browser.post(address(world, "reply_keep"), {"text": TYPED})
    assert said.status_code == 200
    assert said.context["why"].title in said.content.decode()
    assert Reply.objects.unsent().get().text == TYPED


@ENDINGS
def test_the_case_leads_to_what_was_not_sent(world: World, browser: Client, how: str) -> None:
    end(world, how)
    case = Case.objects.select_related("permit_type", "person").get(pk=world.case.pk)
    assert page_of(case).unsent == []
    browser.post(address(world, "reply_keep"), {"text": TYPED})
    assert [(row.kept, row.open) for row in page_of(case).unsent] == [(True, False)]
    shown = browser.get(reverse("applicants:case", args=[world.case.pk])).content.decode()
    assert address(world, "request") in shown


def test_files_put_before_the_end_stay_readable(world: World, browser: Client) -> None:
    paper = world.reply_paper
    close(world.request, actor=world.officer)
    page = browser.get(address(world, "request"))
    assert paper.document.file_name in page.content.decode()
    assert browser.get(address(world, "reply_file", paper.pk)).status_code == 200
    assert signed_in(world.stranger).get(address(world, "request")).status_code == 404


def test_a_file_that_comes_too_late_is_refused_with_the_reason(
    world: World, browser: Client
) -> None:
    close(world.request, actor=world.officer)
    answer = browser.post(
        address(world, "reply_upload", "any"),
        data=jpeg(),
        content_type="application/octet-stream",
        headers={"X-File-Name": "a.jpg"},
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "closed")
    assert answer.json()["message"]


def test_the_same_answer_from_a_second_window_is_not_kept_twice(
    world: World, browser: Client
) -> None:
    browser.post(address(world, "reply_keep"), {"text": TYPED})
    end(world, "answered")
    again = browser.post(address(world, "request"), {"text": TYPED})
    assert again.url == reverse("applicants:case", args=[world.request.case_id])
    assert not Reply.objects.unsent().exists()


def test_after_the_due_date_an_answer_is_still_taken_and_the_page_says_what_that_means(
    world: World, browser: Client
) -> None:
    day = timezone.now() + timedelta(days=90)
    assert lapse(Request.objects.get(pk=world.request.pk), now=day)
    case = Case.objects.select_related("permit_type", "person").get(pk=world.case.pk)
    assert [(row.kept, row.open) for row in page_of(case).unsent] == [(False, True)]
    assert browser.get(address(world, "request")).context["late"]
    browser.post(address(world, "request"), {"text": TYPED})
    assert Answer.objects.get().text == TYPED
    assert page_of(case).unsent == []
