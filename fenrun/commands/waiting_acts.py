"""What of the money waits for whom, in a list."""

import click
from rich.console import Console

from fenrun.client import Answer, Stack
from fenrun.client.waiting import Queue, queues
from fenrun.terminal.console import open_console, say_line
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import read_instant, written
from shared.domain.money import yuan
from shared.words.catalogue import has_term, in_both

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
    say_line(console, f"{in_both('settling', queue.name)}  ({_sum(queue)})", style="bold")
    for each in queue.items[:SHOWN]:
        say_line(console, f"  {_LINES[queue.name](each)}")
    if (more := len(queue.items) - SHOWN) > 0:
        say_line(console, f"  {in_both('settling', 'more', {'more': more})}")
    if queue.goes_on:
        say_line(console, f"  {in_both('settling', 'many_more')}")
    if how := WHAT_TO_DO.get(queue.name):
        say_line(console, f"  → {' '.join([how, *there.words])}", style="dim")


def _sum(queue: Queue) -> str:
    amounts = [each["amount_fen"] for each in queue.items if "amount_fen" in each]
    counted = f"{len(queue.items)}{'+' if queue.goes_on else ''}"
    return f"{counted}, ¥{yuan(sum(amounts))}" if amounts else counted


def _proposal(each: Answer) -> str:
    kind = each["kind"]
    called = in_both("approval_kind", kind) if has_term("approval_kind", kind) else each["kind_zh"]
    proposed = f"{each['proposed_by']}  {written(read_instant(each['proposed_at']))}"
    return f"{each['proposal_id']}  {called}  {each['subject']}  {proposed}"


def _payout(each: Answer) -> str:
    reasons = {str(one["fail_reason"]) for one in each["transfers"] if one["fail_reason"]}
    until = written(read_instant(each["expires_at"])) if each["state"] == "confirmation" else ""
    words = [each["payout_id"], each["payee"], f"¥{yuan(each['amount_fen'])}"]
    if until:
        words.append(f"{in_both('terminal', 'until')} {until}")
    return "  ".join([*words, each["period"] or "", *sorted(reasons)]).rstrip()


def _odd_notice(each: Answer) -> str:
    return f"{each['odd_notice']}  {each['order']}  ¥{yuan(each['amount_fen'])}  {each['reason']}"


def _refund(each: Answer) -> str:
    return f"{each['refund_id']}  {each['order_id']}  ¥{yuan(each['amount_fen'])}"


_LINES = {
    "waits_for_approval": _proposal,
    "waits_for_payee": _payout,
    "waits_for_channel": _payout,
    "waits_for_repair": _payout,
    "waits_for_decision": _odd_notice,
    "waits_for_hand": _refund,
}
