"""The look polices itself: logical properties, nothing inline, components told and used."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static").rglob("*.css"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)"
    r"|border-(?:top|bottom)-(?:left|right)-radius|(?:left|right|top|bottom)"
    r"|(?:min-|max-)?(?:width|height))\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def rules(css: str) -> str:
    """The declarations of a style sheet: without comments and without conditions of media."""
    return re.sub(
        r"@(?:media|container|supports)[^{]*\{", "{", re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    )


@pytest.mark.parametrize("path", STYLES, ids=relative)
def test_styles_know_no_left_and_right(path):
    assert [m.group() for m in PHYSICAL.finditer(rules(path.read_text()))] == []


@pytest.mark.parametrize("path", STYLES, ids=relative)
def test_styles_add_no_colour_of_their_own(path):
    """One accent, in tokens.css; everything else is Designsystemet's. Paper is black and white.

    The administration has a theme of variables of its own, which do not know our tokens.
    """
    if path.name in ("tokens.css", "print.css", "admin.css"):
        return
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", rules(path.read_text())) == []


def test_there_are_four_sizes_of_text():
    sizes = set()
    for path in STYLES:
        if path.name != "print.css":
            sizes |= set(re.findall(r"font-size:\s*([^;]+);", rules(path.read_text())))
    assert {s for s in sizes if s != "inherit"} <= {
        f"var(--text-{s})" for s in ("small", "body", "title", "display")
    }


def test_nothing_is_inline():
    """Style and script live in files: the security policy refuses anything else."""
    found = {relative(p): INLINE.findall(p.read_text()) for p in TEMPLATES}
    assert {path: hits for path, hits in found.items() if hits} == {}


def test_every_icon_that_is_named_is_drawn():
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', (ROOT / "static/pobyt/icons.svg").read_text()))
    named = set()
    for path in TEMPLATES:
        named |= set(re.findall(r'components/icon\.html" with name="([a-z]+)"', path.read_text()))
        named |= set(re.findall(r"icons\.svg' %}#([a-z]+)", path.read_text()))
    assert named <= drawn


def test_every_component_says_what_it_takes():
    silent = [p.name for p in COMPONENTS if not re.match(r"\{# |\{% comment %\}", p.read_text())]
    assert silent == []


def test_every_component_is_used():
    used = "\n".join(p.read_text() for p in TEMPLATES)
    code = "\n".join(p.read_text() for p in ROOT.glob("*/**/*.py") if ".venv" not in p.parts)
    told = (ROOT / "docs" / "components.md").read_text()
    idle = [p.name for p in COMPONENTS if p.name not in used + code and p.name not in told]
    assert idle == []


def test_components_of_the_handbook_exist():
    told = re.findall(r"^\| `(\w+\.html)` \|", (ROOT / "docs/components.md").read_text(), re.M)
    assert set(told) <= {p.name for p in COMPONENTS}
    assert len(told) > 15


def test_the_locked_assets_name_no_address():
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, entry in locked.items() if "resolved" in entry] == []
    assert all("integrity" in entry for name, entry in locked.items() if name)


def test_pictures_that_move_nothing_have_a_size():
    """Nothing moves under the finger when content arrives: images say how large they are."""
    images = [
        f"{relative(path)}: {image}"
        for path in TEMPLATES
        for image in re.findall(r"<img\b[^>]*>", path.read_text())
    ]
    assert [image for image in images if "width=" not in image or "alt=" not in image] == []
