"""`fenrun confirm`: a payee takes his money on his phone."""

from pathlib import Path
from typing import Any

import click

from infra.cli.client import Client
from infra.cli.running import client_of, data_option, require_running, stand_in_of
from infra.cli.talk import faults_told
from shared.domain.money import yuan


@click.command(short_help="Let a payee take his money, at the stand-in.")
@click.argument("payout_id")
@data_option
@click.pass_context
def confirm(ctx: click.Context, payout_id: str, data: Path) -> None:
    """The payee takes the money of PAYOUT_ID at the WeChat Pay stand-in, and its notice arrives."""
    running = require_running(data)
    client = client_of(running, data)
    with faults_told(ctx):
        waiting = _waiting_transfers(client, payout_id)
        for bill_no in waiting:
            stand_in_of(running).confirm(bill_no)
        payout = _settled_payout(client, payout_id)
    click.echo(f"{payout_id}: {yuan(payout['paid_fen'])} of {yuan(payout['amount_fen'])} paid")


def _waiting_transfers(client: Client, payout_id: str) -> list[str]:
    payout = _settled_payout(client, payout_id)
    waiting = [t["bill_no"] for t in payout["transfers"] if t["state"] == "confirming"]
    if not waiting:
        states = ", ".join(t["state"] for t in payout["transfers"])
        raise click.ClickException(
            f"{payout_id} waits for no confirmation; its transfers: {states}"
        )
    return waiting


def _settled_payout(client: Client, payout_id: str) -> dict[str, Any]:
    client.control("POST", "/_local/drain")
    return client.as_person("finance", "finance", "GET", f"/v1/payouts/{payout_id}")
