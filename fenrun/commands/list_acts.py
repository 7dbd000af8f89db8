"""Lists in the terminal: two lines an item, page by page; or all of it as CSV."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any

import click
from rich.console import Console

from fenrun.client import Answer, Client, NoCredential, Stack
from fenrun.commands.csv_file import write_csv
from fenrun.terminal.callers import Caller, callers_of, client_of
from fenrun.terminal.console import open_console, say
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import written
from shared.domain.money import percent, yuan
from shared.words.catalogue import has_term, in_both

Lines = Callable[[Answer], tuple[list[str], list[str]]]
"""What stands in the first line of an item, and in the second."""


ENOUGH = 50
"""How many items nobody has to scroll through in vain."""


def show(
    ctx: click.Context,
    path: str,
    lines: Lines,
    *,
    there: There,
    caller: Caller | None,
    csv: str | None,
    every: bool,
    **filters: str | None,
) -> None:
    """Print a page of a list, or all of it, as it was asked for."""
    with asking(ctx, there) as stack:
        client = _client(stack, path, caller)
        if csv is not None:
            write_csv(csv, client.csv_pages(path, **filters))
            return
        console = open_console()
        page = _print(console, client.pages(path, **filters), lines, every=every)
        if filters.get("from") is None:
            _say_window(console, page)


def order_lines(item: Answer) -> tuple[list[str], list[str]]:
    """Say an order."""
    late = in_both("listed", "late") if item["late"] else ""
    head = [item["order_id"], yuan(item["due_fen"]), _coded("order_status", item["status"]), late]
    return head, [_when(item["created_at"]), item["order_no"], item["buyer"], item["storefront"]]


def return_lines(item: Answer) -> tuple[list[str], list[str]]:
    """Say a return."""
    lines = " ".join(
        f"{each['line']}:{_coded('item_state', each['state'])}" for each in item["lines"]
    )
    head = [item["return_id"], _coded("return_kind", item["kind"]), lines]
    return head, [_when(item["asked_at"]), item["order_no"] or item["order_id"], item["buyer"]]


def refund_lines(item: Answer) -> tuple[list[str], list[str]]:
    """Say a refund."""
    head = [item["refund_id"], yuan(item["amount_fen"]), _coded("refund_status", item["state"])]
    return head, [_when(item["decided_at"]), item["order_id"], item["storefront"]]


def person_lines(item: Answer) -> tuple[list[str], list[str]]:
    """Say a distributor."""
    head = [item["distributor"], item["name"], item["level"], item["grade"]]
    above = item["upline"] or in_both("terminal", "brand")
    upline = f"{in_both('terminal', 'upline')} {above}"
    return [*head, _coded("standing", item["standing"])], [_when(item["joined_at"]), upline]


def payout_lines(item: Answer) -> tuple[list[str], list[str]]:
    """Say a payout."""
    head = [item["payout_id"], yuan(item["amount_fen"]), _coded("payout_state", item["state"])]
    return head, [_when(item["requested_at"]), item["payee"], item["period"]]


def settlement_lines(item: Answer) -> tuple[list[str], list[str]]:
    """Say a settlement: what all its rounds come to, and where the last one stands."""
    counted = f"{item['period_payees']} {in_both('listed', 'payees')}"
    last = in_both("settling", "round", {"round": item["round"]})
    state = f"{last} {_coded('settlement_state', item['state'])}"
    head = [item["period"], yuan(item["period_fen"]), counted]
    return head, [state, _when(item["started_at"]), item["started_by"], item["approved_by"]]


def link_lines(item: Answer) -> tuple[list[str], list[str]]:
    """Say a link."""
    rate = percent(item["rate_bp"]) if item["rate_bp"] is not None else ""
    return [item["code"], item["distributor"], rate], [_when(item["created_at"]), item["url"]]


def _client(stack: Stack, path: str, named: Caller | None) -> Client:
    """Ask as whoever is named, else as staff, else as the shop."""
    if named is not None:
        return client_of(stack, named)
    callers = callers_of("GET", path)
    for caller in sorted(callers, key=lambda each: each.role == "storefront"):
        with suppress(NoCredential):
            return client_of(stack, caller)
    return client_of(stack, callers[0])


def _print(console: Console, pages: Iterator[Answer], lines: Lines, *, every: bool) -> Answer:
    """Print pages until enough is shown, or all of them; give the last page that was read."""
    shown, page = 0, Answer()
    for page in pages:
        for item in page["items"]:
            _print_item(console, *lines(item))
        shown += len(page["items"])
        if shown >= ENOUGH and not every:
            break
    if not shown:
        console.print(in_both("listed", "nothing"))
    elif page["next"] is not None:
        console.print(in_both("listed", "more"), style="dim")
    return page


def _say_window(console: Console, page: Answer) -> None:
    """Say of a list that came to its end that it looked no further back, where that is so."""
    if page["next"] is None and page.get("from"):
        since = in_both("listed", "since", {"since": _when(page["from"])})
        say(console, since, style="dim")


def _print_item(console: Console, head: list[Any], rest: list[Any]) -> None:
    say(console, "  ".join(filter(None, head)))
    if rest:
        say(console, "  ".join(filter(None, rest)), indent=4, style="dim")


def _coded(register: str, code: str) -> str:
    """Say a code; one of a later Fenrun as it is."""
    return in_both(register, code) if has_term(register, code) else code


def _when(at: str | None) -> str:
    return written(datetime.fromisoformat(at)) if at else ""
