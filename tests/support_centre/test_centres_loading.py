"""Centres of a pack: read strictly, written once, what somebody edited is kept."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from accounts.actor import SYSTEM
from permits.actions import load_catalogue
from permits.loading import BadPack
from permits.models import PermitType
from permits.packs import load_pack
from support_centre.loading import outline, read, write
from support_centre.models import Centre, ClosedDay, Interpreter
from support_centre.offered import OFFERED


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


@pytest.mark.parametrize("pack", ["cz", "uto"])
def test_a_pack_brings_its_centres_and_twice_is_once(db: None, pack: str) -> None:
    load_catalogue(pack, actor=SYSTEM)
    second = load_catalogue(pack, actor=SYSTEM)
    assert (second.created, second.updated, second.kept, second.gone) == (0, 0, [], [])
    assert Centre.objects.filter(pack=pack).exists()


@pytest.mark.parametrize("pack", ["cz", "uto"])
def test_every_centre_is_named_in_every_language_and_says_its_source(db: None, pack: str) -> None:
    load_catalogue(pack, actor=SYSTEM)
    for centre in Centre.objects.all():
        assert set(centre.name) == {code for code, _own in settings.LANGUAGES}
        assert centre.source
        assert set(centre.services) <= set(OFFERED)


def test_there_is_a_centre_in_every_czech_region_and_no_address_is_invented(db: None) -> None:
    load_catalogue("cz", actor=SYSTEM)
    assert Centre.objects.values("region").distinct().count() == 14
    assert not Centre.objects.exclude(address="").exists()
    assert set(Centre.objects.values_list("place_verified", flat=True)) == {"doubtful"}
    hours = Centre.objects.exclude(hours="")
    assert hours.count() == 10
    assert set(hours.values_list("verified", flat=True)) == {"doubtful"}


def test_exceptions_and_interpreters_come_with_it(db: None) -> None:
    load_catalogue("uto", actor=SYSTEM)
    centre = Centre.objects.get(code="UTO-HARBOUR")
    assert centre.openings_on(date(2026, 12, 2)) == []
    [opening] = centre.openings_on(date(2026, 12, 3))
    assert opening.end.hour == 12
    ways = Interpreter.objects.order_by("how").values_list("language", "how")
    assert list(ways) == [("ar", "on_site"), ("vi", "phone")]


def test_what_was_edited_since_is_kept_and_named(db: None, folder: Path) -> None:
    load_catalogue("uto", actor=SYSTEM)
    Centre.objects.filter(code="UTO-HILL").update(address="10 Upper Road", phone="+999 1")
    spoil(folder / "centres.yaml", "9 Upper Road", "11 Upper Road")
    spoil(folder / "centres.yaml", "hours: Tu,Th 08:00-12:00", "hours: Tu 08:00-12:00")
    report = write(read(folder), "uto")
    assert sorted(report.kept) == ["uto/centre/UTO-HILL/address", "uto/centre/UTO-HILL/phone"]
    centre = Centre.objects.get(code="UTO-HILL")
    assert (centre.address, centre.hours) == ("10 Upper Road", "Tu 08:00-12:00")


def test_what_no_file_names_any_more_is_reported_what_was_added_is_not(
    db: None, folder: Path
) -> None:
    load_catalogue("uto", actor=SYSTEM)
    hill = Centre.objects.get(code="UTO-HILL")
    ClosedDay.objects.create(centre=hill, day=date(2026, 12, 8))
    Centre.objects.create(pack="uto", code="BY-HAND")
    spoil(folder / "centres.yaml", ", {language: vi, how: phone}", "")
    report = write(read(folder), "uto")
    assert report.gone == ["uto/interpreter/UTO-HARBOUR.vi.phone"]
    assert Interpreter.objects.filter(language="vi").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("centres.yaml", "code: UTO-HILL", "code: uto-hill", "must be capitals"),
        ("centres.yaml", "code: UTO-HILL", "code: UTO-HARBOUR", "stands twice"),
        ("centres.yaml", "vi: Ngôi nhà trên đồi, ", "", "'name' is missing in vi"),
        ("centres.yaml", "hours: Tu,Th 08:00-12:00", "hours: Tuesday", "is not written like"),
        ("centres.yaml", "services: [filing]", "services: [tea]", "'tea' is no service"),
        ("centres.yaml", "latitude: 24.11", "latitude: north", "must be a number"),
        ("centres.yaml", "latitude: 24.11", "latitude: 124.11", "between -90 and 90"),
        ("centres.yaml", "  latitude: 24.11\n", "", "go together"),
        ("centres.yaml", "language: vi", "language: klingon", "must be one of"),
        ("centres.yaml", "language: vi, how: phone", "language: ar, how: on_site", "twice"),
        ("centres.yaml", "how: phone", "how: pigeon", "must be one of on_site, phone"),
        ("centres.yaml", "day: 2026-12-02", "day: soon", "must be a date"),
        ("centres.yaml", 'hours: "Th 10', 'hours: "Fr 10', "another weekday"),
        ("centres.yaml", "verified: seen", "verified: sure", "must be one of seen"),
        ("centres.yaml", "source: Residence Code\n", "\n", "'source' is missing"),
        ("centres.yaml", "[filing]", "[filing", "centres.yaml:"),
    ],
)
def test_a_mistake_is_named_by_file_and_line(
    folder: Path, name: str, old: str, new: str, expected: str
) -> None:
    spoil(folder / name, old, new)
    with pytest.raises(BadPack) as caught:
        read(folder)
    found = [str(problem) for problem in caught.value.problems]
    assert any(text.startswith(f"uto/{name}:") and expected in text for text in found), found


@pytest.mark.parametrize("text", ["- [1, 2]\n", "- [1, 2]\n- [3, east]\n- [5, 6]\n", "north: 1\n"])
def test_a_shape_has_corners(folder: Path, text: str) -> None:
    (folder / "outline.yaml").write_text(text)
    with pytest.raises(BadPack, match="at least three pairs"):
        read(folder)


def test_a_country_without_centres_is_a_country(folder: Path) -> None:
    (folder / "centres.yaml").unlink()
    assert read(folder).centres == []
    assert outline("uto") == ()


def test_a_bad_centre_stops_the_whole_pack(
    db: None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both mistakes are told at once, and no row of either room is written."""
    spoil(folder / "centres.yaml", "services: [filing]", "services: [tea]")
    spoil(folder / "types" / "work.yaml", "agenda: W", "agendo: W")
    monkeypatch.setattr("permits.packs.ROOT", folder.parent)
    load_pack.cache_clear()
    try:
        with pytest.raises(BadPack) as caught:
            load_catalogue("uto", actor=SYSTEM)
    finally:
        monkeypatch.undo()
        load_pack.cache_clear()
    paths = {problem.path for problem in caught.value.problems}
    assert {"uto/centres.yaml", "uto/types/work.yaml"} <= paths
    assert not PermitType.objects.filter(pack="uto").exists()
    assert not Centre.objects.exists()
