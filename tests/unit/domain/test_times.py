"""Times that somebody outside tells lie in years that a rule can count in."""

import pytest
from pydantic import TypeAdapter

from shared.domain.times import Instant, whole_second
from tests.refusals import faulty

INSTANT = TypeAdapter(Instant)


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00+14:00",
        "1999-12-31T15:59:59Z",
        "2000-01-01T00:00:00+09:00",
        "2199-12-31T16:00:00Z",
        "9999-12-31T23:59:59-23:59",
    ],
)
def test_a_time_at_the_edge_of_the_calendar_is_refused(text: str) -> None:
    with faulty("write a year from 2000 to 2199"):
        INSTANT.validate_python(text)


@pytest.mark.parametrize("text", ["2000-01-01T00:00:00+08:00", "2199-12-31T23:59:59+08:00"])
def test_a_time_that_is_taken_is_taken_again_in_utc(text: str) -> None:
    at = whole_second(INSTANT.validate_python(text))
    assert INSTANT.validate_python(at.isoformat()) == at


def test_a_time_of_our_days_is_taken_to_the_second() -> None:
    at = INSTANT.validate_python("2025-03-01T10:00:00.9+08:00")
    assert whole_second(at).isoformat() == "2025-03-01T02:00:00+00:00"
