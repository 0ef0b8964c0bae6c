"""What a letter says in one language, before it is set."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Item:
    """A point of a list: what it is, what is said of it, and the law behind it.

    ``only_in`` names the language of ``original``, a free sentence that nobody has translated.
    """

    title: str
    text: str = ""
    legal_basis: str = ""
    evidence: tuple[str, ...] = ()
    original: str = ""
    only_in: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with paragraphs and points beneath."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Text:
    """A whole letter in one language. ``summary`` is what the message in the postbox says."""

    title: str
    summary: str
    parts: tuple[Part, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    remedy: Part | None = None
    closing: tuple[str, ...] = field(default=())
    signature: tuple[str, ...] = field(default=())
