"""The bench: what it makes of its samples, and how it tells."""

import json
from pathlib import Path

import pytest

from scripts.bench.__main__ import sizes
from scripts.bench.figures import Figure, steady, table, times, write
from scripts.bench.files import pdf


def test_sizes_are_written_short() -> None:
    assert sizes("10k, 1M") == {"10k": 10_000, "1M": 1_000_000}


def test_a_ratio_is_the_median_of_pairs_taken_side_by_side() -> None:
    floors, costs = iter([1.0, 1.0, 1.0]), iter([2.0, 9.0, 3.0])
    assert times(lambda: next(floors), lambda: next(costs)) == 3.0


def test_a_sample_whose_anchor_drifts_is_thrown_away() -> None:
    assert steady([(1.0, 2.0), (1.1, 2.0), (5.0, 2.0)]) == [(1.0, 2.0), (1.1, 2.0)]
    floors, costs = iter([1.0, 9.0, 1.0, 1.0]), iter([2.0, 2.0, 2.0, 2.0])
    assert times(lambda: next(floors), lambda: next(costs)) == 2.0


@pytest.mark.parametrize(
    ("figure", "verdict"),
    [
        (Figure("10k", "page", 1.7, 1.7), "reached"),
        (Figure("10k", "page", 1.8, 1.7), "missed"),
        (Figure("10k", "speed", 0.7, 0.8, least=True), "missed"),
        (Figure("10k", "speed", 0.9, 0.8, least=True), "reached"),
        (Figure("10k", "shown only", 5.0), ""),
    ],
)
def test_a_figure_is_held_against_its_goal(figure: Figure, verdict: str) -> None:
    assert figure.verdict == verdict


def test_one_row_a_figure_in_the_table_and_in_the_file(tmp_path: Path) -> None:
    found = [Figure("10k", "page", 1.234, 1.7), Figure("10k", "speed", 0.5, 0.8, least=True)]
    first, second, third = table(found).splitlines()
    assert first.split() == ["size", "line", "goal", "figure", "verdict"]
    assert second.split() == ["10k", "page", "≤", "1.7", "1.23", "reached"]
    assert third.split() == ["10k", "speed", "≥", "0.8", "0.50", "missed"]
    write(found, tmp_path / "made" / "bench.json")
    rows = json.loads((tmp_path / "made" / "bench.json").read_text())
    assert [row["verdict"] for row in rows] == ["reached", "missed"]


def test_a_file_to_send_weighs_what_it_should() -> None:
    assert 100_000 < len(pdf(100_000)) < 110_000
