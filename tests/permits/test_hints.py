"""Hints of the packs: about questions that exist, in every language, with their source."""

import pytest
from django.conf import settings

from permits import gates, hints, packs, schema
from permits.texts import Text


@pytest.mark.parametrize("pack", packs.codes())
def test_a_hint_is_about_something_that_is_asked(pack: str):
    asked: set[tuple[str, str]] = set()
    for permit, version in schema.published(pack):
        for section in schema.load(permit, version, pack).sections:
            asked.add((section.id, ""))
            asked |= {(section.id, item.id) for item in section.items}
    found = {(section, question) for section, question, _hint in hints.every(pack)}
    assert found
    assert found <= asked


@pytest.mark.parametrize("pack", packs.codes())
def test_whoever_helps_finds_one_in_every_section(pack: str):
    bare = {
        section.id
        for permit, version in schema.published(pack)
        for section in schema.load(permit, version, pack).sections
        if not hints.of_section(pack, section.id)
    }
    assert bare == set()


@pytest.mark.parametrize("pack", packs.codes())
def test_each_is_said_in_every_language(pack: str):
    for section, question, hint in hints.every(pack):
        assert set(hint.text.values) == {code for code, _name in settings.LANGUAGES}, (
            section,
            question,
        )


def test_the_gate_of_the_catalogues_names_a_missing_language(monkeypatch: pytest.MonkeyPatch):
    lame = hints.Hint("ask", Text({"en": "Ask."}))
    monkeypatch.setattr(hints, "hints", lambda pack: {"person": {"name": (lame,)}})
    missing = [line for line in gates.pack_texts() if "hints.yaml" in line]
    assert "cz/hints.yaml: a hint of 'person.name' is missing in 'uk'" in missing


def test_what_the_law_means_has_its_source():
    with pytest.raises(hints.BadHint):
        hints._hint({"kind": "law", "text": {"en": "By law …"}}, "person.name")
    kept = hints._hint(
        {"kind": "law", "text": {"en": "…"}, "source": "S:x", "verified": "unverified"}, "a.b"
    )
    assert kept.needs_check


def test_they_are_shown_in_the_order_of_their_kinds():
    kinds = [hint.kind for hint in hints.of_section("cz", "person")["name"]]
    assert kinds == ["ask", "mistake"]
