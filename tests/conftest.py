"""What every test stands on: guards lifted around a flush, nothing left over, the cast."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation

from audit import guards
from i18n.catalogues import pofiles
from tests.factories import Cast
from vault import keys


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not look it over, as in a worker of the web."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def guards_step_aside_for_the_flush() -> Iterator[None]:
    """Tests with real transactions empty every table afterwards, which guards would refuse."""
    flush = TransactionTestCase._fixture_teardown

    def without_guards(case: Any) -> None:
        with guards.lifted():
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_guards)
        yield


@pytest.fixture(scope="session", autouse=True)
def catalogues_are_compiled() -> None:
    """The suite reads the words that readers do, also right after a translator's edit."""
    pofiles.compile_stale()


@pytest.fixture(autouse=True)
def no_keys_in_memory() -> Iterator[None]:
    """Each test starts as a request does: with no subject key unwrapped."""
    keys.forget()
    yield
    keys.forget()


@pytest.fixture(autouse=True)
def no_language_left() -> None:
    """A request answered in Arabic does not make the next test speak Arabic."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def no_rate_limits_left() -> None:
    """Attempts of the test before do not count."""
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    """The named people; each is made when first asked for."""
    return Cast()
