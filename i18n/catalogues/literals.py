"""Find words in templates that no translator will ever see."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

ATTRIBUTES = {"title", "alt", "aria-label", "aria-description", "placeholder", "label"}
NOT_FOR_READERS = {"script", "style", "code", "kbd", "samp"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
ALLOWED = {"Pobyt", "PDF", "JPEG", "PNG", "QR", "UTO"}
"""Proper names and abbreviations that are written alike in every language."""

_WORD = re.compile(r"[^\W\d_]{2,}")
_SKIPPED = {"blocktranslate", "blocktrans", "comment", "verbatim"}
# A block that a child template fills with attributes, and attributes standing in a fragment.
_ATTRIBUTE_BLOCK = re.compile(r"block \w+_(?:class|attributes)")
_ATTRIBUTE = re.compile(r"""[\w-]+="[^"]*"?""")
_ENTITY = re.compile(r"&#?\w+;")


def in_template(source: str) -> list[tuple[int, str]]:
    """Literal words that a reader would see, with their line; ``translate="no"`` excuses them."""
    finder = _Finder()
    finder.feed(_markup_alone(source))
    finder.close()
    return finder.found


def in_folder(folder: Path) -> Iterator[str]:
    """A sentence for each literal in the HTML templates of ``folder``."""
    for path in sorted(folder.rglob("*.html")):
        for line, words in in_template(path.read_text()):
            yield f"{path.relative_to(folder.parent)}:{line}: untranslatable text {words!r}"


def _markup_alone(source: str) -> str:
    """The template without its tags, variables, comments and translated blocks; lines stay."""
    kept: list[str] = []
    until: str | None = None
    for token in Lexer(source).tokenize():
        if until is not None:
            if token.token_type == TokenType.BLOCK and token.contents.strip() in _ends(until):
                until = None
            kept.append(_blank(token))
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        else:
            kept.append(_blank(token))
            name = token.contents.split(maxsplit=1)[0] if token.contents.strip() else ""
            if token.token_type == TokenType.BLOCK and (
                name in _SKIPPED or _ATTRIBUTE_BLOCK.fullmatch(token.contents.strip())
            ):
                until = name
    return "".join(kept)


def _ends(name: str) -> set[str]:
    return {f"end{name}"}


def _blank(token: Token) -> str:
    return "\n" * token.contents.count("\n")


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag not in VOID and (
            self._silent or tag in NOT_FOR_READERS or values.get("translate") == "no"
        ):
            self._silent.append(tag)
        if self._silent:
            return
        for name in ATTRIBUTES & values.keys():
            self._look(values[name] or "")
        if tag == "input" and values.get("type") in {"submit", "button", "reset"}:
            self._look(values.get("value") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._silent and self._silent[-1] == tag and tag not in VOID:
            self._silent.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag in self._silent:
            while self._silent and self._silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._look(data)

    def _look(self, text: str) -> None:
        words = [
            word
            for word in _WORD.findall(_ENTITY.sub(" ", _ATTRIBUTE.sub(" ", text)))
            if word not in ALLOWED
        ]
        if words:
            self.found.append((self.getpos()[0], " ".join(words)))
