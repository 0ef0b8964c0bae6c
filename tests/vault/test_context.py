import itertools
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import SYSTEM
from accounts.sessions.db import SessionStore
from audit import log
from vault import context
from vault.context import Frame, pae

pieces = st.lists(st.binary(max_size=8), max_size=4)


def test_the_published_examples_of_paseto() -> None:
    assert pae([]) == bytes(8)
    assert pae([b""]) == b"\x01" + bytes(7) + bytes(8)
    assert pae([b"test"]) == b"\x01" + bytes(7) + b"\x04" + bytes(7) + b"test"


@given(pieces, pieces)
def test_two_lists_never_look_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (pae(one) == pae(other)) == (one == other)


def test_moving_a_border_between_pieces_changes_everything() -> None:
    cuts = [pae([b"abcdef"[:cut], b"abcdef"[cut:]]) for cut in range(7)]
    assert all(one != other for one, other in itertools.combinations(cuts, 2))


def test_a_frame_filled_in_is_the_list_itself() -> None:
    """Also where a length or a piece holds the sign that the filling goes by."""
    for word in ("note/1", "x" * 37, "100 %b", "ž%"):
        person, note = uuid4(), uuid4()
        frame = Frame(None, word, "notes.note", b"%", 7, None)
        assert frame.filled(person, note) == pae([person, word, "notes.note", b"%", 7, note])
    many = [uuid4() for _piece in range(37)]
    assert Frame(*[None] * 37).filled(*many) == pae(many)
    own = uuid4()
    assert Frame(None, "name/1", None).filled_twice(own) == pae([own, "name/1", own])


def test_words_stay_in_the_process_and_nothing_else() -> None:
    context._word.cache_clear()
    pae(["field/1", "people.person", b"of a session", uuid4(), 7])
    assert context._word.cache_info().currsize == 2
    assert pae(["a", "b"]) == pae([b"a", b"b"])


@pytest.mark.django_db
def test_what_a_session_or_an_event_is_bound_to_does_not_stay() -> None:
    store = SessionStore()
    store["x"] = 1
    store.create()
    assert SessionStore(store.session_key)["x"] == 1
    log.append("permits.loaded", actor=SYSTEM, subjects=[])
    kept = context._word.cache_info().currsize
    store.cycle_key()
    assert SessionStore(store.session_key)["x"] == 1
    log.append("permits.loaded", actor=SYSTEM, subjects=[])
    assert context._word.cache_info().currsize == kept
