"""The published forms: complete, frozen, and readable in every pack."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from permits import packs, schema
from permits.schema.conditions import parse
from permits.schema.inputs import named
from permits.schema.model import Group, Schema

FORMS = [(pack, *form) for pack in packs.codes() for form in schema.published(pack)]
# A published version never changes. A new version is a new folder with a line of its own.
DIGESTS: dict[tuple[str, int], str] = {
    ("cz", 1): "3052c5c3d1679a4035ae9af9f643818e61eb9ef565e35a5c3cfa7a943cf6da62",
    ("uto", 1): "7c3c7b5bae66ed824f5da5e31a20275d232cd0a96d3f38de21cf3f9ab2708ca9",
}


def items_of(form: Schema) -> set[int]:
    found: set[int] = set(form.declaration.item) | {entry.item for entry in form.office}
    for section in form.sections:
        for item in section.items:
            found |= set(item.item)
    return found


@pytest.mark.parametrize("code", ["EMP", "BLUE", "LTR-STU", "LTR-FAM", "PR", "EU-FAM", "EXT"])
def test_every_item_of_the_official_form_is_covered(code: str) -> None:
    form = schema.load(code, pack="cz")
    assert items_of(form) == set(range(1, 34))


@pytest.mark.parametrize(("pack", "code", "version"), FORMS)
def test_every_form_asks_what_the_portal_relies_on(pack: str, code: str, version: int) -> None:
    form = schema.load(code, version, pack)
    asked = {
        (section.id, question.id, part)
        for section in form.sections
        for _group, question in section.questions()
        for part, _name in named("", question)
    }
    assert {
        ("person", "name", "family"),
        ("person", "birth_date", ""),
        ("person", "citizenship", ""),
        ("passport", "document", "number"),
        ("contact", "email", ""),
    } <= asked


@pytest.mark.parametrize(("pack", "code", "version"), FORMS)
def test_ids_are_unique_and_official_terms_are_there(pack: str, code: str, version: int) -> None:
    form = schema.load(code, version, pack)
    assert len({section.id for section in form.sections}) == len(form.sections)
    for section in form.sections:
        ids = [item.id for item in section.items]
        assert len(set(ids)) == len(ids)
        for item in section.items:
            if pack == "cz":
                assert item.term, f"{code} {section.id}.{item.id} has no Czech term"
            for question in item.items if isinstance(item, Group) else (item,):
                if question.kind == "choice":
                    assert len(question.options) > 1


@pytest.mark.parametrize(("pack", "version"), sorted({(p, v) for p, _code, v in FORMS}))
def test_a_published_version_never_changes(pack: str, version: int) -> None:
    folder = packs.load_pack(pack).folder / "forms" / f"v{version}"
    assert _digest(folder) == DIGESTS[pack, version]


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(folder)} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def test_the_latest_version_is_the_default_and_unknown_ones_are_refused() -> None:
    assert schema.load("EMP", pack="cz").version == schema.latest("EMP", "cz")
    for code, version in (("NOPE", None), ("EMP", 999), ("../EMP", 1)):
        with pytest.raises(schema.UnknownSchema):
            schema.load(code, version, "cz")


@pytest.mark.parametrize(("pack", "code", "version"), FORMS)
def test_a_review_shows_every_asked_question_in_every_language(
    pack: str, code: str, version: int
) -> None:
    form = schema.load(code, version, pack)
    for language in ("cs", "en", "uk", "vi", "ar"):
        shown = schema.review(form, {}, language)
        assert [part.id for part in shown] == [s.id for s in schema.applicable(form, {})]
        assert all(row.label for part in shown for row in part.rows)


@pytest.mark.parametrize(("pack", "code", "version"), FORMS)
def test_the_office_reads_titles_that_do_not_speak_to_the_person(
    pack: str, code: str, version: int
) -> None:
    form = schema.load(code, version, pack)
    shown = schema.review(form, {}, "en", check=False, for_office=True)
    assert shown
    assert not [part.title for part in shown if re.search(r"\byou(r|rs)?\b", part.title, re.I)]
    assert [part.title for part in schema.review(form, {}, "en", check=False)] == [
        section.title for section in schema.applicable(form, {})
    ]


def test_a_small_child_is_not_asked_for_children() -> None:
    """The guardian who fills it in took the question for one about their own."""
    form = schema.load("LTR-FAM", pack="cz")
    for born, asked in (("2020-06-01", False), ("1990-06-01", True)):
        answers = {"person": {"birth_date": born}}
        [family] = [
            part
            for part in schema.review(form, answers, "en", today=date(2026, 1, 1), check=False)
            if part.id == "family"
        ]
        assert ("children" in {row.question_id for row in family.rows}) is asked


def test_a_review_asks_what_was_asked_on_the_day_of_filing() -> None:
    """Who was fourteen then is older now; the file still shows what the form showed."""
    form = schema.load("LTR-FAM", pack="cz")
    born = {"person": {"birth_date": "2006-06-01"}}
    for filed, asked in ((date(2021, 5, 31), False), (date(2021, 6, 1), True)):
        shown = schema.review(form, born, "en", today=filed, check=False)
        rows = {row.question_id for part in shown for row in part.rows}
        assert ("marital_status" in rows) is asked


@pytest.mark.parametrize("pack", packs.codes())
def test_documents_depend_only_on_questions_that_the_form_asks(pack: str) -> None:
    for path in sorted((packs.load_pack(pack).folder / "types").glob("*.yaml")):
        permit = yaml.safe_load(path.read_text(encoding="utf-8"))
        form = schema.load(permit["code"], pack=pack)
        asked = {(s.id, item.id) for s in form.sections for item in s.items}
        for requirement in permit["requirements"]:
            if requirement.get("when"):
                paths = {steps[:2] for steps in parse(requirement["when"]).paths()}
                assert paths <= asked, f"{path.name}: {requirement['document']}"
