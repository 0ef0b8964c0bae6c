"""Start to finish in Vietnamese: study, from the first page to the desk of an officer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from applicants.models import Draft
from cases.lifecycle import State
from cases.models import Case
from tests import catalogue
from tests.browser.conftest import PHONE
from tests.browser.journeys import entering, papers
from tests.browser.journeys.following import Watcher, worker_writes_letters
from tests.browser.journeys.form import Filler
from tests.browser.journeys.looking import Look
from tests.browser.journeys.officer import Desk
from tests.browser.journeys.pages import go, named, submit, written_in
from tests.factories import Cast

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGE = "vi"
WORDS = {
    "*text": "sinh viên",
    "*longtext": "Xin gọi sau sáu giờ chiều.",
    "*.native": "Nguyễn Thị Lan",
    "*.family": "Nguyen",
    "*.given": "Thi Lan",
    "*country": "VN",
    "birth_place": "Hà Nội",
}


def test_from_the_first_page_to_the_desk(
    open_context: Callable[..., BrowserContext],
    enter: Callable[..., None],
    cast: Cast,
    look: Look,
    tmp_path: Path,
) -> None:
    catalogue.load()
    phone = open_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="vi-VN")
    phone.set_default_timeout(20_000)
    page = phone.new_page()
    page.goto("/")
    written_in(page, LANGUAGE)
    look(page, "start")
    entering.sign_up(page, "lan@example.org", language=LANGUAGE)
    case = apply_to_study(page, look, tmp_path)
    open_page = Watcher(page, case, language=LANGUAGE)
    open_page.is_asked()
    look(page, "case-sent")
    desk = open_context(locale="cs-CZ").new_page()
    enter(desk, cast.novotna)
    with open_page.sees_change():
        Desk(desk, case).act("record_appearance")
    Desk(desk, case).act("begin")
    open_page.sees_state(State.OPEN)
    open_page.is_asked(mine=False)
    look(page, "case-open")
    go(page, "postbox:list", language=LANGUAGE)
    look(page, "postbox")


def apply_to_study(page: Page, look: Look, folder: Path) -> Case:
    go(page, "permits:detail", "LTR-STU", language=LANGUAGE)
    page.locator('main a[href$="/apply/LTR-STU/"]').first.click()
    page.locator('[name=who][value="me"]').check()
    submit(page.locator("form[data-begin]"))
    page.wait_for_url("**/form/**")
    draft = Draft.objects.get()
    filler = Filler(page, draft.schema, WORDS)
    while filler.is_on_form:
        filler.fill()
        look(page, f"form-{filler.section.id}", seen_elsewhere=True)
        filler.go_on()
    papers.upload(page, "PASSPORT", papers.photo(folder, "hộ chiếu.jpg"))
    look(page, "documents")
    page.locator('main .actions a[href$="/review/"]').click()
    look(page, "review")
    named(page, "declared").check()
    submit(page.locator("main form").filter(has=named(page, "declared")))
    page.wait_for_url("**/receipt/")
    case = Case.objects.get(origin=draft.pk)
    expect(page.locator("main")).to_contain_text(case.number)
    assert worker_writes_letters() == 1
    look(page, "receipt")
    return case
