"""Words, names and yes or no."""

from typing import Any, ClassVar

from django.utils.translation import gettext, gettext_noop, pgettext
from django.utils.translation import gettext_lazy as _

from i18n.languages import said
from i18n.scripts import IN_LATIN, is_latin
from permits.schema.kinds.base import (
    LONGEST,
    Context,
    Inputs,
    Invalid,
    Kind,
    Part,
    Text,
    held,
    latin_digits,
    one_line,
    tidy,
)
from permits.schema.model import Question


class ShortText(Kind):
    """A line. ``params.validator`` names a check of the pack."""

    name = "text"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (
            Part(
                autocomplete=question.params.get("autocomplete", ""),
                inputmode=question.params.get("inputmode", ""),
                direction="ltr" if question.params.get("validator") else "auto",
                width=question.params.get("width", ""),
            ),
        )

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        value = one_line(inputs.get("", ""))
        check = question.params.get("validator")
        return validated(value, check, context) if check else value


class LongText(Kind):
    """Several lines, as long as the person needs."""

    name = "longtext"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (Part(control="textarea"),)

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        value = tidy(inputs.get("", ""))
        if len(value) > LONGEST:
            raise Invalid(_("This answer is too long. Shorten it, or upload it as a document."))
        return value


class Name(Kind):
    """A person's name as in the passport: in Latin letters, and in the person's own script.

    People with one name only write it once: one of family name and given names is enough.
    ``params.parts`` chooses among family, given, other, previous, native.
    """

    name = "name"
    any_script = True
    PARTS: ClassVar = {
        "family": Part("family", _("Family name"), autocomplete="family-name", direction="auto"),
        "given": Part("given", _("Given names"), autocomplete="given-name", direction="auto"),
        "other": Part(
            "other",
            _("Other names"),
            optional=True,
            help=_("Father’s name, middle name or any other name in the passport."),
        ),
        "previous": Part(
            "previous",
            _("All earlier family names"),
            optional=True,
            help=_("For example your name at birth or from an earlier marriage."),
        ),
        "native": Part(
            "native",
            _("Name in your own script"),
            optional=True,
            help=_("As people write it in your language."),
        ),
    }

    EXTRAS = (
        (gettext_noop("other names: %(name)s"), "other"),
        (gettext_noop("earlier family names: %(name)s"), "previous"),
        (gettext_noop("in own script: %(name)s"), "native"),
    )

    def parts(self, question: Question) -> tuple[Part, ...]:
        names = question.params.get("parts", ("family", "given"))
        return tuple(self.PARTS[name] for name in names)

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        value: dict[str, str] = {}
        errors: dict[str, Text] = {}
        for part in self.parts(question):
            text = one_line(inputs.get(part.name, ""))
            if text and part.name != "native" and not is_latin(text):
                errors[part.name] = IN_LATIN
            if text:
                value[part.name] = text
        if not (value.get("family") or value.get("given")):
            errors["family"] = _("Write the name as in the passport. One name alone is enough.")
        if errors:
            raise Invalid(errors)
        return value

    def show(self, question: Question, value: Any, language: str) -> str:
        parts = held(value)
        full = " ".join(filter(None, (parts.get("given"), parts.get("family", "").upper())))
        extras = [
            said(label, language) % {"name": parts[part]}
            for label, part in self.EXTRAS
            if parts.get(part)
        ]
        return "\n".join([full, *extras])


class YesNo(Kind):
    """Stored as true or false."""

    name = "yesno"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (Part(control="radios"),)

    def choices(self, question: Question, part: Part) -> list[tuple[str, str]]:
        return [("yes", pgettext("answer", "Yes")), ("no", pgettext("answer", "No"))]

    def edit(self, question: Question, value: Any) -> dict[str, str]:
        if isinstance(value, bool):
            return {"": "yes" if value else "no"}
        return {"": value if isinstance(value, str) else ""}

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        typed = inputs.get("", "").strip()
        if typed not in ("yes", "no"):
            raise Invalid(_("Choose yes or no."))
        return typed == "yes"

    def show(self, question: Question, value: Any, language: str) -> str:
        answer = self.edit(question, value)[""]
        if answer not in ("yes", "no"):
            return ""
        return said("Yes" if answer == "yes" else "No", language, "answer")


class Choice(Kind):
    """One of the options; radio buttons up to eight, a list above."""

    name = "choice"

    def parts(self, question: Question) -> tuple[Part, ...]:
        return (Part(control="radios" if len(question.options) <= 8 else "select"),)

    def choices(self, question: Question, part: Part) -> list[tuple[str, str]]:
        return [(option.value, gettext(option.label)) for option in question.options]

    def clean(self, question: Question, inputs: Inputs, context: Context) -> Any:
        typed = inputs.get("", "").strip()
        if typed not in {option.value for option in question.options}:
            raise Invalid(_("Choose one of the answers."))
        return typed

    def show(self, question: Question, value: Any, language: str) -> str:
        for option in question.options:
            if option.value == value:
                return said(option.label, language)
        return ""


def validated(value: str, check: str, context: Context, part: str = "") -> str:
    """Pass a value through a check of the pack. Raises Invalid with the check's sentence."""
    try:
        return context.validators[check](latin_digits(value))
    except ValueError as error:
        raise Invalid({part: error.args[0]}) from None
