"""What has to be reported when it changes: periods by the day, and a file whose slips are named."""

import hashlib
import shutil
from datetime import date
from pathlib import Path

import pytest

from permits import changes, packs, schema
from permits.loading import BadPack, read
from permits.packs import load_pack
from tests.permits.test_loading import spoil

KINDS = [(pack, code) for pack in packs.codes() for code in changes.kinds(pack)]

# Czechia: an event is not counted, a last day off moves forward. 3 October 2026 is a Saturday,
# 28 October a Wednesday and a holiday, 17 November a Tuesday and a holiday.
# Utopia: the day of the event is day one, Friday and Saturday are free, a last day off moves back.
VECTORS = [
    ("cz", "ADDRESS", "EMP", "granted", date(2026, 9, 1), date(2026, 10, 1)),
    ("cz", "ADDRESS", "EMP", "granted", date(2026, 9, 3), date(2026, 10, 5)),  # Sa -> Mo
    ("cz", "ADDRESS", "EMP", "granted", date(2026, 9, 28), date(2026, 10, 29)),  # holiday
    ("cz", "ADDRESS", "EMP", "open", date(2026, 9, 1), None),
    ("cz", "ADDRESS", "EXT", "open", date(2026, 9, 1), date(2026, 10, 1)),
    ("cz", "ADDRESS", "PR", "granted", date(2026, 9, 1), date(2026, 10, 1)),
    ("cz", "ADDRESS", "EU-FAM", "granted", date(2026, 9, 1), date(2026, 10, 1)),
    ("cz", "PASSPORT", "EMP", "granted", date(2026, 9, 1), date(2026, 9, 4)),
    ("cz", "PASSPORT", "EMP", "granted", date(2026, 11, 13), date(2026, 11, 19)),  # holiday
    ("cz", "NAME", "PR", "granted", date(2026, 9, 4), date(2026, 9, 9)),  # over a weekend
    ("cz", "STATUS", "EU-FAM", "granted", date(2026, 9, 1), date(2026, 9, 22)),
    ("cz", "CONTACT", "EMP", "granted", date(2026, 9, 1), None),
    ("cz", "EMPLOYER", "EMP", "granted", date(2026, 12, 1), date(2026, 11, 1)),  # ahead of it
    ("uto", "ADDRESS", "RES", "granted", date(2026, 9, 6), date(2026, 9, 10)),  # 9 is a holiday
    ("uto", "ADDRESS", "RES", "open", date(2026, 9, 6), date(2026, 9, 15)),
    ("uto", "ADDRESS", "RES", "open", date(2026, 9, 2), date(2026, 9, 10)),  # Fr -> Th
    ("uto", "ADDRESS", "WORK", "open", date(2026, 9, 6), None),
    ("uto", "GUILD", "WORK", "granted", date(2026, 12, 15), date(2026, 12, 1)),
]
DIGESTS = {
    ("cz", "v1"): "e911f0443bf5c93900d6e2370a0c55ca7573c9f4c6730a691f11ebdc6caf84b4",
    ("uto", "v1"): "1133713dc7da4e1b60b8a32f49d9bc715af696040158c5769bcfbaa8b59477b4",
}


@pytest.mark.parametrize(("pack", "code", "permit", "standing", "since", "last"), VECTORS)
def test_the_last_day_to_report_a_change(
    pack: str, code: str, permit: str, standing: str, since: date, last: date | None
) -> None:
    period = changes.kinds(pack)[code].period(permit, standing)
    found = period.last_day(since, load_pack(pack).calendar) if period else None
    assert found == last


def test_what_is_not_known_of_the_law_is_marked() -> None:
    """Seen, or shown with "check with the office"; and a contradiction is said."""
    periods = [p for kind in changes.kinds("cz").values() for p in kind.periods]
    assert all(p.legal_basis and p.source for p in periods)
    assert [p.verified for p in periods if p.conflict.values] == ["doubtful"]
    derived = [p for p in periods if "open" in p.cases]
    assert derived
    assert all(p.needs_check for p in derived)


