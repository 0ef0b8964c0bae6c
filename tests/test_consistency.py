"""The repository polices itself: what a reviewer would have to look for every time."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

from accounts.checks import every_address_declares_its_access
from cases.management.commands.lifecycle import page

ROOT = Path(settings.BASE_DIR)
LONGEST = 300


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the repository, also those not yet committed."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return tuple(name for name in listing.stdout.splitlines() if (ROOT / name).is_file())


def files(*endings: str, outside: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    for name in tracked():
        if name.endswith(endings) and not name.startswith(outside):
            yield name, (ROOT / name).read_text()


def lines_with(pattern: str, *endings: str, outside: tuple[str, ...] = ()) -> list[str]:
    wanted = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in files(*endings, outside=outside)
        for number, line in enumerate(text.splitlines(), 1)
        if wanted.search(line)
    ]


@cache
def layers() -> dict[str, int]:
    """The height of each room, read from the contract that import-linter holds."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rows = contracts["contracts"][0]["layers"]
    return {
        room.strip(): len(rows) - index for index, row in enumerate(rows) for room in row.split("|")
    }


def test_every_room_has_its_place_in_the_order():
    assert {*settings.ROOMS, "demo", "config"} == set(layers())


def test_foreign_keys_look_down_as_imports_do():
    """A reference by a string is invisible to the linter."""
    upwards = []
    for model in apps.get_models(include_auto_created=True):
        home = model._meta.app_label
        for field in model._meta.get_fields():
            target = field.related_model if field.is_relation and not field.auto_created else None
            if target is None or isinstance(target, str) or home not in layers():
                continue
            there = target._meta.app_label
            if there in layers() and there != home and layers()[there] >= layers()[home]:
                upwards.append(f"{model.__name__}.{field.name} → {there}")
    assert upwards == []


def test_every_address_says_who_may_use_it():
    assert every_address_declares_its_access(None) == []


def test_no_import_hides_in_a_function_without_its_reason():
    hidden = []
    for name, text in files(".py", outside=("tests/",)):
        source = text.splitlines()
        for function in ast.walk(ast.parse(text)):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    said = "".join(source[node.lineno - 2 : node.end_lineno])
                    if not re.search(r"#(?! noqa: \w+$).*\w{3}", said):
                        hidden.append(f"{name}:{node.lineno}")
    assert hidden == []


def test_files_can_be_read_in_one_go():
    long = [
        f"{name}: {text.count(chr(10))} lines"
        for name, text in files(".py", ".html", ".js", ".css", ".typ")
        if "/migrations/" not in name and text.count("\n") > LONGEST
    ]
    assert long == []


def test_no_module_is_a_drawer_for_everything():
    drawers = {"utils", "helpers", "util", "helper", "common", "misc"}
    assert [name for name in tracked() if drawers & set(Path(name).with_suffix("").parts)] == []


def test_the_core_knows_no_country():
    words = r"§|\bOAM\b|\bCZK\b|\bKč\b|Ministry of"
    outside = ("permits/packs/", "tests/", "docs/", "locale/")
    assert lines_with(words, ".py", ".html", ".txt", ".typ", ".js", ".css", outside=outside) == []


def test_stylesheets_know_no_left_and_right():
    physical = (
        r"(?:^|[\s;{])(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
        r"|(?:^|[\s;{])(?:left|right)\s*:"
        r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
        r"|border-(?:top|bottom)-(?:left|right)-radius"
    )
    found = [
        f"{name}: {match.group().strip()}"
        for name, text in files(".css")
        for match in re.finditer(physical, re.sub(r"/\*.*?\*/", "", text, flags=re.S))
    ]
    assert found == []


def test_templates_need_nothing_that_the_security_policy_forbids():
    inline = (
        r"""<style|\sstyle=["']|\son[a-z]+=["']|<script(?![^>]*\ssrc=)(?![^>]*json)|javascript:"""
    )
    assert lines_with(inline, ".html") == []


def test_comments_of_templates_end_on_their_line():
    """Django prints the other kind; longer ones are comment tags."""
    assert lines_with(r"\{#(?!.*#\})", ".html", ".txt") == []


