"""What a person reads and agrees to on a device of their own: the binding text beside theirs.

The page draws ``Shown.columns``, the sealed copy prints the same ones. Between the two nothing may
change: whoever agrees names the digest of what was drawn (as ADR 0051 has it of a read-back).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person
from applicants.printing import column_note
from i18n import formats
from i18n.languages import current, direction, using
from permits.packs import load_pack
from support_centre import consent
from support_centre.models import Given, Mandate
from support_centre.sheets import sheet
from vault import keys


@dataclass(frozen=True)
class Read:
    """What somebody had before them: in which language beside the binding one, and the SHA-256 of
    the words, in hexadecimal digits."""

    language: str
    digest: str


@dataclass(frozen=True)
class Shown:
    """A mandate drawn for who gives it, about ``person``. ``texts`` by language, theirs first."""

    mandate: Mandate
    person: Person
    language: str
    binding: str
    texts: dict[str, dict[str, Any]]

    @property
    def read(self) -> Read:
        said = [str(self.mandate.pk), self.mandate.text_version, self.texts]
        words = json.dumps(said, ensure_ascii=False, sort_keys=True)
        return Read(self.language, hashlib.sha256(words.encode()).hexdigest())

    @property
    def columns(self) -> list[dict[str, Any]]:
        """For the page: each text with its language, whether it binds, and how it is written."""
        columns = []
        for language, text in self.texts.items():
            with using(language):
                note = column_note(language, language == self.binding)
            head = {"language": language, "direction": direction(language), "note": note}
            columns.append({**head, **text})
        return columns


def shown_to(giver: Person, mandate: Mandate, *, person: Person, language: str) -> Shown:
    """What ``giver`` is to read in ``language``, beside the binding one."""
    keys.preload({giver.pk, person.pk})
    binding, texts = load_pack(mandate.centre.pack).binding_language, {}
    for each in dict.fromkeys([language, binding]):
        with using(each):
            facts = list(_facts(mandate, person, giver))
            texts[each] = consent.text_of(mandate, facts=facts, reads=language)
    return Shown(mandate, person, language, binding, texts)


def _facts(mandate: Mandate, person: Person, giver: Person) -> Iterator[tuple[str, str]]:
    yield _("Name"), person.display_name
    if person.birth_date:
        yield _("Date of birth"), formats.day_short(date.fromisoformat(person.birth_date))
    yield from consent.explaining(mandate)
    yield from consent.for_another(mandate)
    yield _("Signed in as"), giver.display_name
    yield _("Version of the text"), formats.number(mandate.text_version)


def sealed_copy(shown: Shown, *, moment: datetime) -> bytes:
    """The PDF of what was agreed to, word for word, and when."""
    return sheet(
        "desk",
        shown.mandate.centre,
        recipient=shown.person.display_name,
        reader=shown.language,
        moment=moment,
        side=lambda: {**shown.texts[current()], "signature": [_agreed(moment)]},
    )


def _agreed(moment: datetime) -> str:
    said = {"moment": formats.moment(moment), "how": str(Given.DEVICE.label)}
    return _("Given %(moment)s: %(how)s.") % said
