"""From an account in Ukrainian to a letter of refusal, on a phone, with all that goes wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from applicants.models import Draft
from cases.lifecycle import State
from cases.models import Case
from tests import catalogue
from tests.browser.conftest import PHONE
from tests.browser.journeys import entering, papers
from tests.browser.journeys.following import Watcher, worker_writes_letters
from tests.browser.journeys.form import Filler
from tests.browser.journeys.line import Line
from tests.browser.journeys.looking import Look
from tests.browser.journeys.officer import Desk, forget_when_confirmed
from tests.browser.journeys.pages import go, named, submit, written_in
from tests.factories import Cast

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGE = "uk"
EMAIL = "oksana@example.org"
SIZES = [
    pytest.param(400_000, id="small files"),
    pytest.param(20_000_000, id="files of 20 MB", marks=pytest.mark.slow),
]
NOTES = "Прошу подзвонити після шостої.\nДякую! Ї, ґ, є – жодної літери не загубити."


@pytest.fixture
def line(live_server: Any) -> Iterator[Line]:
    line = Line(live_server.thread.port)
    yield line
    line.close()


@pytest.fixture
def visitor(open_context: Callable[..., BrowserContext], line: Line) -> Page:
    context = open_context(
        base_url=line.url,
        line_is_cut=True,
        viewport=PHONE,
        has_touch=True,
        is_mobile=True,
        locale="uk-UA",
    )
    context.set_default_timeout(20_000)
    return context.new_page()


@pytest.fixture
def desks(open_context: Callable[..., BrowserContext], enter: Any, cast: Cast) -> Any:
    """A desk with a wide screen for each officer."""

    def at_desk(officer: User, case: Case) -> Desk:
        context = open_context(viewport={"width": 1440, "height": 900}, locale="cs-CZ")
        context.set_default_timeout(20_000)
        page = context.new_page()
        enter(page, officer)
        forget_when_confirmed(page)
        return Desk(page, case)

    return at_desk


@pytest.mark.parametrize("large", SIZES)
def test_from_an_account_to_a_refusal(
    visitor: Page, line: Line, desks: Any, cast: Cast, look: Look, tmp_path: Path, large: int
) -> None:
    catalogue.load()
    draft = apply_for_an_employee_card(visitor, look)
    put_eight_files(visitor, line, draft, tmp_path, large)
    look(visitor, "documents")
    case = submit_it(visitor, draft, look)
    open_page = Watcher(visitor, case, language=LANGUAGE)
    look(visitor, "case-sent")
    first, second = desks(cast.novotna, case), desks(cast.dvorak, case)
    ask_and_suspend(first, open_page, look)
    answer_the_request(visitor, look, tmp_path)
    open_page = Watcher(visitor, case, language=LANGUAGE)
    refuse(first, second, open_page, look)
    assert worker_writes_letters() == 1
    open_page.has_letters(3)
    letter = open_page.reads_newest_letter(tmp_path)
    assert letter.startswith(b"%PDF")
    look(visitor, "case-refused")
    assert Case.objects.get(pk=case.pk).state == State.REFUSED


def apply_for_an_employee_card(page: Page, look: Look) -> Draft:
    """An account, the whole form, signed out in the middle, and not a letter lost."""
    go(page, "applicants:start", language=LANGUAGE)
    written_in(page, LANGUAGE)
    look(page, "start")
    entering.sign_up(page, EMAIL, language=LANGUAGE)
    look(page, "home-empty")
    go(page, "permits:list", language=LANGUAGE)
    look(page, "permits")
    page.locator('main a[href$="/permits/EMP/"]').first.click()
    look(page, "permit")
    page.locator('main a[href$="/apply/EMP/"]').first.click()
    look(page, "begin")
    page.locator('[name=who][value="me"]').check()
    page.locator('[name=place][value="office"]').check()
    submit(page.locator("form[data-begin]"))
    page.wait_for_url("**/form/**")
    draft = Draft.objects.get()
    filler = Filler(page, draft.schema, {"notes": NOTES, "stayed_before": "yes"})
    for _each in draft.schema.sections:
        section = filler.section.id
        filler.fill()
        look(page, f"form-{section}", seen_elsewhere=True)
        if section == "contact":
            leave_and_come_back(page, filler)
        filler.go_on()
        if not filler.is_on_form:
            break
    page.wait_for_url("**/documents/")
    return draft


def leave_and_come_back(page: Page, filler: Filler) -> None:
    """Signed out with the last words just typed; signed in again, they stand there."""
    address = page.url.split("#")[0]
    notes = named(page, "notes")
    notes.fill(NOTES + "\nЩе одне речення")
    entering.sign_out(page)
    page.goto(address)
    page.wait_for_url("**/sign-in/**")
    named(page, "login").fill(EMAIL)
    named(page, "password").fill(entering.PASSWORD)
    submit(page.locator("main form").first)
    page.wait_for_url(address)
    expect(notes).to_have_value(NOTES + "\nЩе одне речення")
    filler.wait_until_saved()


def put_eight_files(page: Page, line: Line, draft: Draft, folder: Path, large: int) -> None:
    """Two of them large; the line is cut under one of them, which is sent again alone."""
    papers.upload(page, "PASSPORT", papers.photo(folder, "паспорт.jpg", large))
    lease = papers.scan(folder, "договір оренди.pdf", large)
    papers.upload(page, "PHOTO", papers.photo(folder, "фото.jpg"))
    papers.break_and_redo(page, line, "ACCOM", lease)
    papers.upload(
        page,
        "CONTRACT",
        *(papers.scan(folder, f"договір-{number}.pdf", 90_000) for number in (1, 2, 3)),
    )
    papers.upload(page, "VACANCY_NO", papers.photo(folder, "вакансія-1.jpg"))
    papers.upload(page, "VACANCY_NO", papers.photo(folder, "вакансія-2.jpg"))
    assert draft.papers.count() == 8
    assert sorted(paper.document.size for paper in draft.papers.all())[-2] > 0.9 * large


def submit_it(page: Page, draft: Draft, look: Look) -> Case:
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


def ask_and_suspend(desk: Desk, applicant: Watcher, look: Look) -> None:
    desk.take()
    look(desk.page, "desk-case-new")
    with applicant.sees_change():
        desk.act("record_appearance")
    desk.act("begin")
    applicant.sees_state(State.OPEN)
    desk.view("PHOTO")
    look(desk.page, "desk-viewer")
    desk.judge("PASSPORT", "accepted")
    desk.judge("ACCOM", "insufficient", "unsigned")
    desk.act("note", text="Nájemní smlouva není podepsaná; volat majiteli.")
    desk.begin("ask")
    look(desk.page, "desk-ask")
    desk.ask("ACCOM", "unsigned", "explain")
    applicant.is_asked()
    desk.act("suspend")
    applicant.sees_state(State.SUSPENDED)
    assert worker_writes_letters() == 1
    applicant.has_letters(2)
    look(applicant.page, "case-asked")
    desk.open()
    look(desk.page, "desk-case-suspended")


def answer_the_request(page: Page, look: Look, folder: Path) -> None:
    """With a text and a file."""
    page.locator('#now a[href*="/request/"]').first.click()
    page.wait_for_url("**/request/**")
    signed = papers.scan(folder, "підписаний договір.pdf", 20_000)
    papers.upload(page, "ACCOM", signed)
    named(page, "text").fill("Надсилаю підписаний договір. Власник був за кордоном.")
    look(page, "answer")
    submit(page.locator("main form").filter(has=named(page, "text")))
    page.wait_for_url("**/case/**")


def refuse(first: Desk, second: Desk, applicant: Watcher, look: Look) -> None:
    applicant.sees_state(State.OPEN)
    first.open()
    look(first.page, "desk-case-answered")
    first.propose_refusal("accommodation_not_confirmed", "no_accommodation", "appeal")
    look(first.page, "desk-proposal")
    first.send_for_second_signature()
    second.open()
    look(second.page, "desk-case-proposed")
    go(second.page, "cases:decision", second.case.pk, language="cs")
    look(second.page, "desk-decision")
    second.countersign()
    second.issue()
    applicant.sees_state(State.REFUSED)
    look(second.page, "desk-case-refused")
