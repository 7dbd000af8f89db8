"""A played story for people: who holds what, what moved, what was noticed, refused and differs.

Headings in both languages; times are local (+08:00), amounts yuan.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Final

from rich import box
from rich.console import Console, JustifyMethod
from rich.table import Table

from fenrun.terminal.cards import least_width, print_amounts, print_card
from fenrun.terminal.console import say
from fenrun.terminal.times import written
from infra.scenarios.result import Result
from shared.words.catalogue import in_both, problem_words, term
from shared.words.wording import Words, said_twice

STATES: Final = (
    "pending",
    "arriving",
    "held",
    "available",
    "reserved",
    "paid",
    "debt",
    "forfeited",
)
TIMES: Final = ("ship_by", "window_ends", "released_at")
NOTHING: Final = "0.00"


def print_story(console: Console, result: Result) -> None:
    """Print a result, in colours where the console has any."""
    console.print(result.title, style="bold", markup=False)
    _print_balances(console, result)
    _print_orders(console, result)
    _print_postings(console, result)
    _print_told(console, result)
    _print_verdict(console, result)


def _print_balances(console: Console, result: Result) -> None:
    """Print who holds what; states in which nobody holds anything are left out."""
    holders = list(_holders(result))
    states = [state for state in STATES if any(held[state] != NOTHING for _, held in holders)]
    if not states:
        say(console, term("story", "nothing_held"))
        return
    rows = [(who, *(held[state] for state in states)) for who, held in holders]
    labels = [term("story", "who"), *(term("balance_state", state) for state in states)]
    _print_rows(console, labels, rows, amounts=True)


def _holders(result: Result) -> Iterator[tuple[str, dict[str, Any]]]:
    for payee, owned in result.balances.items():
        yield payee, owned
        for form, held in owned.items():
            if isinstance(held, dict):
                yield f"  {form}", held


def _print_orders(console: Console, result: Result) -> None:
    rows = [
        (name, in_both("order_status", order["status"]), *(_when(order[time]) for time in TIMES))
        for name, order in result.orders.items()
    ]
    labels = [term("story", code) for code in ("order", "status", *TIMES)]
    if rows:
        _print_rows(console, labels, rows, amounts=False)


def _print_postings(console: Console, result: Result) -> None:
    if result.postings:
        console.print(in_both("story", "postings"), style="bold")
    for (at, cause), together in groupby(result.postings, key=lambda p: (p["at"], p["cause"])):
        moved = [(each["amount"], _way(each)) for each in together]
        print_amounts(console, f"{_when(at)} {cause}", moved)


def _way(posting: dict[str, Any]) -> str:
    about = posting["order"] or ""
    if posting["line"] is not None:
        about += f"/{posting['line']}"
    return " · ".join(filter(None, (f"{posting['from']} → {posting['to']}", about)))


def _print_told(console: Console, result: Result) -> None:
    for notice in result.notices:
        about = notice.get("order") or notice.get("withdrawal") or ""
        head = in_both("story", "notice")
        say(console, f"{head}  {_when(notice['at'])}  {notice['code']}  {about}".rstrip())
    for refused in result.rejected:
        head = in_both("story", "rejected", {"event": refused.event})
        why = said_twice(problem_words(refused.code).title)
        say(console, f"{head}: {refused.code}  {why}")


def _print_verdict(console: Console, result: Result) -> None:
    if result.ok:
        console.print(in_both("story", "as_expected"), style="green")
        return
    console.print(in_both("story", "different"), style="red")
    for mismatch in result.mismatches:
        say(console, mismatch, indent=2)


def _print_rows(
    console: Console, labels: Sequence[Words], rows: Sequence[Sequence[str]], *, amounts: bool
) -> None:
    """Print a table, or a card a row where the terminal is too narrow for one."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(f"{labels[0].zh}\n{labels[0].en}", no_wrap=True)
    for label in labels[1:]:
        justify: JustifyMethod = "right" if amounts else "left"
        table.add_column(f"{label.zh}\n{label.en}", justify=justify, no_wrap=amounts)
    for row in rows:
        table.add_row(*row)
    if least_width(console, table) <= console.width:
        console.print(table)
    else:
        _print_cards(console, labels, rows)


def _print_cards(console: Console, labels: Sequence[Words], rows: Sequence[Sequence[str]]) -> None:
    names = [said_twice(label) for label in labels[1:]]
    for row in rows:
        print_card(console, row[0], zip(names, row[1:], strict=True))


def _when(at: str | None) -> str:
    return written(datetime.fromisoformat(at)) if at else "-"
