"""Both packs, loaded; each test starts from the files."""

from collections.abc import Callable

import pytest

from accounts.actor import SYSTEM
from permits.actions import load_catalogue
from permits.loading import Report


@pytest.fixture
def load(db: None) -> Callable[[str], Report]:
    """Loads a pack as the command does."""
    return lambda pack: load_catalogue(pack, actor=SYSTEM)


@pytest.fixture
def cz(load: Callable[[str], Report]) -> Report:
    return load("cz")


@pytest.fixture
def uto(load: Callable[[str], Report]) -> Report:
    return load("uto")
