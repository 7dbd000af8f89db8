"""A trade bill compared with what the brand holds, and what does not agree."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from fenrun.bills.holdings import held
from fenrun.bills.trade_bill_file import read_trade_bill
from fenrun.terminal.console import open_console, say_line
from fenrun.terminal.reach import asking
from fenrun.terminal.talk import faults_told
from fenrun.terminal.there import There
from shared.domain.orders.payment_codes import order_of
from shared.domain.reconciling.matching import Difference, differences
from shared.domain.reconciling.trade_bill import TradeBill
from shared.words.catalogue import in_both

DIFFERS = 1


def bill(ctx: click.Context, file: Path, there: There, *, as_json: bool) -> None:
    """Compare, print what does not agree, and end with 1 where anything does not."""
    with faults_told(ctx):
        told = read_trade_bill(file)
    orders = {each.number: order_of(each.number) for each in told.entries}
    with asking(ctx, there) as stack:
        ours = held(stack.staff("finance"), told, orders.values())
    found = differences(told, orders, ours)
    if as_json:
        click.echo(json.dumps(_data(told, found), ensure_ascii=False, indent=1))
    else:
        _print(file, told, found)
    ctx.exit(DIFFERS if found else 0)


def _data(bill: TradeBill, found: Sequence[Difference]) -> dict[str, object]:
    return {**_sums(bill), "differences": [each._asdict() for each in found]}


def _print(file: Path, bill: TradeBill, found: Sequence[Difference]) -> None:
    console = open_console()
    say_line(console, in_both("bill", "read", {"file": file.name, **_sums(bill)}))
    for each in found:
        say_line(console, in_both("bill_difference", each.code, each._asdict()))
    said = in_both("bill", "differs", {"differences": len(found)})
    say_line(console, said if found else in_both("bill", "agrees"))


def _sums(bill: TradeBill) -> dict[str, object]:
    first, last = bill.days
    return {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "payments": len(bill.payments),
        "paid_fen": sum(each.fen for each in bill.payments),
        "refunds": len(bill.refunds),
        "refunded_fen": sum(each.fen for each in bill.refunds),
    }
