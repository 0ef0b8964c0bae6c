"""What officers press, at a desk."""

import time

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from accounts.sessions.db import SessionStore
from cases.models import Case
from tests.browser.journeys.pages import go, named, submit
from tests.factories import PASSWORD

LANGUAGE = "cs"
MAIN_FORM = "main form:not([role=search])"


class Desk:
    """An officer at work on one case."""

    def __init__(self, page: Page, case: Case) -> None:
        self.page = page
        self.case = case

    def open(self) -> None:
        go(self.page, "cases:case", self.case.pk, language=LANGUAGE)

    def take(self) -> None:
        self.open()
        self.page.locator("[data-take] button").click()
        expect(self.page.locator("[data-take]")).to_have_count(0)

    def act(self, name: str, **answers: str) -> None:
        """Choose an act from "Next", answer what it asks, carry it out."""
        self.begin(name)
        for field, value in answers.items():
            control = named(self.page, field)
            if control.evaluate("(each) => each.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)
        self.carry_out()

    def begin(self, name: str) -> None:
        """Open the form of an act by its button on the case page."""
        self.open()
        self.page.locator(f'main a[href$="/act/{name}/"]').click()
        self.page.wait_for_url(f"**/act/{name}/")

    def carry_out(self) -> None:
        submit(self.page.locator(MAIN_FORM))
        self.page.wait_for_url(f"**/cases/{self.case.pk}/")

    def ask(self, paper: str, defect: str, question: str) -> None:
        """One paper that is not good enough, and one question."""
        self.begin("ask")
        named(self.page, f"paper_{paper}").select_option(defect)
        self.page.locator(f'[name=questions][value="{question}"]').check()
        self.carry_out()

    def judge(self, requirement: str, verdict: str, reason: str = "") -> None:
        """Give a verdict on the first file of a requirement."""
        self.open()
        row = self.paper(requirement)
        if verdict == "insufficient":
            row.locator("details summary").click()
            row.locator("[name=reason]").select_option(reason)
            row.locator("details button").click()
        else:
            row.locator(f'button[name=verdict][value="{verdict}"]').click()
        expect(row).to_have_attribute("data-verdict", verdict)

    def view(self, requirement: str) -> None:
        """Look at the first page of a paper, beside the rest of the file."""
        self.open()
        self.paper(requirement).locator("[data-view]").click()
        page = self.page.locator("#viewer img")
        expect(page).to_be_visible()
        self.page.wait_for_function("() => document.querySelector('#viewer img').naturalWidth > 0")

    def paper(self, requirement: str) -> Locator:
        document = self.case.documents.filter(requirement=requirement).first()
        assert document is not None
        return self.page.locator(f"#document-{document.pk}")

    def propose_refusal(self, fact: str, ground: str, remedy: str) -> None:
        """Fact with the first piece of evidence, ground, remedy; the letter grows beside it."""
        self.begin_proposal("refuse")
        named(self.page, f"fact_{fact}").check()
        named(self.page, f"evidence_{fact}").first.check()
        self.page.locator(f'[name=grounds][value="{ground}"]').check()
        named(self.page, "remedy").select_option(remedy)
        sides = self.page.locator("#letter [lang]")
        expect(sides).to_have_count(2)

    def begin_proposal(self, outcome: str) -> None:
        self.open()
        self.page.locator('main a[href$="/proposal/"]').first.click()
        self.page.locator(f'[name=outcome][value="{outcome}"]').check()

    def send_for_second_signature(self) -> None:
        submit(self.page.locator("#proposal"))
        self.page.wait_for_url(f"**/cases/{self.case.pk}/")

    def countersign(self) -> None:
        go(self.page, "cases:decision", self.case.pk, language=LANGUAGE)
        self.page.locator("button[name=act][value=sign]").click()
        self.page.wait_for_url(f"**/cases/{self.case.pk}/")

    def issue(self) -> None:
        """Issue the decision; who signed in long ago has to confirm it first."""
        go(self.page, "cases:decision", self.case.pk, language=LANGUAGE)
        self._press_issue()
        self.page.wait_for_url("**/account/confirm/**")
        named(self.page, "password").fill(PASSWORD)
        submit(self.page.locator(MAIN_FORM))
        self.page.wait_for_url("**/decision/")
        self._press_issue()
        self.page.wait_for_url(f"**/cases/{self.case.pk}/")

    def _press_issue(self) -> None:
        self.page.locator('main form[action$="/issue/"] button').click()


def forget_when_confirmed(page: Page) -> None:
    """As if the officer had signed in an hour ago."""
    jar = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    session = SessionStore(jar[settings.SESSION_COOKIE_NAME])
    for record in (records := session["account_authentication_methods"]):
        record["at"] = time.time() - 3600
    session["account_authentication_methods"] = records
    session.save()
