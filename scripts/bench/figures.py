"""Figures against goals: medians of interleaved samples, one table, one file."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

DRIFT = 0.4
WANTED, MOST = 3, 8


@dataclass(frozen=True)
class Figure:
    """One line. ``goal`` is None for what is shown only; ``least`` says that more is better."""

    size: str
    line: str
    figure: float
    goal: float | None = None
    least: bool = False

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        reached = self.figure >= self.goal if self.least else self.figure <= self.goal
        return "reached" if reached else "missed"


def times(anchor: Callable[[], float], target: Callable[[], float]) -> float:
    """How many times the anchor's cost: the median of three ratios, each taken side by side.

    A pair whose anchor lies more than 40 % off the median of the anchors is thrown away.
    """
    pairs: list[tuple[float, float]] = []
    for _try in range(MOST):
        pairs.append((anchor(), target()))
        kept = steady(pairs)
        if len(kept) >= WANTED:
            break
    return statistics.median(cost / floor for floor, cost in kept)


def steady(pairs: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pairs of floor and cost without those whose floor drifted."""
    middle = statistics.median(floor for floor, _cost in pairs)
    return [pair for pair in pairs if abs(pair[0] / middle - 1) <= DRIFT]


def table(figures: Sequence[Figure]) -> str:
    """Size, line, goal, figure, verdict: one row a figure."""
    rows = [f"{'size':<6}{'line':<44}{'goal':>9}{'figure':>10}  verdict"]
    for each in figures:
        sign = "≥" if each.least else "≤"
        goal = "" if each.goal is None else f"{sign} {each.goal:g}"
        row = f"{each.size:<6}{each.line:<44}{goal:>9}{each.figure:>10.2f}  {each.verdict}"
        rows.append(row.rstrip())
    return "\n".join(rows)


def write(figures: Sequence[Figure], path: Path) -> None:
    """The same as JSON."""
    path.parent.mkdir(exist_ok=True)
    rows = [{**asdict(each), "verdict": each.verdict} for each in figures]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
