"""The loader: twice is once, mistakes are named by file and line, edited texts are kept."""

import shutil
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from permits import schema
from permits.loading import BadPack, Report, read, write
from permits.models import DocumentType, Fee, PermitType, Phrase, Requirement
from permits.packs import codes, load_pack
from permits.schema.conditions import parse

Load = Callable[[str], Report]


@pytest.fixture(params=["cz", "uto"])
def pack(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Utopia that a test may spoil."""
    copy = tmp_path / "uto"
    shutil.copytree(load_pack("uto").folder, copy)
    return copy


def spoil(path: Path, old: str, new: str) -> int:
    """Changes a file; returns the line where the change stands."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems(folder: Path) -> list[str]:
    with pytest.raises(BadPack) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


def test_both_packs_are_there() -> None:
    assert codes() == ["cz", "uto"]


def test_loading_twice_changes_nothing(load: Load, pack: str) -> None:
    first, second = load(pack), load(pack)
    assert first.created > 0
    assert (second.created, second.updated, second.kept, second.gone) == (0, 0, [], [])


def test_every_type_of_a_pack_is_complete_in_every_language(load: Load, pack: str) -> None:
    load(pack)
    for permit in PermitType.objects.of_pack(pack):
        assert permit.complete_in == ",cs,en,uk,vi,ar,"


def test_loading_leaves_an_event(load: Load, pack: str) -> None:
    load(pack)
    load(pack)
    assert Event.objects.filter(name="permits.load_pack").count() == 1


def test_an_edited_text_is_kept_and_named(load: Load, folder: Path) -> None:
    load("uto")
    DocumentType.objects.filter(pack="uto", code="PASS").update(guidance_en="Mine.")
    report = write(read(folder))
    assert report.kept == ["uto/documenttype/PASS/guidance_en"]
    assert DocumentType.objects.get(pack="uto", code="PASS").guidance_en == "Mine."


def test_an_edited_text_is_kept_also_when_the_file_moves_on(load: Load, folder: Path) -> None:
    load("uto")
    DocumentType.objects.filter(pack="uto", code="PASS").update(guidance_en="Mine.")
    spoil(folder / "documents.yaml", "Every page with a stamp.", "All pages.")
    spoil(folder / "documents.yaml", "A colour scan.", "A sharp scan.")
    report = write(read(folder))
    document = DocumentType.objects.get(pack="uto", code="PASS")
    assert report.kept == ["uto/documenttype/PASS/guidance_en"]
    assert (document.guidance_en, document.accepted_example_en) == ("Mine.", "A sharp scan.")


def test_an_amount_that_somebody_corrected_is_kept(load: Load) -> None:
    load("cz")
    Fee.objects.filter(permit_type__code="PR", place="office", kind="adult").update(amount=4000)
    report = load("cz")
    assert report.kept == ["cz/fee/PR.office.adult.2025-01-01/amount"]


def test_what_no_file_names_any_more_is_reported_and_stays(load: Load, folder: Path) -> None:
    load("uto")
    (folder / "types" / "res.yaml").unlink()
    (folder / "changes.yaml").unlink()  # it names the type, which would be a slip
    report = write(read(folder))
    assert report.gone == ["uto/permittype/RES"]
    assert PermitType.objects.filter(pack="uto", code="RES").exists()


def test_the_command_tells_what_it_did(db: None) -> None:
    out = StringIO()
    call_command("pack", "load", "uto", stdout=out)
    DocumentType.objects.filter(pack="uto", code="PASS").update(guidance_en="Mine.")
    call_command("pack", "load", "uto", stdout=out)
    assert "kept: uto/documenttype/PASS/guidance_en" in out.getvalue()
    assert "0 created, 0 updated, 1 kept" in out.getvalue()


def test_an_unknown_pack_is_named(db: None) -> None:
    with pytest.raises(CommandError, match="There are: cz, uto"):
        call_command("pack", "load", "atlantis")


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("types/work.yaml", "agenda: W", "agendo: W", "'agendo' is not known here"),
        ("types/work.yaml", "order: 1", "order: first", "'order' must be a int, not 'first'"),
        ("types/work.yaml", "amount: 40,", "amount: forty,", "must be an amount, not 'forty'"),
        ("types/work.yaml", "to: 2026-12-31,", "", "overlaps the one in force from 2025-01-01"),
        ("types/work.yaml", "to: 2026-12-31", "to: 2024-12-31", "'to' is before 'from'"),
        ("types/work.yaml", "document: OFFER", "document: OFER", "no document 'OFER'"),
        ("types/work.yaml", "[apply, appear, decision]", "[fly]", "no step 'fly'"),
        ("types/work.yaml", "filed_at: [office]", "filed_at: [moon]", "'moon' is no place"),
        ("types/work.yaml", "need: conditional", "need: required", "'conditional' goes with"),
        ("types/work.yaml", "verified: seen", "verified: sure", "must be one of seen, known"),
        ("documents.yaml", "- code: OFFER", "- code: PASS", "'PASS' stands twice"),
        ("documents.yaml", "vi: Mọi trang có dấu.", "de: Jede Seite.", "'de' is no language"),
        ("documents.yaml", "en: Every page with a stamp.", 'en: ""', "is empty in 'en'"),
        ("documents.yaml", "max_age_days: 90", "max_age_days: -1", "must be a int"),
        ("phrases.yaml", "remedy:", "remedies:", "'remedies' is no kind of phrase"),
        ("phrases.yaml", "within {days}.", "soon.", "the placeholders differ in 'en'"),
        ("phrases.yaml", "applies_to: [WORK]", "applies_to: [WROK]", "no permit type 'WROK'"),
        ("phrases.yaml", "remedy: none", "remedy: hope", "no remedy 'hope'"),
        ("steps.yaml", "- code: apply", "- code: apply\n  code: appear", "stands here twice"),
        ("offices.yaml", "biometrics: true", "biometrics: [", "uto/offices.yaml:"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(
    folder: Path, name: str, old: str, new: str, expected: str
) -> None:
    spoil(folder / name, old, new)
    found = problems(folder)
    assert any(f"uto/{name}:" in text and expected in text for text in found), found


def test_the_line_is_the_one_of_the_mistake(folder: Path) -> None:
    line = spoil(folder / "documents.yaml", "vi: Mọi trang có dấu.", "de: Jede Seite.")
    assert problems(folder) == [f"uto/documents.yaml:{line}: 'de' is no language of the portal"]


def test_every_mistake_is_told_at_once(folder: Path) -> None:
    spoil(folder / "types" / "work.yaml", "agenda: W", "agendo: W")
    spoil(folder / "documents.yaml", "- code: OFFER", "- code: PASS")
    assert len(problems(folder)) >= 3


def test_bad_files_write_nothing(db: None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(folder / "offices.yaml", "place: office", "place: moon")
    monkeypatch.setattr("permits.packs.ROOT", folder.parent)
    load_pack.cache_clear()
    try:
        with pytest.raises(CommandError, match=r"uto/offices.yaml:2: 'place' must be one of"):
            call_command("pack", "load", "uto")
    finally:
        load_pack.cache_clear()
    assert not PermitType.objects.exists()


def test_conditions_of_requirements_are_read_by_the_form(load: Load) -> None:
    load("cz")
    row = Requirement.objects.get(permit_type__code="LTR-STU", document_type__code="FUNDS")
    assert row.when == {"question": "study.funding", "in": ["own", "scholarship"]}


def test_phrases_know_their_types_and_languages(load: Load) -> None:
    load("cz")
    phrase = Phrase.objects.of_kind("refusal", "cz").get(code="language_not_proven")
    assert phrase.applies("PR")
    assert not phrase.applies("EMP")
    assert phrase.name_in("cs") == "Znalost češtiny není doložena"
    appeal = Phrase.objects.of_kind("remedy", "cz").get(code="appeal")
    assert appeal.days == load_pack("cz").period("appeal").days == 15
    assert "{body}" in appeal.text_in("ar")


def test_dates_of_the_files_are_dates(load: Load) -> None:
    load("cz")
    fees = Fee.objects.filter(permit_type__code="EMP", place="embassy").order_by("valid_from")
    assert [(fee.valid_from, fee.valid_to) for fee in fees] == [
        (date(2025, 1, 1), date(2026, 8, 31)),
        (date(2026, 9, 1), date(2027, 12, 31)),
    ]


def test_a_validity_by_an_answer_is_read_with_its_days(load: Load) -> None:
    load("cz")
    [row] = PermitType.objects.get(code="EXT").validity_when
    assert (row["months"], row["from"], row["to"]) == (36, "2025-01-01", None)


@pytest.mark.parametrize("code", codes())
def test_conditions_ask_for_answers_that_the_form_of_the_type_has(code: str) -> None:
    for entry in read(load_pack(code).folder).types:
        form = schema.load(entry["code"], pack=code)
        known = {
            (part.id, question.id) for part in form.sections for _g, question in part.questions()
        }
        for row in [*entry["requirements"], *entry["validity_when"]]:
            if row["when"]:
                paths = {path[:2] for path in parse(row["when"]).paths()}
                assert paths <= known, (entry["code"], row, paths - known)
