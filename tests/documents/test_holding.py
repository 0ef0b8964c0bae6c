"""A photograph that waits in memory for its owner."""

from documents.errors import Refused
from documents.holding import Held


def test_what_is_printed_of_it_shows_neither_the_file_nor_its_name() -> None:
    shown = repr(Held("passport-of-oksana.jpg", b"the page", Refused("cut_off")))
    assert "oksana" not in shown
    assert "the page" not in shown
    assert "cut_off" in shown or "Refused" in shown
