from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Addresses are those of the English pages."""
    with translation.override("en"):
        yield
