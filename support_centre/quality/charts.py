"""Bars as SVG, drawn here: attributes for places, classes for colours, mirrored for Arabic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, VALUE = 320, 44
ROW, THICK = 28, 18
LETTER = 8
"""About the width of a letter: how much room the labels need beside the bars."""

LONGEST_BESIDE = 15
"""Longer labels stand above their bars."""


@dataclass(frozen=True)
class Bar:
    """``x`` and ``width`` of the bar, ``y`` of its row; where the label and the figure stand."""

    label: str
    value: str
    x: int
    y: int
    width: int
    label_x: int
    label_y: int
    value_x: int
    value_y: int


@dataclass(frozen=True)
class Chart:
    """``id`` names title and description; the table below says the same in words."""

    id: str
    title: str
    description: str
    bars: list[Bar]
    width: int
    height: int
    anchor: str
    thick: int = THICK


def chart(
    name: str,
    title: str,
    description: str,
    rows: Sequence[tuple[str, float, str]],
    *,
    rtl: bool,
    most: float | None = None,
) -> Chart:
    """``rows`` of label, value and the value as it is written; ``most``: the longest bar's."""
    top = most or max((value for _label, value, _written in rows), default=0) or 1
    longest = max((len(label) for label, _value, _written in rows), default=0)
    above = longest > LONGEST_BESIDE
    start = 0 if above else longest * LETTER + 8
    step = ROW * 2 if above else ROW
    bars = []
    for number, (label, value, written) in enumerate(rows):
        width = max(round((WIDTH - start - VALUE) * min(value, top) / top), 1 if value else 0)
        y = number * step + (ROW if above else 0)
        middle = y + ROW // 2
        bars.append(
            Bar(
                label=label,
                value=written,
                x=WIDTH - start - width if rtl else start,
                y=y + (ROW - THICK) // 2,
                width=width,
                label_x=_mirrored(0 if above else start - 8, rtl),
                label_y=middle - ROW + 2 if above else middle,
                value_x=_mirrored(start + width + 6, rtl),
                value_y=middle,
            )
        )
    height = max(len(rows), 1) * step
    return Chart(name, title, description, bars, WIDTH, height, "start" if above else "end")


def _mirrored(x: int, rtl: bool) -> int:
    return WIDTH - x if rtl else x
