"""What of the money waits for whom, in a list."""

from typing import cast

import click
from rich.console import Console

from fenrun.client import Answer, Stack
from fenrun.client.deciding import ProposalLine
from fenrun.client.waiting import Queue, queues
from fenrun.commands.proposal_lines import head_of, rest_of
from fenrun.terminal.console import open_console, say, say_line
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import read_instant, written
from shared.domain.money import yuan
from shared.words.catalogue import in_both

SHOWN = 20
"""How many lines of one queue are printed."""

WHAT_TO_DO = {
    "waits_for_approval": "fenrun approvals ID",
    "waits_for_channel": "fenrun retry PAYOUT --reason …",
    "waits_for_repair": "fenrun retry PAYOUT --reason …",
    "waits_for_decision": "fenrun odd-notices show ID",
}
"""The command that goes on; payees act on their phones, refunds are paid at the bank."""


def waiting(ctx: click.Context, there: There) -> None:
    """Print every queue that anything waits in."""
    with asking(ctx, there) as stack:
        console = open_console()
        found = _found(console, stack)
        for queue in found:
            _print(console, queue, there)
        if not found:
            console.print(in_both("settling", "nothing_waits"))


def _found(console: Console, stack: Stack) -> list[Queue]:
    """Read what waits, and say on a terminal how far that is: years may be looked through."""
    with console.status("") as status:

        def tell(seen: int) -> None:
            status.update(in_both("settling", "looking", {"seen": seen}))

        return [queue for queue in queues(stack.staff("finance"), tell) if queue.items]


def _print(console: Console, queue: Queue, there: There) -> None:
    say(console, f"{in_both('settling', queue.name)}  ({_sum(queue)})", style="bold")
    for each in queue.items[:SHOWN]:
        head, *rest = _LINES[queue.name](each)
        say(console, head, indent=2)
        for line in rest:
            say(console, line, indent=6, style="dim")
    if (more := len(queue.items) - SHOWN) > 0:
        say(console, in_both("settling", "more", {"more": more}), indent=2)
    if queue.goes_on:
        say(console, in_both("settling", "many_more"), indent=2)
    if how := WHAT_TO_DO.get(queue.name):
        say_line(console, f"  → {' '.join([how, *there.words])}", style="dim")


def _sum(queue: Queue) -> str:
    amounts = [each["amount_fen"] for each in queue.items if each.get("amount_fen") is not None]
    counted = f"{len(queue.items)}{'+' if queue.goes_on else ''}"
    return f"{counted}, ¥{yuan(sum(amounts))}" if amounts else counted


def _proposal(each: Answer) -> list[str]:
    line = cast("ProposalLine", each)
    return [head_of(line), *rest_of(line)]


def _payout(each: Answer) -> list[str]:
    reasons = {str(one["fail_reason"]) for one in each["transfers"] if one["fail_reason"]}
    rest = [each["period"], *sorted(reasons)]
    if each["state"] == "confirmation":
        until = written(read_instant(each["expires_at"]))
        rest.insert(0, f"{in_both('terminal', 'until')} {until}")
    return _lines(_head(each["payout_id"], each["payee"], each), rest)


def _odd_notice(each: Answer) -> list[str]:
    return _lines(_head(each["odd_notice"], None, each), [each["reason"], each["order"]])


def _refund(each: Answer) -> list[str]:
    return _lines(_head(each["refund_id"], None, each), [each["order_id"]])


def _head(what: str, who: str | None, each: Answer) -> str:
    return "  ".join(filter(None, [what, who, f"¥{yuan(each['amount_fen'])}"]))


def _lines(head: str, rest: list[str | None]) -> list[str]:
    said = "  ".join(filter(None, rest))
    return [head, said] if said else [head]


_LINES = {
    "waits_for_approval": _proposal,
    "waits_for_payee": _payout,
    "waits_for_channel": _payout,
    "waits_for_repair": _payout,
    "waits_for_decision": _odd_notice,
    "waits_for_hand": _refund,
}
