"""The file of what steps may use: read as it was written, and compared by what was played."""

from collections import Counter
from decimal import Decimal

import pytest

from infra.meter import __main__ as command
from infra.meter.golden import Difference, Step, differences, read_golden, write_golden
from infra.meter.prices import Sheet, regions
from infra.meter.tally import Usage

PAY, SHIP = Step("visible", "happy", "pay"), Step("visible", "happy", "ship")


def usage(**used: float) -> Usage:
    return Counter({name.replace("_at_", "@"): much for name, much in used.items()})  # type: ignore[misc]


def test_it_is_read_as_it_was_written() -> None:
    steps = {
        PAY: usage(write=12, read=19.5, log=111118.75, stream_at_256=0.1667),
        SHIP: usage(write=3),
    }
    assert read_golden(write_golden(steps)) == steps


def test_a_step_that_uses_more_is_named_and_one_that_was_not_played_is_not() -> None:
    known = {PAY: usage(write=12, read=2), SHIP: usage(write=3)}
    found = {PAY: usage(write=13, index=1)}
    told = {str(each): each.is_more for each in differences(known, found)}
    assert told == {
        "visible happy pay: index 0 -> 1": True,
        "visible happy pay: read 2 -> 0": False,
        "visible happy pay: write 12 -> 13": True,
    }


@pytest.mark.parametrize(("found", "code"), [(13, 1), (11, 0)])
def test_only_what_costs_more_fails(
    capsys: pytest.CaptureFixture[str], found: float, code: int
) -> None:
    assert command._judge([Difference(PAY, "write", 12, found)]) == code
    printed = capsys.readouterr().out
    assert f"visible happy pay: write 12 -> {found}" in printed
    assert "make meter ARGS=--write" in printed


def test_a_price_is_the_sum_of_what_is_used() -> None:
    sheet = Sheet.of("us-east-1")
    million = usage(write=1_000_000, index=1_000_000, read=1_000_000, transition=1_000_000)
    assert sheet.price(million) == Decimal("26.375")


def test_functions_cost_what_they_cost_in_the_example_of_aws() -> None:
    # 3 million requests of 1,536 MB and 120 ms are 540,000 GB-seconds: $2.73, of which the free
    # tier has taken 400,000 GB-seconds and a million requests.
    sheet = Sheet.model_validate({**Sheet.of("us-east-1").model_dump(), "assumed_ms": 120})
    free = Decimal(400_000) * sheet.per_gb_second + sheet.per_million["invocation"]
    assert round(sheet.price(usage(f_at_1536=3_000_000)) - free, 2) == Decimal("2.73")


@pytest.mark.parametrize("region", regions())
def test_every_sheet_prices_everything(region: str) -> None:
    sheet = Sheet.of(region)
    everything = usage(
        write=1,
        list=1,
        told=1,
        index=1,
        read=1,
        transition=1,
        express=1,
        record=1,
        log=1,
        request=1,
        message=1,
    )
    assert sheet.price(everything) > 0
    assert sheet.sources
