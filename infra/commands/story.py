"""A played story as tables for people: who holds what, what was noticed, refused and differs.

Times are local (+08:00).
"""

from datetime import datetime

from rich import box
from rich.console import Console
from rich.table import Table

from fenrun.terminal.times import written
from infra.scenarios.result import Result


def print_story(console: Console, result: Result) -> None:
    """Print a result, in colours where the console has any."""
    console.print(result.title, style="bold", markup=False)
    _print_balances(console, result)
    _print_orders(console, result)
    _print_postings(console, result)
    for notice in result.notices:
        about = notice.get("order") or notice.get("withdrawal")
        console.print(f"notice    {_when(notice['at'])}  {notice['code']}  {about}", markup=False)
    for refused in result.rejected:
        console.print(f"rejected  event {refused.event}: {refused.code}", markup=False)
    _print_verdict(console, result)


def _table(words: tuple[str, ...], amounts: tuple[str, ...] = ()) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in words:
        table.add_column(column, overflow="fold")
    for column in amounts:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _when(at: str | None) -> str:
    return written(datetime.fromisoformat(at)) if at else "-"


def _print_balances(console: Console, result: Result) -> None:
    states = ("pending", "held", "available", "reserved", "paid", "debt", "forfeited")
    table = _table(("who",), states)
    for payee, owned in result.balances.items():
        table.add_row(payee, *(str(owned[state]) for state in states))
        for form, held in owned.items():
            if isinstance(held, dict):
                table.add_row(f"  {form}", *(held[state] for state in states))
    console.print(table)


def _print_orders(console: Console, result: Result) -> None:
    table = _table(("order", "status", "ship by", "window ends", "released at"))
    for name, order in result.orders.items():
        times = (order["ship_by"], order["window_ends"], order["released_at"])
        table.add_row(name, order["status"], *map(_when, times))
    console.print(table)


def _print_postings(console: Console, result: Result) -> None:
    table = _table(("at", "cause", "order", "from", "to"), ("amount",))
    for each in result.postings:
        about = each["order"] or ""
        if each["line"] is not None:
            about += f"/{each['line']}"
        way = (each["from"], each["to"], each["amount"])
        table.add_row(_when(each["at"]), each["cause"], about, *way)
    console.print(table)


def _print_verdict(console: Console, result: Result) -> None:
    if result.ok:
        console.print("ends as expected", style="green")
        return
    console.print("does not end as expected", style="red")
    for mismatch in result.mismatches:
        console.print(f"  {mismatch}", markup=False)
