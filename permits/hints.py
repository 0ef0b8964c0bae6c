"""Hints of a pack for whoever helps with the form: what to ask, what the law means, mistakes.

``packs/<pack>/hints.yaml`` has them by section and question of the form::

    person:
      name:
        - kind: mistake
          text: {en: …, cs: …}

The key ``_`` instead of a question is for the section as a whole. A hint about the law (``kind:
law``) says where it was read (``source``) and whether (``verified``), as every fact of a pack does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from permits import packs
from permits.texts import Text

WHOLE = "_"


class Kind(models.TextChoices):
    """What a hint is about; in this order they are shown."""

    ASK = "ask", _("What to ask")
    LAW = "law", _("What the law means")
    MISTAKE = "mistake", _("Common mistakes")


@dataclass(frozen=True, slots=True)
class Hint:
    """One sentence or two for the helper, in the helper's language."""

    kind: str
    text: Text
    source: str = ""
    verified: str = ""

    @property
    def title(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def needs_check(self) -> bool:
        """Nobody has read this in the law itself yet."""
        return self.kind == Kind.LAW and self.verified != "seen"


class BadHint(ValueError):
    """The file of hints is not written as it should be; the message names the place."""


def of_section(pack: str, section: str) -> Mapping[str, tuple[Hint, ...]]:
    """The hints of one section by question; those of the whole section under an empty name."""
    return hints(pack).get(section, {})


@cache
def hints(pack: str) -> Mapping[str, Mapping[str, tuple[Hint, ...]]]:
    """All hints of a pack by section and question. Raises ``BadHint``."""
    path = packs.load_pack(pack).folder / "hints.yaml"
    if not path.is_file():
        return {}
    return {
        section: {
            "" if name == WHOLE else name: tuple(
                sorted(
                    (_hint(entry, f"{section}.{name}") for entry in entries),
                    key=lambda hint: Kind.values.index(hint.kind),
                )
            )
            for name, entries in questions.items()
        }
        for section, questions in packs.read_yaml(path).items()
    }


def every(pack: str) -> Iterator[tuple[str, str, Hint]]:
    """Section, question and hint, one by one."""
    for section, questions in hints(pack).items():
        for question, found in questions.items():
            for hint in found:
                yield section, question, hint


def _hint(entry: Mapping[str, object], where: str) -> Hint:
    unknown = set(entry) - {"kind", "text", "source", "verified"}
    text, kind = entry.get("text"), entry.get("kind")
    if unknown or kind not in Kind.values or not isinstance(text, Mapping):
        raise BadHint(f"{where}: {dict(entry)!r}")
    if kind == Kind.LAW and not (entry.get("source") and entry.get("verified")):
        raise BadHint(f"{where}: a hint about the law has its source")
    return Hint(
        kind=str(kind),
        text=Text({str(code): str(said) for code, said in text.items()}),
        source=str(entry.get("source", "")),
        verified=str(entry.get("verified", "")),
    )
