"""What a translation must keep from its message: placeholders, markup, line breaks at its ends."""

import re
from collections import Counter
from collections.abc import Sequence

from i18n.catalogues import plurals
from i18n.catalogues.spelling import slips

_PERCENT = re.compile(r"%(?:\((?P<name>\w+)\))?[#0\- +]*\d*(?:\.\d+)?(?P<kind>[diouxXeEfFgGcrsa])")
_BRACE = re.compile(r"\{(?P<name>\w*)(?:![rsa])?(?::[^{}]*)?\}")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def of(text: str) -> set[str]:
    """The placeholders in ``text``, both ``%(name)s`` and ``{name}``."""
    without_literal = text.replace("%%", "")
    found = {match.group() for match in _PERCENT.finditer(without_literal)}
    return found | {match.group() for match in _BRACE.finditer(text)}


def _stray_percent(text: str) -> bool:
    return "%" in _PERCENT.sub("", text.replace("%%", ""))


def _tags(text: str) -> Counter[str]:
    return Counter(_TAG.findall(text))


def problems(identity: str | tuple[str, str], forms: Sequence[str], language: str) -> list[str]:
    """What is wrong with the forms of a finished translation, as sentences for its translator."""
    if isinstance(identity, tuple):
        return _plural_problems(identity, forms, language)
    if len(forms) != 1:
        return ["a message without plural has one form"]
    return _form_problems(identity, forms[0], language, missing_allowed=0)


def _plural_problems(identity: tuple[str, str], forms: Sequence[str], language: str) -> list[str]:
    wanted = plurals.count(language)
    if len(forms) != wanted:
        return [f"{len(forms)} plural forms instead of {wanted}"]
    found = []
    for index, form in enumerate(forms):
        single = index in plurals.SINGLE_NUMBER[language]
        which = f"form {index} ({plurals.EXAMPLES[language][index]})"
        problems_here = _form_problems(identity[1], form, language, missing_allowed=int(single))
        found += [f"{which}: {problem}" for problem in problems_here]
    return found


def _form_problems(source: str, form: str, language: str, *, missing_allowed: int) -> list[str]:
    expected, actual = of(source), of(form)
    found = []
    if unknown := actual - expected:
        found.append(f"unknown placeholder {', '.join(sorted(unknown))}")
    if len(lost := expected - actual) > missing_allowed:
        found.append(f"lost placeholder {', '.join(sorted(lost))}")
    if any(name.startswith("%") for name in expected) and _stray_percent(form):
        found.append("a percent sign that is not doubled")
    if _tags(source) != _tags(form):
        found.append("the markup differs")
    if source.startswith("\n") != form.startswith("\n"):
        found.append("the line break at the start differs")
    if source.endswith("\n") != form.endswith("\n"):
        found.append("the line break at the end differs")
    return found + slips(_words(form), language)


def _words(form: str) -> str:
    return _TAG.sub(" ", _BRACE.sub(" ", _PERCENT.sub(" ", form)))
