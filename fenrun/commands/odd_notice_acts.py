"""What the payment channel reported that does not fit: listed, shown and decided."""

from typing import Any

import click

from fenrun.client import path_of
from fenrun.commands import list_acts
from fenrun.commands.proposed import say_proposed
from fenrun.terminal.cards import print_card
from fenrun.terminal.console import open_console, say
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import read_instant, written
from shared.domain.money import yuan
from shared.words.catalogue import in_both

ODD_NOTICES = "/v1/odd-notices"


def list_(ctx: click.Context, **asked: Any) -> None:
    """Print a line of each in a state."""
    list_acts.show(ctx, ODD_NOTICES, _lines, **asked)


def show(ctx: click.Context, notice: str, there: There) -> None:
    """Print all that is known of one, and what may be decided."""
    with asking(ctx, there) as stack:
        told = stack.staff("finance").get(ODD_NOTICES + path_of(notice))
        head, rest = _lines(told)
        print_card(open_console(), "  ".join(head), [("", "  ".join(rest)), *_rows(told)])


def resolve(
    ctx: click.Context, notice: str, choice: str, reason: str, by: str, there: There
) -> None:
    """Decide about one, and say who has to approve it where money moves."""
    with asking(ctx, there) as stack:
        body = {"choice": choice, "reason": reason}
        path = ODD_NOTICES + path_of(notice, "resolution")
        receipt = stack.person("finance", by).post(path, body)
        _say(receipt, there)


def _say(receipt: dict[str, Any], there: There) -> None:
    if receipt["proposal_id"] is None:
        said = in_both("resolution", receipt["resolution"])
        say(open_console(), f"{receipt['odd_notice']} {said}")
    else:
        waits_for = in_both("terminal", "waits_for_finance")
        say_proposed(receipt["proposal_id"], waits_for, there)


def _lines(each: dict[str, Any]) -> tuple[list[str], list[str]]:
    state = in_both("odd_state", each["state"])
    head = [each["odd_notice"], state, f"¥{yuan(each['amount_fen'])}"]
    return head, [written(read_instant(each["at"])), each["reason"], each["order"]]


def _rows(told: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (in_both("terminal", "odd_expected"), _sum(told["expected_fen"])),
        (in_both("terminal", "odd_transaction"), told["transaction"] or ""),
        (in_both("terminal", "odd_subject"), told["subject"] or ""),
        (in_both("terminal", "what_to_do"), _advice(told)),
        (in_both("terminal", "decide_one_of"), _choices(told)),
        (in_both("terminal", "resolved_odd_notice"), _resolution(told)),
    ]


def _sum(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def _advice(told: dict[str, Any]) -> str:
    if told["state"] != "open" or told["advice"] is None:
        return ""
    return f"{told['advice_zh']} {told['advice']}"


def _choices(told: dict[str, Any]) -> str:
    return ", ".join(f"{each} ({in_both('choice', each)})" for each in told["choices"])


def _resolution(told: dict[str, Any]) -> str:
    if told["resolution"] is None:
        return ""
    said = in_both("resolution", told["resolution"])
    decision = told["decision"]
    return f"{said}  {decision['by']}: {decision['reason']}" if decision else said
