"""A payee takes or refuses his money on his phone, and the notice of it arrives."""

from collections.abc import Callable
from pathlib import Path

import click

from fenrun.client import Answer, Stack
from fenrun.terminal.running import require_running
from fenrun.terminal.talk import faults_told
from infra.running.laptop import stack_of, stand_in_of
from shared.domain.money import yuan
from shared.words.catalogue import in_both


def confirm(ctx: click.Context, payout_id: str, data: Path) -> None:
    """Let the payee take every transfer that waits for him."""
    payout = _decided(ctx, payout_id, data, stand_in_of(require_running(data)).confirm)
    click.echo(f"{payout_id}: {yuan(payout['paid_fen'])} of {yuan(payout['amount_fen'])} paid")


def decline(ctx: click.Context, payout_id: str, data: Path) -> None:
    """Let the payee refuse every transfer that waits for him."""
    payout = _decided(ctx, payout_id, data, stand_in_of(require_running(data)).decline)
    state = in_both("payout_state", payout["state"])
    failed = payout["amount_fen"] - payout["paid_fen"]
    click.echo(f"{payout_id}: {yuan(failed)} of {yuan(payout['amount_fen'])} declined; {state}")


def _decided(
    ctx: click.Context, payout_id: str, data: Path, act: Callable[[str], Answer]
) -> Answer:
    """Act on every transfer that waits for the payee; give the payout as it stands then."""
    stack = stack_of(require_running(data), data)
    with faults_told(ctx):
        for bill_no in _waiting_transfers(stack, payout_id):
            act(bill_no)
        return _settled_payout(stack, payout_id)


def _waiting_transfers(stack: Stack, payout_id: str) -> list[str]:
    payout = _settled_payout(stack, payout_id)
    waiting = [t["bill_no"] for t in payout["transfers"] if t["state"] == "confirming"]
    if not waiting:
        states = ", ".join(t["state"] for t in payout["transfers"])
        facts = {"payout": payout_id, "states": states}
        raise click.ClickException(in_both("terminal", "no_confirmation_awaited", facts))
    return waiting


def _settled_payout(stack: Stack, payout_id: str) -> Answer:
    stack.anybody().post("/_local/drain")
    return stack.person("finance", "finance").get(f"/v1/payouts/{payout_id}")
