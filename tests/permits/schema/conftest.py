"""The schema asks one thing of the database, whose contact it is; here nobody's."""

from collections.abc import Iterator

import pytest

from permits.schema import asking


@pytest.fixture(scope="module", autouse=True)
def nobody_holds_a_contact() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asking, "_reserved", lambda kind, value: "")
        yield
