"""What every kind of question can do; each kind is one small subclass.

An answer has two shapes. *Inputs* are the strings of the page, by part (``""`` when there is only
one). The *value* is what is stored: canonical JSON when the inputs are understood, the inputs
themselves when they are not yet, so that nothing that was typed is ever lost.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from permits.schema.model import Question

Text = str | Promise
Inputs = Mapping[str, str]
Validator = Callable[[str], str]

LONGEST = 20_000
ANSWER_THIS = _("Answer this question.")


@dataclass(frozen=True, slots=True)
class Part:
    """One control of a question. An empty label means the label of the question.

    ``answers_others``: what is pasted there fills in other controls, and the page says which.
    """

    name: str = ""
    label: Text = ""
    control: str = "text"
    autocomplete: str = ""
    inputmode: str = ""
    direction: str = "auto"
    optional: bool = False
    help: Text = ""
    width: str = ""
    countries: bool = False
    answers_others: bool = False


Reserved = Callable[[str, str], Text]
House = Callable[[Mapping[str, str]], Text]


def _nobodys(kind: str, value: str) -> Text:
    return ""


def any_house(parts: Mapping[str, str]) -> Text:
    return ""


@dataclass(frozen=True, slots=True)
class Context:
    """What checking an answer may need from outside: the day, the pack's validators and periods.

    ``periods``: days by name of the period. ``reserved(kind, value)``: why this contact cannot be
    the person's own, empty when it can. ``house(parts)``: the same for an address.
    """

    today: date = field(default_factory=timezone.localdate)
    validators: Mapping[str, Validator] = field(default_factory=dict)
    periods: Mapping[str, int] = field(default_factory=dict)
    reserved: Reserved = _nobodys
    house: House = any_house


class Invalid(Exception):
    """The inputs are not an answer. ``errors``: sentences by name of part."""

    def __init__(self, errors: Mapping[str, Text] | Text) -> None:
        super().__init__()
        self.errors: dict[str, Text] = dict(errors) if isinstance(errors, Mapping) else {"": errors}


class Kind:
    """Base of all kinds: one line of text, stored as a string.

    ``any_script``: it has a place for a script of the person's own, which nobody translates.
    """

    name = ""
    any_script = False

    def parts(self, question: Question) -> tuple[Part, ...]:
        """The controls, in order."""
        return (Part(),)

    def choices(self, question: Question, part: Part) -> list[tuple[str, str]]:
        """Value and label of each option, in the language that is active."""
        return []

    def example(self, question: Question) -> str:
        """An answer in the format that is wanted, in the language that is active; or nothing."""
        return gettext(question.example) if question.example else ""

    def edit(self, question: Question, value: Any) -> dict[str, str]:
        """The inputs that show a stored value."""
        names = [part.name for part in self.parts(question)]
        if names == [""]:
            return {"": value if isinstance(value, str) else ""}
        held = value if isinstance(value, Mapping) else {}
        return {name: held[name] if isinstance(held.get(name), str) else "" for name in names}

    def keep(self, question: Question, inputs: Inputs) -> Any:
        """The stored value for inputs that are not understood (yet): the inputs."""
        names = [part.name for part in self.parts(question)]
        if names == [""]:
            return inputs.get("", "")
        return {name: inputs[name] for name in names if inputs.get(name)}

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        """The canonical value. Raises Invalid; never called with nothing typed at all."""
        return one_line(inputs.get("", ""))

    def show(self, question: Question, value: Any, language: str) -> str:
        """The answer as a person reads it, in that language."""
        return value if isinstance(value, str) else ""


def held(value: Any) -> dict[str, str]:
    """The parts that are stored of an answer; none of what is no answer in parts."""
    if not isinstance(value, Mapping):
        return {}
    return {name: text for name, text in value.items() if isinstance(text, str)}


def tidy(text: str) -> str:
    """Composed letters, no control characters, no blanks at the ends.

    A zero-width joiner stays: it is part of the spelling of some languages.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def one_line(text: str) -> str:
    """Tidy text with single blanks; without a letter, its digits are 0–9.

    Raises Invalid when it is absurdly long.
    """
    text = " ".join(tidy(text).split())
    if not any(c.isalpha() for c in text):
        text = latin_digits(text)
    if len(text) > LONGEST:
        raise Invalid(_("This answer is too long. Shorten it, or upload it as a document."))
    return text


def latin_digits(text: str) -> str:
    """Digits of any script as 0–9; everything else as it is."""
    return "".join(
        str(unicodedata.digit(c)) if unicodedata.category(c) == "Nd" else c for c in text
    )


def compact(text: str) -> str:
    """A number or code as it is filed: Latin digits, capitals, no blanks or dashes."""
    return "".join(c for c in latin_digits(tidy(text)).upper() if c.isalnum())
