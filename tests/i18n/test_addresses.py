"""Addresses from memory are those that ``reverse`` gives."""

from uuid import uuid4

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

from i18n import addresses, languages
from i18n.addresses import STAND_IN, address

ONE, OTHER = uuid4(), uuid4()


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("cases:queue", ()),
        ("cases:case", (ONE,)),
        ("cases:act", (ONE, "take")),
        ("cases:judge", (ONE, OTHER)),
        ("cases:document_page", (ONE, OTHER, 1)),
        ("cases:document", (OTHER, STAND_IN)),
    ],
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_what_reverse_gives(name: str, args: tuple[object, ...], language: str) -> None:
    for _time in range(2):
        with languages.using(language):
            assert address(name, *args) == reverse(name, args=args)


def test_ids_are_not_kept() -> None:
    addresses._pattern.cache_clear()
    for _time in range(20):
        address("cases:case", uuid4())
    assert addresses._pattern.cache_info().currsize == 1


def test_a_page_that_there_is_not_is_refused() -> None:
    with pytest.raises(NoReverseMatch):
        address("cases:nowhere", ONE)


def test_a_template_says_it_like_url() -> None:
    page = Template("{% load drawing %}{% address 'cases:news' pk %} {% url 'cases:news' pk %}")
    one, other = page.render(Context({"pk": ONE})).split()
    assert one == other
