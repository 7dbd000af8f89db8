"""The customer pays on his phone, and the notice of it arrives."""

from pathlib import Path

import click

from fenrun.client import Answer, Problem
from fenrun.terminal.running import require_running
from fenrun.terminal.talk import faults_told
from fenrun.testing.stand_in import StandIn
from infra.running.laptop import stack_of, stand_in_of
from shared.domain.money import yuan
from shared.words.catalogue import in_both


def pay(
    ctx: click.Context, order_id: str, data: Path, *, amount_fen: int | None, lost: bool
) -> None:
    """Let the customer pay an order, and print what became of it."""
    running = require_running(data)
    stack = stack_of(running, data)
    with faults_told(ctx):
        stack.storefront().get(f"/v1/orders/{order_id}")
        paid = _pay(stand_in_of(running), order_id, amount_fen, lost=lost)
        stack.anybody().post("/_local/drain")
        order = stack.storefront().get(f"/v1/orders/{order_id}")
    total = paid["amount"]["total"]
    click.echo(f"{order_id}: {yuan(total)} paid; the order is {order['status']}")


def _pay(
    phone: StandIn, order_id: str, amount_fen: int | None = None, *, lost: bool = False
) -> Answer:
    """Let the customer pay. Errors: Problem; a ClickException where there is nothing to pay."""
    if lost:
        phone.tell("behave", behaviour="no_notice")
    try:
        return phone.pay(order_id, amount_fen)
    except Problem as problem:
        told = _told(problem.code, order_id)
        if told is None:
            raise
        raise click.ClickException(told) from problem


def _told(code: str, order_id: str) -> str | None:
    """Say what the channel answers; None: that is for whoever can read it."""
    facts = {"order": order_id}
    match code:
        case "ORDER_NOT_EXIST":
            return in_both("terminal", "never_asked_to_pay", facts)
        case "ORDERPAID":
            return in_both("terminal", "paid_before", facts)
        case "ORDER_CLOSED":
            return in_both("terminal", "payment_closed", facts)
    return None
