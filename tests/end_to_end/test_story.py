"""The whole story over HTTP ends the same with every engine, and with either one left out."""

from pathlib import Path
from typing import Any

import pytest

from infra.local.laptop import SWEEP, Laptop
from infra.running.brand import brand_of
from tests.end_to_end.closing import Closing
from tests.end_to_end.story import AMOUNTS, BEGINNING, ONE, STORY, TWO, order_named, play

pytestmark = pytest.mark.end_to_end

VISIBLE, BATCHED = {"Timekeeping": "visible"}, {"Timekeeping": "batched"}

ENGINES: dict[str, dict[str, Any]] = {
    "machines and sweeper": {"parameters": VISIBLE},
    "sweeper off": {"parameters": VISIBLE, "without": frozenset({SWEEP})},
    "workflows off": {"parameters": VISIBLE, "workflows": False},
    "batched": {"parameters": BATCHED},
}


@pytest.fixture(scope="module")
def closings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Closing]:
    return {name: _played(tmp_path_factory.mktemp("data"), **how) for name, how in ENGINES.items()}


def _played(data_dir: Path, **how: Any) -> Closing:
    with Laptop(data_dir, frozen=True, start_time=BEGINNING, **how) as laptop:
        play(brand_of(laptop), STORY)
        return Closing.of(laptop.cloud.log)


@pytest.mark.parametrize("engine", ENGINES)
def test_every_fen_is_paid_out(closings: dict[str, Closing], engine: str) -> None:
    assert {name: fen for name, fen in closings[engine].amounts.items() if fen} == {
        name: fen for name, fen in AMOUNTS.items() if fen
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_everything_comes_to_its_end(closings: dict[str, Closing], engine: str) -> None:
    statuses = closings[engine].statuses
    assert statuses[f"order {order_named(ONE)}"] == ("closed", "nothing")
    assert statuses[f"order {order_named(TWO)}"] == ("closed", "nothing")
    assert [s for name, s in statuses.items() if name.startswith("refund")] == [
        ("success", "nothing")
    ]
    assert [s for name, s in statuses.items() if name.startswith("payout")] == [
        ("nothing", "success")
    ] * 3
    assert statuses["run 2025-03"] == (1, "nothing")


@pytest.mark.parametrize("engine", list(ENGINES)[1:])
def test_each_engine_alone_writes_the_same_books(closings: dict[str, Closing], engine: str) -> None:
    assert closings[engine] == closings["machines and sweeper"]
