"""The rounding rule in Fenrun: the engine that pays every order, with every reason kept."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from infra.bench.orders import PRESET, SampleOrder
from infra.bench.plain import Row
from shared.domain.commission.earnings import Earning
from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.rounding import shares_of
from shared.domain.engine.engine import Engine
from shared.domain.plans.document import read_plan

AT = datetime(2025, 3, 1, tzinfo=UTC)


class Paid(NamedTuple):
    """The commissions of an order with their reasons, and their fen, part by part."""

    earnings: list[Earning]
    fen: list[int]


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
    """Pay every order by a plan that is compiled once, and keep everything."""
    engine = Engine(read_plan(PRESET))
    return [_paid(engine.earnings(facts)) for facts in orders]


def _paid(earnings: list[Earning]) -> Paid:
    fen: list[int] = []
    for earning in earnings:
        fen += shares_of([part.weight for part in earning.parts])
    return Paid(earnings, fen)


def rows(paid: Iterable[Paid]) -> Iterator[Row]:
    """Give what was paid, in the order of the sample."""
    for number, order in enumerate(paid):
        fens = iter(order.fen)
        for earning in order.earnings:
            payee = int(earning.payee.removeprefix("P"))
            for part in earning.parts:
                yield number, payee, part.line, next(fens)