def test_lock_files_name_no_registry():
    addresses = r'"resolved":|--(?:extra-)?index-url|--find-links|^\S+ @ https?://|registry\s*='
    assert (
        lines_with(addresses, "requirements.txt", "-dev.txt", "package-lock.json", ".npmrc") == []
    )


def test_no_path_of_somebody_s_machine():
    paths = r"(?<![\w.])/(?:work|root|home/\w+)/"
    mine = ("tests/test_consistency.py",)
    assert lines_with(paths, ".py", ".md", ".toml", ".html", "Makefile", outside=mine) == []


# ---- templates ----

CALLED_BY_OTHERS = re.compile(
    r"templates/(?:account|mfa|allauth|admin|django/forms|registration|modeltranslation)/"
    r"|templates/(?:4\d\d|500)\.html"
)


def names_said_anywhere() -> tuple[set[str], list[re.Pattern[str]]]:
    """Names of templates as written, and patterns for those put together from parts."""
    said: set[str] = set()
    patterns = []
    quoted = re.compile(r"""["'#]([\w./{}\[\]()!:,* -]+\.(?:html|txt|typ|svg))["']""")
    prefix = re.compile(r"""["']([\w./-]+/)["']\s*\|\s*add:""")
    for _name, text in files(".py", ".html", ".txt", ".typ", ".yaml", ".js"):
        for found in quoted.findall(text):
            if "{" in found:
                pieces = re.split(r"\{[^}]*\}", found)
                patterns.append(re.compile(r"[\w./-]+".join(map(re.escape, pieces))))
            else:
                said.add(found)
        patterns += [re.compile(re.escape(start) + ".*") for start in prefix.findall(text)]
    return said, patterns


def test_every_template_is_used():
    said, patterns = names_said_anywhere()
    unused = []
    for name in tracked():
        if not name.startswith("templates/") or CALLED_BY_OTHERS.match(name):
            continue
        short = name.removeprefix("templates/")
        written = short in said or Path(short).name in said or short.removeprefix("typst/") in said
        if not written and not any(pattern.fullmatch(short) for pattern in patterns):
            unused.append(short)
    assert unused == []


def test_every_template_that_is_named_is_there():
    said, _patterns = names_said_anywhere()
    there = {name.removeprefix("templates/") for name in tracked() if name.startswith("templates/")}
    rooms = tuple(f"{room}/" for room in settings.ROOMS)
    missing = [name for name in said if name.startswith((*rooms, "components/", "errors/"))]
    assert [name for name in missing if name not in there and not name.endswith(".svg")] == []


def test_a_part_that_sends_a_form_is_given_its_token():
    """``only`` keeps the token from a part, and the server then refuses what it sends."""
    parts = {
        name.removeprefix("templates/")
        for name, text in files(".html")
        if "{% csrf_token %}" in text
    }
    alone = re.compile(r'{% include "([^"]+)"([^%]*) only %}')
    assert not [
        (name, part)
        for name, text in files(".html")
        for part, given in alone.findall(text)
        if part in parts and "csrf_token=" not in given
    ]


def test_the_lifecycle_page_is_the_one_that_the_code_draws():
    assert (ROOT / "docs/lifecycle.md").read_text() == page()


def test_the_handbook_names_every_decision_and_every_page():
    handbook = (ROOT / "docs/README.md").read_text()
    pages = [name.removeprefix("docs/") for name in tracked() if re.match(r"docs/.*\.md$", name)]
    assert [name for name in pages if f"]({name})" not in handbook and name != "README.md"] == []


def test_each_proof_is_in_a_run():
    """What one phase of ``.ci/run`` leaves out, another asks for, whole and within a time."""
    phases = re.findall(r"pytest[^\n]*", (ROOT / ".ci/run").read_text())
    assert "make test" in (ROOT / ".ci/run").read_text()
    addopts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert "-m 'not slow'" in addopts["addopts"]
    slow = [phase for phase in phases if phase.endswith("-m slow")]
    assert len(slow) == 1
    (line,) = [each for each in (ROOT / ".ci/run").read_text().splitlines() if slow[0] in each]
    assert re.match(r"POBYT_STEPS=\d+ timeout \d+ ", line)
