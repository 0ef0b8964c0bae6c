"""A mother applies in Arabic for her child, and follows the case until the card is in her hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import Person, User
from applicants.models import Draft
from cases.lifecycle import State
from cases.models import Case
from tests import catalogue
from tests.browser.conftest import PHONE
from tests.browser.journeys import entering, papers
from tests.browser.journeys.following import Watcher, worker_writes_letters
from tests.browser.journeys.form import Filler
from tests.browser.journeys.looking import Look
from tests.browser.journeys.officer import Desk, forget_when_confirmed
from tests.browser.journeys.pages import go, named, submit, written_in
from tests.factories import Cast

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGE = "ar"
WORDS = {
    "*text": "دمشق، شارع النيل",
    "*longtext": "يرجى الاتصال بعد السادسة مساءً.",
    "*.native": "لينا حداد",
    "*.family": "Haddad",
    "*.given": "Lina",
    "*country": "SY",
    "purpose": "minor_child",
    "sponsor_card": "123456789",
}


def test_from_the_child_s_name_to_the_card(
    open_context: Callable[..., BrowserContext],
    enter: Callable[..., None],
    cast: Cast,
    look: Look,
    tmp_path: Path,
) -> None:
    catalogue.load()

    def at_desk(officer: User, case: Case) -> Desk:
        page = open_context(color_scheme="dark", locale="cs-CZ").new_page()
        page.set_default_timeout(20_000)
        enter(page, officer)
        forget_when_confirmed(page)
        return Desk(page, case)

    phone = open_context(
        viewport=PHONE, has_touch=True, is_mobile=True, locale="ar-SY", color_scheme="dark"
    )
    phone.set_default_timeout(20_000)
    page = phone.new_page()
    entering.sign_up(page, "amira@example.org", language=LANGUAGE)
    written_in(page, LANGUAGE)
    case = apply_for_the_child(page, look, tmp_path)
    mother = Watcher(page, case, language=LANGUAGE)
    look(page, "case-sent")
    first, second = at_desk(cast.novotna, case), at_desk(cast.dvorak, case)
    lodge_and_pay(first, mother, look)
    grant(first, second, mother, look)
    assert worker_writes_letters() == 1
    mother.has_letters(2)
    assert mother.reads_newest_letter(tmp_path).startswith(b"%PDF")
    make_and_hand_over_the_card(first, mother, look)
    look(page, "case-granted")
    go(page, "applicants:home", language=LANGUAGE)
    look(page, "home")
    go(page, "postbox:list", language=LANGUAGE)
    look(page, "postbox")
    page.locator('main a[href*="/post/"]').first.click()
    look(page, "message")
    assert Case.objects.get(pk=case.pk).state == State.GRANTED


def apply_for_the_child(page: Page, look: Look, folder: Path) -> Case:
    go(page, "applicants:new", "LTR-FAM", language=LANGUAGE)
    page.locator('[name=who][value="child"]').check()
    named(page, "given_names").fill("Lina")
    named(page, "family_name").fill("Haddad")
    named(page, "birth_date").fill("٣/٩/٢٠٢٠")
    page.locator('[name=place][value="office"]').check()
    look(page, "begin")
    submit(page.locator("form[data-begin]"))
    page.wait_for_url("**/form/**")
    draft = Draft.objects.get()
    filler = Filler(page, draft.schema, WORDS)
    while filler.is_on_form:
        filler.fill()
        look(page, f"form-{filler.section.id}", seen_elsewhere=True)
        filler.go_on()
    for code in ("PASSPORT", "PHOTO", "KINSHIP", "ACCOM", "INCOME_AGG", "CRIM"):
        papers.upload(page, code, papers.photo(folder, f"وثيقة {code}.jpg"))
    look(page, "documents")
    page.locator('main .actions a[href$="/review/"]').click()
    look(page, "review")
    named(page, "declared").check()
    submit(page.locator("main form").filter(has=named(page, "declared")))
    page.wait_for_url("**/receipt/")
    case = Case.objects.get(origin=draft.pk)
    expect(page.locator("main")).to_contain_text(case.number)
    assert case.person == Person.objects.get(guarded_by__guardian=case.filed_by)
    assert worker_writes_letters() == 1
    look(page, "receipt")
    return case


def lodge_and_pay(desk: Desk, mother: Watcher, look: Look) -> None:
    desk.take()
    with mother.sees_change():
        desk.act("record_appearance")
    desk.act("begin")
    mother.sees_state(State.OPEN)
    mother.is_asked(mine=False)
    with mother.sees_change():
        desk.act("record_fee", method="card_terminal", reference="2026/0042")
    desk.judge("KINSHIP", "accepted")
    desk.open()
    look(desk.page, "desk-case")


def grant(first: Desk, second: Desk, mother: Watcher, look: Look) -> None:
    first.begin_proposal("grant")
    expect(first.page.locator("#letter [lang=ar]")).to_have_count(1)
    look(first.page, "desk-proposal")
    named(first.page, "valid_to").fill("2027-12-31")
    first.send_for_second_signature()
    second.countersign()
    look(second.page, "desk-countersigned")
    second.issue()
    mother.sees_state(State.PRE_APPROVED)
    mother.is_asked()
    look(mother.page, "case-approved")


def make_and_hand_over_the_card(desk: Desk, mother: Watcher, look: Look) -> None:
    desk.act("take_biometrics")
    mother.is_asked(mine=False)
    desk.act("card_is_ready", card_number="000123456")
    mother.is_asked()
    look(mother.page, "case-card-ready")
    desk.act("hand_over_card")
    mother.sees_state(State.GRANTED)
    desk.open()
    look(desk.page, "desk-case-granted")
