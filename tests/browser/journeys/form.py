"""Filling in the form page by page: what stands on a page is answered, nothing else is known."""

from collections.abc import Iterator, Mapping

from playwright.sync_api import Page, expect

from permits.schema import Schema
from permits.schema.inputs import named as parts_of
from permits.schema.model import Group, Question, Section
from tests.applicants.filling import answer
from tests.browser.journeys.pages import named

SENSIBLE = {
    "monthly_pay": "32000",
    "occupation_code": "72121",
    "contract_from": "1.3.2027",
    "contract_until": "28.2.2029",
}
FORM = "form[data-autosave]"
SAVED = """() => {
  const form = document.querySelector("form[data-autosave]");
  const was = JSON.parse(form.elements._was.value || "{}");
  const plain = (text) => (text ?? "").replaceAll("\\r\\n", "\\n");
  const own = ["_was", "csrfmiddlewaretoken"];
  const typed = [...new FormData(form)].filter(([name]) => !own.includes(name));
  return typed.every(([name, value]) => plain(value) === plain(was[name]));
}"""
LEAVE_FIELD = "() => { document.activeElement.blur(); dispatchEvent(new Event('focus')); }"


class Filler:
    """Answers what a person sees. ``words`` are answers by id of the question."""

    def __init__(self, page: Page, schema: Schema, words: Mapping[str, str]) -> None:
        self.page = page
        self.schema = schema
        self.words = {**SENSIBLE, **words}

    @property
    def section(self) -> Section:
        """The section whose page is open."""
        section = self.schema.section(self.page.url.split("/form/")[1].split("/")[0])
        assert section is not None
        return section

    @property
    def is_on_form(self) -> bool:
        return "/form/" in self.page.url

    def fill(self) -> None:
        """Answer everything on the open page; what an answer opens up comes by itself."""
        for _again in range(4):
            groups = [item for item in self.section.items if isinstance(item, Group)]
            if not sum(self._add_row(group) for group in groups) + self._fill_what_is_seen():
                return
            self.wait_until_saved()
        raise AssertionError(f"{self.page.url} never stops asking")

    def wait_until_saved(self) -> None:
        self.page.evaluate(LEAVE_FIELD)
        self.page.wait_for_function(SAVED)

    def go_on(self) -> None:
        """Continue to the next page."""
        here = self.page.url.split("#")[0]
        button = "button[type=submit]:not([name]):not([tabindex='-1'])"
        self.page.locator(FORM).locator(button).click()
        self.page.wait_for_url(lambda url: url.split("#")[0] != here)

    def _add_row(self, group: Group) -> bool:
        """Whether a first entry was added to a list that is asked for."""
        add = self.page.locator(f'button[name=add][value="{group.id}"]')
        if self._rows(group) or not add.is_visible():
            return False
        add.click()
        expect(self.page.locator(f'[name^="{group.id}."][name$="._row"]')).to_have_count(1)
        return True

    def _rows(self, group: Group) -> list[str]:
        names = self.page.locator(f'{FORM} [name^="{group.id}."][name$="._row"]')
        return [str(each.get_attribute("name")).split(".")[1] for each in names.all()]

    def _inputs(self) -> Iterator[tuple[Question, str, str]]:
        for item in self.section.items:
            if isinstance(item, Question):
                yield from ((item, part, name) for part, name in parts_of("", item))
                continue
            for row in self._rows(item):
                for question in item.items:
                    prefix = f"{item.id}.{row}."
                    yield from ((question, part, name) for part, name in parts_of(prefix, question))

    def _fill_what_is_seen(self) -> int:
        """Returns how many inputs were answered."""
        return sum(self._put(question, part, name) for question, part, name in self._inputs())

    def _put(self, question: Question, part: str, name: str) -> bool:
        wanted = self._answer(question, part)
        control = named(self.page, name)
        if not wanted or not control.first.is_visible():
            return False
        kind = control.first.evaluate("(each) => each.type")
        if kind == "radio":
            if self.page.locator(f'[name="{name}"]:checked').count():
                return False
            self.page.locator(f'[name="{name}"][value="{wanted}"]').check()
        elif control.input_value():
            return False
        elif kind == "select-one":
            control.select_option(wanted)
        else:
            control.fill(wanted)
        return True

    def _answer(self, question: Question, part: str) -> str:
        wanted = self.words.get(f"{question.id}.{part}" if part else question.id)
        if wanted is None:
            wanted = self.words.get(f"*.{part}" if part else f"*{question.kind}")
        return answer(question, part) if wanted is None else wanted
