"""Bars as SVG, drawn here: attributes for places, classes for colours, mirrored for Arabic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, LABEL, VALUE = 640, 168, 56
ROW, THICK = 34, 22


@dataclass(frozen=True)
class Bar:
    """``x`` and ``width`` of the bar, ``y`` of its row; where the label and the figure stand."""

    label: str
    value: str
    x: int
    y: int
    width: int
    label_x: int
    value_x: int
    text_y: int


@dataclass(frozen=True)
class Chart:
    """``id`` names title and description; the table below says the same in words."""

    id: str
    title: str
    description: str
    bars: list[Bar]
    width: int
    height: int
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
    room = WIDTH - LABEL - VALUE
    bars = []
    for number, (label, value, written) in enumerate(rows):
        width = max(round(room * min(value, top) / top), 1 if value else 0)
        start = LABEL
        bars.append(
            Bar(
                label=label,
                value=written,
                x=WIDTH - start - width if rtl else start,
                y=number * ROW + (ROW - THICK) // 2,
                width=width,
                label_x=_mirrored(LABEL - 10, rtl),
                value_x=_mirrored(start + width + 8, rtl),
                text_y=number * ROW + ROW // 2,
            )
        )
    return Chart(name, title, description, bars, WIDTH, max(len(rows), 1) * ROW)


def _mirrored(x: int, rtl: bool) -> int:
    return WIDTH - x if rtl else x
