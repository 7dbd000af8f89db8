"""All ways of the bench pay the same; how long they take is not tested."""

from collections import Counter

import pytest
from click.testing import CliRunner

from infra.bench import __main__ as command
from infra.bench import in_engine, measure, plain
from infra.bench.measure import Timing
from infra.bench.orders import PRESET, RATES_BP, SampleOrder, sample
from shared.domain.commission.rounding import shares_of
from shared.domain.engine.engine import Engine
from shared.domain.plans.document import read_plan

ORDERS = 2_000
CHECKSUM = "0" * 64


def test_all_ways_pay_the_same_to_the_fen() -> None:
    timings = measure.measure(ORDERS, repeat=1)

    assert [each.commissions for each in timings] == [3 * ORDERS] * 4
    assert len({(each.total_fen, each.checksum) for each in timings}) == 1
    orders = list(sample(ORDERS))
    floors = [
        sum(line.base_fen for line in order.lines) * rate_bp // 10_000
        for order in orders
        for rate_bp in RATES_BP
    ]
    assert timings[0].total_fen == sum(floors)


def test_the_sample_has_orders_of_one_to_three_lines_that_leave_rests() -> None:
    orders = list(sample(300))
    sizes = Counter(len(order.lines) for order in orders)
    rounded_up = sum(
        fen > _floor(orders[order], line, payee) for order, payee, line, fen in plain.pay(orders)
    )

    assert sizes == {1: 100, 2: 100, 3: 100}
    assert rounded_up > 100


def _floor(order: SampleOrder, line: int, payee: int) -> int:
    rate_bp = RATES_BP[order.chain.index(payee)]
    return order.lines[line - 1].base_fen * rate_bp // 10_000


def test_the_facts_of_an_order_say_why_each_fen_of_it_is_paid() -> None:
    orders = list(sample(100))
    given = in_engine.facts_of(orders)
    engine = Engine(read_plan(PRESET))
    paid = [(order, line, fen) for order, _, line, fen in in_engine.pay(given)]

    explained = [in_engine.reasons(engine, facts) for facts in given]

    for order, why in zip(orders, explained, strict=True):
        assert why.not_paid == ()
        assert [[part[:5] for part in parts] for parts in why.parts] == [
            [(at, on * rate_bp, rate_bp, on, 0) for at, _, _, on in order.lines]
            for rate_bp in RATES_BP
        ]
    assert paid == [
        (order.number, part.line, fen)
        for order, why in zip(orders, explained, strict=True)
        for parts in why.parts
        for part, fen in zip(parts, shares_of([part.weight for part in parts]), strict=True)
    ]


def test_a_difference_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    pay = plain.pay

    def a_fen_more(orders: list[SampleOrder]) -> list[plain.Row]:
        (order, payee, line, fen), *rest = pay(orders)
        return [(order, payee, line, fen + 1), *rest]

    monkeypatch.setattr(plain, "pay", a_fen_more)

    with pytest.raises(ValueError, match="pays something else"):
        measure.measure(10, repeat=1)


@pytest.mark.parametrize(("seconds", "code"), [(2.5, 0), (2.51, 1)])
def test_the_command_fails_where_the_engine_is_too_slow(
    monkeypatch: pytest.MonkeyPatch, seconds: float, code: int
) -> None:
    timings = [
        Timing("plain integer loop", 1.0, 30, 1_00, CHECKSUM),
        Timing("DuckDB, one thread", 0.5, 30, 1_00, CHECKSUM),
        Timing("Fenrun's engine", seconds, 30, 1_00, CHECKSUM),
        Timing("and every reason asked for", 9.0, 30, 1_00, CHECKSUM),
    ]
    monkeypatch.setattr(command, "measure", lambda orders, repeat: timings)

    result = CliRunner().invoke(command.bench, ["--orders", "10"])

    assert result.exit_code == code
    assert "x the plain loop" in result.stdout
