"""The fonts of everything printed, and which characters they can show."""

from functools import cache
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import typst
from fontTools.ttLib import TTFont

PACKAGES = (fontpkg_noto_sans, fontpkg_noto_sans_arabic)
INVISIBLE = frozenset(
    "\n\t\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2066\u2067\u2068\u2069\u00ad"
)
STAND_IN = "\ufffd"


@cache
def fonts() -> typst.Fonts:
    """Those of the packages alone: a letter looks the same on every machine."""
    folders = [str(folder) for folder in _folders()]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _folders() -> list[Path]:
    return [Path(str(package.__file__)).parent / "files" for package in PACKAGES]


@cache
def shown() -> frozenset[int]:
    """The code points that at least one upright font has a shape for."""
    points: set[int] = {ord(letter) for letter in INVISIBLE}
    for folder in _folders():
        for file in folder.glob("*.ttf"):
            if "Italic" not in file.name:
                with TTFont(file, lazy=True) as font:
                    points.update(font.getBestCmap())
    return frozenset(points)


def showable(text: str) -> str:
    """``text`` with the replacement character for each character that no font has.

    PDF/A forbids a missing shape, and one emoji in an answer must not stop a whole letter.
    """
    known = shown()
    if all(ord(letter) in known for letter in text):
        return text
    return "".join(letter if ord(letter) in known else STAND_IN for letter in text)
