"""Opening hours are data: read strictly, in the order of the week."""

from datetime import time

import pytest

from permits.hours import Opening, parse


def test_days_and_spans_are_read_in_the_order_of_the_week() -> None:
    assert parse("Fr 08:00-11:00,12:00-14:00; Mo 09:00-10:00") == [
        Opening(0, time(9), time(10)),
        Opening(4, time(8), time(11)),
        Opening(4, time(12), time(14)),
    ]
    assert parse("") == []


@pytest.mark.parametrize(
    "text",
    ["Mo+We 8–17", "Mo", "Xx 08:00-09:00", "Mo 17:00-08:00", "Mo 25:00-26:00", "Mo 08:00-09:00,"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not written|before it begins|must be in"):
        parse(text)
