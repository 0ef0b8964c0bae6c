"""The lifecycle drawn from its own table: a page for people, and a picture."""

from collections.abc import Sequence

from django.utils.translation import gettext, override

from cases.lifecycle import FINAL, State
from cases.table import Row, rows

WIDTH, HEIGHT = 190, 56
BOXES = {
    State.DISCONTINUED: (20, 30, 470),
    State.RECEIVED: (340, 30, HEIGHT),
    State.OPEN: (340, 164, HEIGHT),
    State.PRE_APPROVED: (340, 310, HEIGHT),
    State.GRANTED: (340, 444, HEIGHT),
    State.INADMISSIBLE: (690, 30, HEIGHT),
    State.SUSPENDED: (690, 164, HEIGHT),
    State.REFUSED: (690, 310, HEIGHT),
}
"""Left, top and height of each box, in pixels. ``under_appeal`` has no step yet."""

ROUTES: dict[tuple[str, str], tuple[list[tuple[int, int]], tuple[int, int]]] = {
    ("received", "open"): ([(435, 86), (435, 164)], (435, 128)),
    ("open", "pre_approved"): ([(435, 220), (435, 310)], (435, 244)),
    ("pre_approved", "granted"): ([(435, 366), (435, 444)], (435, 408)),
    ("received", "inadmissible"): ([(530, 58), (690, 58)], (610, 52)),
    ("open", "inadmissible"): ([(530, 176), (690, 78)], (610, 122)),
    ("open", "suspended"): ([(530, 188), (690, 188)], (610, 182)),
    ("suspended", "open"): ([(690, 204), (530, 204)], (610, 217)),
    ("open", "refused"): ([(500, 220), (690, 330)], (640, 312)),
    ("received", "discontinued"): ([(340, 58), (210, 58)], (275, 80)),
    ("open", "discontinued"): ([(340, 192), (210, 192)], (275, 212)),
    ("suspended", "discontinued"): ([(785, 220), (785, 272), (210, 272)], (275, 290)),
    ("pre_approved", "discontinued"): ([(340, 338), (210, 338)], (275, 358)),
}
"""Corners of each arrow and the place of its words."""

CLOCK = {
    State.RECEIVED: "off",
    State.OPEN: "runs",
    State.SUSPENDED: "stopped",
    State.PRE_APPROVED: "stopped",
}

PAGE = """# The lifecycle of a case

Generated from `cases/lifecycle.py` by `manage.py lifecycle --write`; a test compares them.

![The lifecycle of a case](lifecycle.svg)

## States

| state | the applicant reads | clock |
|---|---|---|
{states}

`under_appeal` is known but no step leads there: appeals come later, and until then the database
refuses the state.

## Steps

| step | from | to | permission | clock | only when |
|---|---|---|---|---|---|
{steps}

A condition that does not hold is shown beside the step in these words:

{reasons}

## Diagram

```mermaid
stateDiagram-v2
{diagram}
```
"""


def page() -> str:
    """The text of ``docs/lifecycle.md``, in English whatever language is active."""
    with override("en"):
        table = rows()
        return PAGE.format(
            states="\n".join(_state(state) for state in State),
            steps="\n".join(_step(row) for row in table),
            reasons="\n".join(_reasons(table)),
            diagram="\n".join(_diagram(table)),
        )


def _state(state: State) -> str:
    clock = "ended" if state in FINAL else CLOCK.get(state, "–")
    return f"| `{state.value}` | {state.label} | {clock} |"


def _step(row: Row) -> str:
    names = ", ".join(condition.__name__.replace("_", " ") for condition in row.conditions)
    return (
        f"| {gettext(row.label)} (`{row.name}`) | `{row.source}` | `{row.target}` "
        f"| `{row.permission}` | {row.clock} | {names or '–'} |"
    )


def _reasons(table: Sequence[Row]) -> list[str]:
    seen: dict[str, str] = {}
    for row in table:
        for condition in row.conditions:
            seen[condition.__name__.replace("_", " ")] = condition.reason
    return [f"* *{name}*: {gettext(reason)}" for name, reason in seen.items()]


def _diagram(table: Sequence[Row]) -> list[str]:
    lines = ["    [*] --> received"]
    lines += [f"    {row.source} --> {row.target}: {row.name}" for row in table]
    return lines + [f"    {state.value} --> [*]" for state in FINAL]


def svg() -> str:
    """The picture: boxes and arrows with words. ``KeyError`` for an arrow without a route."""
    with override("en"):
        pairs: dict[tuple[str, str], list[str]] = {}
        for row in rows():
            pairs.setdefault((row.source, row.target), []).append(row.name.replace("_", " "))
    arrows = [_arrow(*ROUTES[pair], names) for pair, names in pairs.items()]
    boxes = [_box(state, *place) for state, place in BOXES.items()]
    return "\n".join([HEAD, *arrows, *boxes, "</svg>", ""])


HEAD = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 530" role="img" \
aria-labelledby="title" font-family="system-ui, sans-serif">
<title id="title">The lifecycle of a case</title>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" \
orient="auto"><path d="M0 0 8 4 0 8z" fill="#5b6b7b"/></marker></defs>
<rect width="900" height="530" fill="#ffffff"/>"""


def _box(state: State, x: int, y: int, height: int) -> str:
    final = state in FINAL
    fill, line = ("#eef2f6", "#34495e") if final else ("#dceefb", "#14507a")
    clock = "clock ended" if final else f"clock {CLOCK[state]}"
    middle, top = x + WIDTH // 2, y + height // 2
    return (
        f'<g text-anchor="middle"><rect x="{x}" y="{y}" width="{WIDTH}" height="{height}" rx="8" '
        f'fill="{fill}" stroke="{line}" stroke-width="{3 if final else 1.5}"/>'
        f'<text x="{middle}" y="{top - 3}" font-size="16" font-weight="600" fill="#12212e">'
        f"{state.value.replace('_', ' ')}</text>"
        f'<text x="{middle}" y="{top + 16}" font-size="12" fill="#3c4b58">{clock}</text></g>'
    )


def _arrow(points: list[tuple[int, int]], at: tuple[int, int], names: list[str]) -> str:
    line = " L".join(f"{x} {y}" for x, y in points)
    words = "".join(
        f'<tspan x="{at[0]}" dy="{14 if n else 0}">{name}</tspan>' for n, name in enumerate(names)
    )
    return (
        f'<path d="M{line}" fill="none" stroke="#5b6b7b" stroke-width="1.5" '
        f'marker-end="url(#head)"/>'
        f'<text x="{at[0]}" y="{at[1]}" font-size="12" fill="#3c4b58" stroke="#ffffff" '
        f'stroke-width="4" paint-order="stroke" text-anchor="middle">{words}</text>'
    )
