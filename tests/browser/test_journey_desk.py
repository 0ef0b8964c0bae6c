"""Two windows at a desk: a visitor of seventy without e-mail, who reads only Ukrainian.

A paper mandate, a specimen passport, an application with scanned papers, read back on the screen
turned to her; a sentence translated by a colleague; a request answered on a second visit; and at
last her own telephone, after which the desk sees nothing any more.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from applicants.models import Draft
from cases.models import Case
from permits.mrz import check_digit
from support_centre.models import StaffLanguage, Visit
from tests.browser.conftest import PHONE
from tests.browser.journeys import papers
from tests.browser.journeys.form import Filler
from tests.browser.journeys.looking import Look
from tests.browser.journeys.officer import Desk, forget_when_confirmed
from tests.browser.journeys.pages import go, named, submit
from tests.factories import PASSWORD
from tests.world import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NUMBER = "UT7712345"
BORN = "1956-02-03"
SENTENCE = "Прошу зателефонувати моїй доньці після шостої."
TRANSLATED = "Prosím, zavolejte po šesté mé dceři."
WORDS = {
    "*text": "Київ, вулиця Садова",
    "*longtext": SENTENCE,
    "*.native": "Галина Бондар",
    "*country": "UA",
    "purpose": "spouse",
    "sponsor_card": "123456789",
}


def lines() -> str:
    """The machine-readable lines of a specimen passport of Utopia (ICAO 9303, part 4)."""
    number, born, until = f"{NUMBER}", "560203", "310101"
    first = "P<UTOBONDAR<<HALYNA".ljust(44, "<")
    body = f"{number}{check_digit(number)}UTO{born}{check_digit(born)}F{until}{check_digit(until)}"
    optional = "<" * 14
    whole = body[:10] + body[13:20] + body[21:28] + optional + "0"
    return f"{first}\n{body}{optional}0{check_digit(whole)}"


def test_a_visitor_of_seventy_files_answers_and_takes_her_case_home(
    open_context: Callable[..., BrowserContext],
    enter: Callable[..., None],
    look: Look,
    tmp_path: Path,
) -> None:
    world = World()
    _ = world.centre
    for language in ("uk", "cs"):
        StaffLanguage.objects.create(user=world.colleague, language=language)

    def at_desk(user: User, locale: str = "en-GB") -> Page:
        page = open_context(locale=locale).new_page()
        page.set_default_timeout(20_000)
        enter(page, user)
        return page

    desk = at_desk(world.helper)
    visit = comes_in(desk)
    gives_a_mandate_on_paper(desk, visit, tmp_path, look)
    turned = desk.context.new_page()
    go(turned, "support_centre:turned", language="en")
    case = applies(desk, turned, tmp_path, look)
    code = takes_a_slip(desk, visit, look)
    ends(desk, visit)

    translates(at_desk(world.colleague), look)
    officer = at_desk(world.novotna, "cs-CZ")
    forget_when_confirmed(officer)
    asks(Desk(officer, case))

    again = comes_in(desk, then="**/visit/*/")
    answers(desk, turned, case, tmp_path, look)
    ends(desk, again)

    phone = open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    claims(phone, code, case, look)
    assert desk.goto(f"/en/case/{case.pk}/").status == 404  # type: ignore[union-attr]


def comes_in(desk: Page, then: str = "**/mandate/") -> Visit:
    """Somebody came in, and shows a passport; who gave a mandate already goes on without one."""
    go(desk, "support_centre:visit_new", language="en")
    desk.locator("main [name=language]").select_option("uk")
    desk.locator("button[name=serve]").click()
    desk.wait_for_url("**/visit/**")
    visit = Visit.objects.latest("opened_at")
    go(desk, "support_centre:person", visit.pk, language="en")
    named(desk, "mrz").fill(lines())
    named(desk, "method").select_option("mrz")
    named(desk, "compared").check()
    submit(desk.locator("main form"))
    desk.wait_for_url(then)
    return visit


def gives_a_mandate_on_paper(desk: Page, visit: Visit, folder: Path, look: Look) -> None:
    desk.locator('[name=services][value="answer"]').check()
    named(desk, "days").select_option("30")
    submit(desk.locator("main form"))
    desk.wait_for_url("**/centre/mandate/**")
    printed = desk.request.get(f"{desk.url}print/")
    assert printed.body().startswith(b"%PDF")
    look(desk, "mandate")
    named(desk, "files").set_input_files(papers.photo(folder, "mandate.jpg"))
    desk.get_by_role("button", name="Keep the signed paper").click()
    desk.get_by_role("button", name="Act for this person").click()
    desk.wait_for_url("**/home/")
    expect(desk.locator(".acting")).to_contain_text("HALYNA BONDAR")


def applies(desk: Page, turned: Page, folder: Path, look: Look) -> Case:
    go(desk, "applicants:new", "LTR-FAM", language="en")
    desk.locator('[name=who][value="me"]').check()
    desk.locator('[name=place][value="office"]').check()
    submit(desk.locator("form[data-begin]"))
    desk.wait_for_url("**/form/**")
    draft = Draft.objects.get()
    filler = Filler(desk, draft.schema, WORDS)
    while filler.is_on_form:
        filler.fill()
        if filler.section.id == "person":
            expect(turned.locator("main")).to_contain_text("BONDAR", timeout=10_000)
            look(turned, "turned-section")
            look(desk, "form")
        filler.go_on()
    for kind in ("PASSPORT", "PHOTO", "KINSHIP", "ACCOM"):
        papers.upload(desk, kind, papers.photo(folder, f"{kind}.jpg"))
    desk.locator('main .actions a[href$="/review/"]').click()
    desk.get_by_role("button", name="Read it back").click()
    confirms(turned, look, "application")
    desk.get_by_role("button", name="Send the application").click()
    desk.wait_for_url("**/receipt/")
    case = Case.objects.get(origin=draft.pk)
    expect(desk.locator("main")).to_contain_text(case.number)
    look(desk, "receipt")
    assert case.person.user is None
    return case


def confirms(turned: Page, look: Look, name: str) -> None:
    """She reads all of it on her own screen, and presses the one button."""
    turned.locator(".turned__go").click()
    expect(turned.locator("html")).to_have_attribute("lang", "uk")
    look(turned, f"turned-{name}")
    turned.locator(".reading__button").click()
    turned.wait_for_url("**/centre/turned/")


def takes_a_slip(desk: Page, visit: Visit, look: Look) -> str:
    go(desk, "support_centre:slip", visit.pk, language="en")
    desk.get_by_role("button", name="Make the slip").click()
    look(desk, "slip")
    return desk.locator(".slip .code").inner_text()


def ends(desk: Page, visit: Visit) -> None:
    go(desk, "support_centre:done", visit.pk, language="en")
    submit(desk.locator("main form"))
    expect(desk.locator(".acting")).to_have_count(0)


def translates(page: Page, look: Look) -> None:
    """All that waits, until nothing does."""
    words = {SENTENCE: TRANSLATED}
    go(page, "support_centre:translations", language="en")
    look(page, "translations")
    while (waiting := page.get_by_role("link", name="Translate")).count():
        waiting.first.click()
        page.wait_for_url("**/translations/*/")
        said = page.locator("main").inner_text()
        found = next((words[sentence] for sentence in words if sentence in said), "Kyjev")
        named(page, "text").fill(found)
        submit(page.locator("main form").filter(has=named(page, "text")))
        go(page, "support_centre:translations", language="en")
    look(page, "translated")


def asks(desk: Desk) -> None:
    desk.take()
    desk.act("record_appearance")
    expect(desk.page.locator("main")).to_contain_text(TRANSLATED)
    desk.act("begin")
    desk.ask("ACCOM", "unsigned", "explain")


def answers(desk: Page, turned: Page, case: Case, folder: Path, look: Look) -> None:
    """She is known by her passport; the mandate of the first day still lives."""
    desk.get_by_role("button", name="Act for this person").click()
    desk.wait_for_url("**/home/")
    asked = case.requests.get()
    go(desk, "applicants:request", case.pk, asked.pk, language="en")
    papers.upload(desk, "ACCOM", papers.photo(folder, "signed.jpg"))
    named(desk, "text").fill("Ось підписаний документ.")
    look(desk, "answer")
    desk.get_by_role("button", name="Read it back").click()
    go(turned, "support_centre:turned", language="en")
    confirms(turned, look, "answer")
    desk.get_by_role("button", name="Send the answer").click()
    desk.wait_for_url(f"**/case/{case.pk}/")
    assert asked.answers.get().text == "Ось підписаний документ."


def claims(phone: Page, code: str, case: Case, look: Look) -> None:
    go(phone, "support_centre:claim", language="uk")
    named(phone, "code").fill(code)
    named(phone, "birth_date").fill(BORN)
    submit(phone.locator("main form"))
    named(phone, "password1").or_(named(phone, "password")).first.fill(PASSWORD)
    submit(phone.locator("main form"))
    look(phone, "claimed")
    phone.locator('main a[href*="/case/"], main a[href$="/home/"]').first.click()
    expect(phone.get_by_text(case.number).first).to_be_visible()
