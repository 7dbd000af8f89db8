"""A payee takes his money on his phone, and the notice of it arrives."""

from pathlib import Path
from typing import Any

import click

from fenrun.client import Stack
from fenrun.terminal.running import require_running
from fenrun.terminal.talk import faults_told
from infra.running.laptop import stack_of, stand_in_of
from shared.domain.money import yuan


def confirm(ctx: click.Context, payout_id: str, data: Path) -> None:
    """Let the payee take every transfer that waits for him."""
    running = require_running(data)
    stack = stack_of(running, data)
    with faults_told(ctx):
        waiting = _waiting_transfers(stack, payout_id)
        for bill_no in waiting:
            stand_in_of(running).confirm(bill_no)
        payout = _settled_payout(stack, payout_id)
    click.echo(f"{payout_id}: {yuan(payout['paid_fen'])} of {yuan(payout['amount_fen'])} paid")


def _waiting_transfers(stack: Stack, payout_id: str) -> list[str]:
    payout = _settled_payout(stack, payout_id)
    waiting = [t["bill_no"] for t in payout["transfers"] if t["state"] == "confirming"]
    if not waiting:
        states = ", ".join(t["state"] for t in payout["transfers"])
        raise click.ClickException(
            f"{payout_id} waits for no confirmation; its transfers: {states}"
        )
    return waiting


def _settled_payout(stack: Stack, payout_id: str) -> dict[str, Any]:
    stack.anybody().post("/_local/drain")
    return stack.person("finance", "finance").get(f"/v1/payouts/{payout_id}")
