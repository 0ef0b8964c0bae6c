"""Catalogues: merged without loss, checked without mercy, compiled without gettext."""

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import trans_real

from i18n import gates, languages, thirdparty
from i18n.catalogues import extraction, merging, placeholders, plurals, pofiles, worklists

PAGES = ("%(n)s page", "%(n)s pages")


@pytest.fixture(autouse=True)
def nothing_of_others(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings) -> None:
    monkeypatch.setattr(thirdparty, "messages", Catalog)
    settings.LOCALE_PATHS = [tmp_path / "locale"]


def template(*identities: str | tuple[str, str]) -> Catalog:
    catalogue = Catalog()
    extraction.add(catalogue, "templates/a.html", ((each, None, []) for each in identities))
    return catalogue


def write(language: str, found: Catalog, translations: dict[str, list[str]]) -> Catalog:
    entries = [{"id": key, "forms": forms} for key, forms in translations.items()]
    applied, wrong = worklists.apply(found, language, entries)
    assert (applied, wrong) == (len(entries), [])
    return pofiles.load(language)


def test_what_translators_did_survives_an_update():
    write("cs", template("Hello", "Bye"), {"Hello": ["Dobrý den"], "Bye": ["Na shledanou"]})
    catalogue = merging.update(template("Hello", "New"), "cs")
    assert catalogue.get("Hello").string == "Dobrý den"
    assert catalogue.get("New").string == ""
    assert [message.string for message in catalogue.obsolete.values()] == ["Na shledanou"]
    pofiles.save(catalogue, "cs")
    back = merging.update(template("Hello", "Bye"), "cs")
    assert back.get("Bye") is not None


def test_a_message_that_changed_a_little_brings_its_translation_to_be_looked_at():
    write("cs", template("Send the form again"), {"Send the form again": ["Odeslat znovu"]})
    message = merging.update(template("Send this form again"), "cs").get("Send this form again")
    assert (message.string, message.fuzzy) == ("Odeslat znovu", True)


def test_the_same_content_gives_the_same_bytes_without_dates_or_lines():
    found = template("b", "a", PAGES)
    pofiles.save(merging.update(found, "cs"), "cs")
    first = pofiles.path("cs").read_bytes()
    pofiles.save(merging.update(found, "cs"), "cs")
    assert pofiles.path("cs").read_bytes() == first
    text = first.decode()
    assert "Date" not in text
    assert "#: templates/a.html\n" in text
    assert text.index('msgid "a"') < text.index('msgid "b"')


@pytest.mark.parametrize("language", languages.LANGUAGES)
def test_plural_forms_are_counted_as_the_language_does(language: str):
    catalogue = pofiles.new(language)
    assert catalogue.num_plurals == plurals.count(language) == len(plurals.EXAMPLES[language])


def test_every_number_of_the_examples_takes_its_form(monkeypatch: pytest.MonkeyPatch):
    for language in languages.LANGUAGES:
        forms = [f"%(n)s form {index}" for index in range(plurals.count(language))]
        write(language, template(PAGES), {PAGES[0]: forms})
        pofiles.compile_catalogue(language)
    monkeypatch.setattr(trans_real, "_translations", {})
    for language in languages.LANGUAGES:
        with translation.override(language):
            for index, examples in enumerate(plurals.EXAMPLES[language]):
                for number in (int(each) for each in examples.split(", ") if each.isdigit()):
                    spoken = translation.ngettext(*PAGES, number) % {"n": number}
                    assert spoken == f"{number} form {index}", (language, number)


def test_what_is_not_translated_is_shown_in_english_and_never_as_nothing(monkeypatch):
    pofiles.save(merging.update(template("Hello", PAGES), "ar"), "ar")
    pofiles.compile_catalogue("ar")
    monkeypatch.setattr(trans_real, "_translations", {})
    with translation.override("ar"):
        assert translation.ngettext(*PAGES, 5) == "%(n)s pages"
        assert translation.gettext("Hello") == "Hello"


def test_the_language_of_the_source_says_each_message_itself(monkeypatch):
    pofiles.save(merging.update(template("Hello", PAGES), "en"), "en")
    pofiles.compile_catalogue("en")
    monkeypatch.setattr(trans_real, "_translations", {})
    assert trans_real.translation("en")._catalog["Hello"] == "Hello"
    with translation.override("en"):
        assert translation.ngettext(*PAGES, 5) == "%(n)s pages"


def test_compiling_is_done_when_stale():
    write("cs", template("a"), {"a": ["á"]})
    assert "cs" in pofiles.compile_stale()
    assert pofiles.compile_stale() == []


