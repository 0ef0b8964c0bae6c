"""Every read by staff is one that the person is told of."""

import re
from pathlib import Path

from applicants.following.looks import DOCUMENTS, UNTOLD, WORDS

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("accounts", "applicants", "cases", "documents", "permits", "postbox", "support_centre")
READ = re.compile(
    r"(?:log\.read\(\s*|self\._read\(request, |_tell\(document, actor, purpose, )\"([a-z_.]+)\""
)


READ_BY_DOING = {
    "support_centre.identified",
    "support_centre.issued_slip",
    "support_centre.translated",
}
"""Writes by which one has read."""


def test_each_kind_of_read_has_words() -> None:
    sources = [path.read_text() for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    kinds = {name for text in sources for name in READ.findall(text)}
    assert {"cases.open_file", "cases.open_act", "accounts.open_account"} <= kinds
    assert kinds | READ_BY_DOING == {*WORDS, *DOCUMENTS, *UNTOLD}
