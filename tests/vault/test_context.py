import itertools

from hypothesis import given
from hypothesis import strategies as st

from vault.context import pae

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
