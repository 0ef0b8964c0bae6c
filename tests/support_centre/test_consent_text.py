"""Nobody changes the words of a mandate without a new version of them.

``consent_text.json`` pins each published version by the SHA-256 of whatever is drawn, printed and
sealed, per language, with headings and labels: all services, every giver, for all cases and for
one, explained by the paper and by somebody. What is filled in (names, days, numbers) is not pinned,
so that another spelling of dates changes nothing.

A new version: raise ``consent.VERSION`` and say there what the one before lacked; let the new words
depend on ``mandate.text_version``, so that what was offered before is still drawn as it was offered
(an old version stays pinned); translate them; add the digests that the failing test prints to the
file. Digests of a version that is in the file never change after it was published: a mistake in a
translation is mended by a new version too.
"""

import hashlib
import itertools
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

from i18n.languages import LANGUAGES, using
from support_centre import agreeing, consent, printing, services
from support_centre.models import Centre, Given, Giver, Mandate

PINNED = json.loads(Path(__file__).with_name("consent_text.json").read_text())
NAMES = ("moment", "listing", "left_to_right", "language_name", "day_short", "number")
PERSON: Any = SimpleNamespace(display_name="<person>", birth_date="1994-03-12")


@pytest.fixture(autouse=True)
def blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    """In place of everything that is filled in."""
    filled = {name: lambda _value, name=name: f"<{name}>" for name in NAMES}
    for module in (consent, agreeing, printing):
        monkeypatch.setattr(module, "formats", SimpleNamespace(**filled))


def mandates(version: int) -> Iterator[SimpleNamespace]:
    for giver, case in itertools.product(Giver, (None, SimpleNamespace(number="1"))):
        yield SimpleNamespace(
            text_version=version,
            services=[service.code for service in services.ALL],
            giver=giver,
            get_giver_display=lambda giver=giver: giver.label,
            giver_name="<giver>",
            giver_reason="<reason>",
            person=None,
            printed_in="cs",
            case=case,
            centre=Centre(code="KPC", name={"en": "<centre>"}),
            until=None,
            language="ru",
            interpreter="<who>",
            staff=MagicMock(),
        )


def digest_of(version: int, language: str) -> str:
    said: dict[str, None] = {}
    with using(language):
        for mandate, reads in itertools.product(mandates(version), ("ru", language)):
            said |= dict.fromkeys(sentences(drawn(as_mandate(mandate), reads)))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def drawn(mandate: Mandate, reads: str) -> list[Any]:
    """On a device, sealed, and on paper."""
    facts = list(agreeing._facts(mandate, PERSON, PERSON))
    signed = agreeing.sentence_of(Given.DEVICE, datetime(2026, 1, 1, tzinfo=UTC))
    return [
        consent.text_of(mandate, facts=facts, reads=reads),
        signed,
        printing._side(mandate),
    ]


def sentences(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    else:
        for each in part.values() if isinstance(part, dict) else part:
            yield from sentences(each)


def as_mandate(said: SimpleNamespace) -> Mandate:
    return said  # type: ignore[return-value]  # what the words are made of, without a database


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("version", range(1, consent.VERSION + 1))
def test_each_published_version_still_says_what_it_said(version: int, language: str) -> None:
    assert PINNED.get(str(version), {}).get(language) == digest_of(version, language)


def test_a_version_that_is_pinned_is_published() -> None:
    assert sorted(map(int, PINNED)) == list(range(1, consent.VERSION + 1))


def test_versions_differ() -> None:
    assert len({digest_of(version, "en") for version in range(1, consent.VERSION + 1)}) == (
        consent.VERSION
    )


def test_headings_and_labels_are_pinned_as_well() -> None:
    with using("en"):
        found = set(
            sentences([drawn(as_mandate(each), "ru") for each in mandates(consent.VERSION)])
        )
    headings = {"By whom and until when", "My rights"}
    assert headings | {"Name", "Who consents", "Signed in as", "Date and signature"} <= found


def test_each_service_goes_on_from_the_opening_sentence() -> None:
    """In Czech and Ukrainian "I allow that it …" wants a past form of each."""
    with using("cs"):
        assert all(str(each.text).split()[0].rstrip(",").endswith("lo") for each in services.ALL)
    with using("uk"):
        said = [str(each.text).replace(",", "").split() for each in services.ALL]
        assert all(any(word.endswith(("ив", "ав")) for word in words) for words in said)
