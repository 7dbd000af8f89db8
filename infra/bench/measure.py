"""Run all ways side by side on the same orders, and compare what they paid, row by row."""

import gc
import hashlib
import time
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from infra.bench import in_engine, plain
from infra.bench.in_sql import Database
from infra.bench.orders import SampleOrder, sample
from infra.bench.plain import Row

LIMIT = 2.5
"""How many times the plain loop's time the engine may take."""

PLAIN, ENGINE = "plain integer loop", "Fenrun's engine"


class Runner(NamedTuple):
    """One way to pay all orders: `run` is timed, `rows` reads its result afterwards."""

    name: str
    run: Callable[[], Any]
    rows: Callable[[Any], Iterable[Row]]


class Timing(NamedTuple):
    """The best of some runs, in seconds of one core, and what was paid."""

    name: str
    seconds: float
    commissions: int
    total_fen: int
    checksum: str


def measure(orders: int, repeat: int) -> list[Timing]:
    """Time the plain loop, DuckDB and the engine; with different results it is a ValueError.

    The engine pays twice: its reasons are not asked for, and asked for every order.
    """
    runners = _runners(list(sample(orders)))
    best = dict.fromkeys((runner.name for runner in runners), float("inf"))
    results: dict[str, array[int]] = {}
    for _ in range(repeat):
        for runner in runners:
            seconds, result = _timed(runner.run)
            best[runner.name] = min(best[runner.name], seconds)
            results[runner.name] = array("q", (n for row in runner.rows(result) for n in row))
            del result
    _require_equal(results)
    return [_timing(name, best[name], rows) for name, rows in results.items()]


def ratio(timings: Sequence[Timing]) -> float:
    """Give the engine's time in plain loops, its reasons not asked for."""
    seconds = {each.name: each.seconds for each in timings}
    return seconds[ENGINE] / seconds[PLAIN]


def _runners(orders: list[SampleOrder]) -> list[Runner]:
    database, facts = Database(orders), in_engine.facts_of(orders)
    return [
        Runner(PLAIN, lambda: plain.pay(orders), lambda rows: rows),
        Runner("DuckDB, one thread", database.pay, lambda _: database.rows()),
        Runner(ENGINE, lambda: in_engine.pay(facts), in_engine.rows),
        Runner(
            "and every reason asked for", lambda: in_engine.pay_and_explain(facts), in_engine.rows
        ),
    ]


def _timed(run: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    begun = time.process_time()
    result = run()
    return time.process_time() - begun, result


def _require_equal(results: dict[str, "array[int]"]) -> None:
    (first, expected), *others = results.items()
    for name, rows in others:
        if rows != expected:
            raise ValueError(f"{name} pays something else than {first}")


def _timing(name: str, seconds: float, rows: "array[int]") -> Timing:
    payees = len(set(zip(rows[0::4], rows[1::4], strict=True)))
    checksum = hashlib.sha256(rows.tobytes()).hexdigest()
    return Timing(name, seconds, payees, sum(rows[3::4]), checksum)
