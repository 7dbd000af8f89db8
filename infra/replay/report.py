"""The closing report of a replay: what happened, what was refused, where the money is.

Everything about money is read from the running product's journals, in fen.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from infra.replay.acts import Tally
from infra.replay.rule import Rule
from shared.domain.money import yuan

FAULTS = {
    "broken_chains": "hash chain broken 哈希链断裂",
    "lost_entries": "journal ends too early 分录缺失",
    "wrong_balances": "stored balance differs from the journal 余额与分录不符",
}

_BRAND = "brand:commission"
_MONEY: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (
    ("承诺 Promised on paid orders", ((_BRAND, "pending"),)),
    ("冲回 Reversed before release", (("pending", _BRAND), ("held", _BRAND))),
    ("解冻 Released", (("pending", "available"), ("pending", "arriving"), ("held", "available"))),
    ("奖励 Awards", ((_BRAND, "available"),)),
    ("· 另冻结 beside that, held; Released counts it later", ((_BRAND, "held"),)),
    (
        "追回 Clawed back after release",
        (("available", _BRAND), ("arriving", _BRAND), ("debt", _BRAND)),
    ),
    ("· 形成欠款 of that, into debt", (("debt", _BRAND),)),
    ("· 已偿还 of that, repaid since", (("available", "debt"),)),
    ("打款 Paid out", (("reserved", "paid"),)),
    ("退回 Payouts that came back", (("reserved", "available"),)),
)
_EVENTS = {
    "order": "下单并支付 Orders placed and paid",
    "ship": "发货 Shipped",
    "deliver": "签收 Reported as delivered",
    "ask": "申请退货 Returns asked for",
    "accept": "验货通过并退款 Returns accepted and refunded",
    "reject": "验货拒绝 Returns rejected",
    "adjust": "解冻后部分退款 Refunded in part after release",
    "settle": "月度结算 Months settled",
}


@dataclass(frozen=True)
class Outcome:
    """A replay that has ended: what it was, what it did, and what the journals say."""

    name: str
    rule: Rule
    orders: int
    tally: Tally
    ledger: dict[str, Any]
    seconds: float

    @property
    def in_order(self) -> bool:
        """Whether the journals sum to zero, are whole, and agree with what is stored."""
        return not self.ledger["sum_fen"] and not any(self.ledger[fault] for fault in FAULTS)

    def moved(self, ways: Iterable[tuple[str, str]]) -> int:
        """Sum what this replay's journals have moved along some ways, in fen."""
        wanted = set(ways)
        movements = self.ledger["movements"]
        return sum(m["amount_fen"] for m in movements if (m["from"], m["to"]) in wanted)


def print_report(console: Console, outcome: Outcome) -> None:
    """Print the report; a ledger that is not in order is named item by item."""
    console.print(f"重放 Replay {outcome.name}: {outcome.rule.in_words}", soft_wrap=True)
    console.print(_table("经过 What happened", "次数 Times", _events(outcome)))
    console.print(_table("佣金 Commission of this replay", "元 Yuan", _money(outcome)))
    accounts = [(name, yuan(fen)) for name, fen in outcome.ledger["accounts"].items()]
    console.print(_table("全部账户 All accounts", "元 Yuan", accounts))
    for line in _verdict(outcome):
        console.print(line, markup=False, soft_wrap=True)


def _events(outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "读入订单 Orders read", f"{outcome.orders:,}"
    for kind, name in _EVENTS.items():
        yield name, f"{outcome.tally.done[kind]:,}"
    for (kind, code), times in sorted(outcome.tally.refused.items()):
        yield f"拒绝 Refused: {kind}, {code}", f"{times:,}"
    for status, times in sorted(outcome.ledger["orders"].items()):
        yield f"现状 Orders now {status}", f"{times:,}"


def _money(outcome: Outcome) -> Iterator[tuple[str, str]]:
    return ((name, yuan(outcome.moved(ways))) for name, ways in _MONEY)


def _verdict(outcome: Outcome) -> Iterator[str]:
    ledger = outcome.ledger
    for fault, name in FAULTS.items():
        yield from (f"{name}: {subject}" for subject in ledger[fault])
    sums = "in order 账目相符" if outcome.in_order else "NOT IN ORDER 账目不符"
    yield f"{ledger['entries']:,} journal entries sum to {yuan(ledger['sum_fen'])}: {sums}"
    rate = outcome.orders / outcome.seconds
    yield f"{outcome.orders:,} orders in {outcome.seconds:,.0f} s: {rate:.1f} orders a second"


def _table(title: str, column: str, rows: Iterable[tuple[str, str]]) -> Table:
    table = Table(title, box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(column, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table
