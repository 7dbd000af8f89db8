"""The rounding rule in Fenrun: the engine that pays every order, and says why when it is asked."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from infra.bench.orders import PRESET, SampleOrder
from infra.bench.plain import Row
from shared.domain.commission.earnings import LINE, LinePart
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.not_paid import NotPaid
from shared.domain.commission.rounding import promised
from shared.domain.engine.engine import Engine
from shared.domain.plans.document import read_plan

AT = datetime(2025, 3, 1, tzinfo=UTC)


class Reasons(NamedTuple):
    """Why an order pays what it pays: the parts of each earning, and who is paid nothing."""

    parts: list[list[LinePart]]
    not_paid: tuple[NotPaid, ...]


Paid = tuple[int, str, int, int]
"""Order, payee, line, fen."""


def facts_of(orders: Iterable[SampleOrder]) -> list[OrderFacts]:
    """Give the sample as the engine sees orders."""
    return [
        OrderFacts(
            at=AT,
            lines=tuple(
                LineFacts(line, _sku(product), qty, base_fen // qty, base_fen)
                for line, product, qty, base_fen in order.lines
            ),
            chain=tuple(map(_person, order.chain)),
        )
        for order in orders
    ]


@cache
def _sku(product: int) -> str:
    return f"SKU-{product}"


@cache
def _person(number: int) -> Upline:
    return Upline(f"P{number}")


def pay(orders: Sequence[OrderFacts]) -> list[Paid]:
    """Pay every order by a plan that is compiled once."""
    engine = Engine(read_plan(PRESET))
    paid: list[Paid] = []
    for number, facts in enumerate(orders):
        for earning in engine.earnings(facts):
            payee, fens = earning.payee, promised(earning, facts.lines)
            paid += [
                (number, payee, part[LINE], fen)
                for part, fen in zip(earning.bare, fens, strict=True)
            ]
    return paid


def pay_and_explain(orders: Sequence[OrderFacts]) -> list[Paid]:
    """Pay every order, then ask for the reasons of each from its facts, and let them go."""
    paid, engine = pay(orders), Engine(read_plan(PRESET))
    for facts in orders:
        reasons(engine, facts)
    return paid


def reasons(engine: Engine, facts: OrderFacts) -> Reasons:
    """Say why an order pays what it pays, from its facts alone."""
    earned = engine.earnings(facts)
    return Reasons([each.parts for each in earned], engine.not_paid(facts, earned))


def rows(paid: Iterable[Paid]) -> Iterator[Row]:
    """Give what was paid, in the order of the sample."""
    for number, payee, line, fen in paid:
        yield number, int(payee.removeprefix("P")), line, fen