def test_a_change_of_employer_is_for_the_card_of_employees_alone() -> None:
    kind = changes.kinds("cz")["EMPLOYER"]
    assert kind.applies("EMP", "granted")
    assert not kind.applies("EMP", "open")
    assert not kind.applies("PR", "granted")


@pytest.mark.parametrize(("pack", "code"), KINDS)
def test_each_kind_reads_in_every_language(pack: str, code: str) -> None:
    kind = changes.kinds(pack)[code]
    for language in ("cs", "en", "uk", "vi", "ar"):
        assert kind.name.values[language]
        assert kind.summary.values[language]
        [part] = schema.review(kind.form(), {}, language)
        assert all(row.label for row in part.rows)


@pytest.mark.parametrize(("pack", "code"), KINDS)
def test_old_and_new_answers_meet_under_one_name(pack: str, code: str) -> None:
    """What changes is asked under the ids of an application that it applies to."""
    kind = changes.kinds(pack)[code]
    asked = {
        (section.id, item.id)
        for permit in kind.permits
        for section in schema.load(permit, pack=pack).sections
        for item in section.items
    }
    [section] = kind.form().sections
    assert {(section.id, item.id) for item in section.items} - asked <= {
        (section.id, "since"),
        (section.id, "message"),
    }


@pytest.mark.parametrize(("pack", "version"), sorted(DIGESTS))
def test_a_published_version_never_changes(pack: str, version: str) -> None:
    folder = load_pack(pack).folder / "changes" / version
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        digest.update(f"{path.relative_to(folder)}\n".encode() + path.read_bytes())
    assert digest.hexdigest() == DIGESTS[pack, version]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Utopia that a test may spoil."""
    copy = tmp_path / "uto"
    shutil.copytree(load_pack("uto").folder, copy)
    return copy


def problems(folder: Path) -> list[str]:
    with pytest.raises(BadPack) as caught:
        read(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{document: HOUSE,", "{document: HUT,", "no document 'HUT' in documents.yaml"),
        ("permits: [RES, WORK]\n", "permits: [RES, PLAY]\n", "'PLAY' is not known in 'permits'"),
        ("cases: [open, granted]\n", "cases: [lost]\n", "'lost' is not known in 'cases'"),
        ("days: 10,", "days: ten,", "'days' must be a int, not 'ten'"),
        ("counted: before", "counted: sideways", "'counted' must be one of after, before"),
        ("unit: working_days", "unit: moons", "'unit' must be one of days, working_days"),
        ("verified: derived", "verified: sure", "'verified' must be one of"),
        (", vi: Quý vị ở nơi khác.", "", "'summary' is missing in vi"),
        ("- code: GUILD", "- code: CLAN", "no form changes/v…/CLAN.yaml"),
        ("counted: before, ", "", "'counted' is missing"),
        ("- code: GUILD", "- code: ADDRESS", "'ADDRESS' stands twice in changes.yaml"),
    ],
)
def test_a_slip_is_named_by_file_and_line(folder: Path, old: str, new: str, said: str) -> None:
    line = spoil(folder / "changes.yaml", old, new)
    assert any(
        text.startswith(f"uto/changes.yaml:{line}: ") and said in text for text in problems(folder)
    ), problems(folder)


def test_a_form_that_asks_what_nobody_knows_is_named(folder: Path) -> None:
    spoil(folder / "changes/v1/GUILD.yaml", "kind: date", "kind: moon")
    [problem] = problems(folder)
    assert problem.startswith("uto/changes/v1/GUILD.yaml:1: ")
    assert "no kind 'moon'" in problem


def test_a_period_needs_the_day_from_which_it_is_counted(folder: Path) -> None:
    spoil(folder / "changes/v1/GUILD.yaml", "id: since", "id: when_it_was")
    [problem] = problems(folder)
    assert "does not ask 'since'" in problem


def test_a_broken_form_is_named_where_it_breaks(folder: Path) -> None:
    (folder / "changes/v1/GUILD.yaml").write_text("title: [\n", encoding="utf-8")
    [problem] = problems(folder)
    assert problem.startswith("uto/changes/v1/GUILD.yaml:2: ")