@pytest.mark.parametrize(
    ("identity", "forms", "language", "problem"),
    [
        ("Hello %(name)s", "Ahoj", "cs", "lost placeholder"),
        ("Hello %(name)s", "Ahoj %(jmeno)s", "cs", "unknown placeholder"),
        ("Hello {name}", "Ahoj {jmeno}", "cs", "unknown placeholder"),
        ("%(part)s of 100%%", "%(part)s ze 100 %", "cs", "percent"),
        ("<a href='x'>Go</a>", "Jít", "cs", "markup"),
        ("Go", "<script>x</script>", "cs", "markup"),
        ("Line\n", "Řádek", "cs", "line break"),
        ("Name", "Jme\u0301no", "cs", "NFC"),
        ("Family", "сім'я", "uk", "apostrophe"),
        ("Application", "заявa", "uk", "Latin and Cyrillic"),
        ("Page 2", "صفحة ٢", "ar", "digits"),
        ("Yes, now", "نعم, الآن", "ar", "marks"),
        (PAGES, ("%(n)s strana", "%(n)s strany"), "cs", "2 plural forms instead of 3"),
        (PAGES, ("strana", "strany", "%(n)s stran"), "cs", "form 1"),
        (PAGES, ("сторінка", "%(n)s сторінки", "%(n)s сторінок"), "uk", "form 0"),
    ],
)
def test_wrong_translations_are_told(identity, forms, language: str, problem: str):
    assert problem in " ".join(
        placeholders.problems(identity, (forms,) if isinstance(forms, str) else forms, language)
    )


@pytest.mark.parametrize(
    ("identity", "forms", "language"),
    [
        ("Hello %(name)s", "Dobrý den, %(name)s", "cs"),
        (PAGES, ("jedna strana", "%(n)s strany", "%(n)s stran"), "cs"),
        (PAGES, ("لا صفحات", "صفحة", "صفحتان", "%(n)s", "%(n)s", "%(n)s"), "ar"),
        (PAGES, ("%(n)s trang",), "vi"),
        ("A PDF of 2,500 bytes", "ملف PDF بحجم 2,500 بايت", "ar"),
        ("Family of %(name)s", "сім’я %(name)s, код ID-картки", "uk"),
    ],
)
def test_right_translations_pass(identity, forms, language: str):
    assert (
        placeholders.problems(identity, (forms,) if isinstance(forms, str) else forms, language)
        == []
    )


def test_check_tells_missing_stale_fuzzy_and_obsolete():
    pofiles.save(merging.update(template("a", "gone"), "cs"), "cs")
    told = " ".join(gates.catalogue_problems(template("a", "new"), "cs"))
    assert "missing: 'a'" in told
    assert "not in the catalogue (run update): 'new'" in told
    assert "no longer in the sources (run update): 'gone'" in told
    write("cs", template("Send the form"), {"Send the form": ["Odeslat"]})
    pofiles.save(merging.update(template("Send this form"), "cs"), "cs")
    assert "fuzzy" in " ".join(gates.catalogue_problems(template("Send this form"), "cs"))
    write("cs", template("x"), {"x": ["y"]})
    pofiles.save(merging.update(template("other words"), "cs"), "cs")
    assert "obsolete" in " ".join(gates.catalogue_problems(template("other words"), "cs"))


def test_english_is_itself_and_needs_only_its_plurals():
    pofiles.save(merging.update(template("Hello", PAGES), "en"), "en")
    assert list(gates.catalogue_problems(template("Hello", PAGES), "en")) == []
    assert pofiles.load("en").get(PAGES[0]).string == PAGES


def test_a_room_may_add_a_gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(gates, "_gates", {})
    gates.register("catalogue", lambda: ["permit EMP has no name in vi"])
    assert "catalogue: permit EMP has no name in vi" in list(
        gates.problems(Catalog(), tmp_path, ["en"])
    )


def test_a_worklist_says_what_is_to_do_and_takes_it_back():
    found = template("Hello %(name)s", PAGES)
    entries = worklists.todo(found, "cs")
    assert [entry["id"] for entry in entries] == ["%(n)s page", "Hello %(name)s"]
    assert entries[0]["numbers"] == list(plurals.EXAMPLES["cs"])
    entries[0]["forms"] = ["%(n)s strana", "%(n)s strany", "%(n)s stran"]
    entries[1]["forms"] = ["Ahoj"]
    applied, wrong = worklists.apply(found, "cs", [*entries, {"id": "?"}, 7, {"forms": []}])
    assert applied == 1
    assert len(wrong) == 4
    assert [entry["id"] for entry in worklists.todo(found, "cs")] == ["Hello %(name)s"]


@pytest.mark.parametrize("content", ["{", '{"a": 1}'])
def test_a_worklist_that_is_none_is_refused(tmp_path: Path, content: str):
    file = tmp_path / "work.json"
    file.write_text(content)
    with pytest.raises(CommandError):
        call_command("catalogs", "apply", "cs", json=file)


def test_the_command_from_work_to_words(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.setattr(extraction, "extract", lambda root: template("Hello"))
    file = tmp_path / "work.json"
    call_command("catalogs", "todo", "vi", json=file)
    (entry,) = json.loads(file.read_text())
    entry["forms"] = ["Xin chào"]
    file.write_text(json.dumps([entry]))
    call_command("catalogs", "apply", "vi", json=file)
    call_command("catalogs", "compile", "vi")
    assert pofiles.path("vi").with_suffix(".mo").exists()
    with pytest.raises(CommandError, match="unknown language"):
        call_command("catalogs", "update", "xx")
