from datetime import UTC, datetime, timedelta

import click
import pytest

from infra.commands.advance import WhenType
from infra.commands.advance_acts import days_on_the_way, target_of

NOW = datetime(2025, 3, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30m", timedelta(minutes=30)),
        ("48h", timedelta(hours=48)),
        ("7d", timedelta(days=7)),
        ("1w1d12h", timedelta(days=8, hours=12)),
        ("0s", timedelta()),
    ],
)
def test_a_span_is_read(text, span):
    assert WhenType().convert(text, None, None) == span


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-04-01T00:00+08:00", datetime(2025, 3, 31, 16, tzinfo=UTC)),
        ("2025-04-01", datetime(2025, 3, 31, 16, tzinfo=UTC)),
        ("2025-04-01T00:00Z", datetime(2025, 4, 1, tzinfo=UTC)),
    ],
)
def test_an_instant_without_an_offset_is_local(text, instant):
    assert WhenType().convert(text, None, None) == instant


@pytest.mark.parametrize("text", ["", "48", "h", "-3h", "1.5h", "tomorrow", "999999999w"])
def test_anything_else_is_refused_with_examples(text):
    with pytest.raises(click.BadParameter, match="30m, 48h, 7d"):
        WhenType().convert(text, None, None)


def test_business_time_never_goes_back():
    with pytest.raises(click.ClickException, match="it is 2025-03-01 10:00:00 already"):
        target_of(NOW, NOW - timedelta(seconds=1))


def test_a_slip_of_the_keyboard_does_not_skip_a_century():
    with pytest.raises(click.ClickException, match="ten years"):
        target_of(NOW, timedelta(days=36_500))


def test_the_way_is_gone_day_by_day_to_the_very_end():
    end = NOW + timedelta(days=2, hours=1)
    days = days_on_the_way(NOW, end)
    assert days == [NOW + timedelta(days=1), NOW + timedelta(days=2), end]


def test_no_way_at_all_is_one_step():
    assert days_on_the_way(NOW, NOW) == [NOW]
