"""A payout tried again."""

import click

from fenrun.client import Client, path_of
from fenrun.commands.proposed import say_proposed
from fenrun.terminal.console import open_console, say
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from shared.words.catalogue import in_both

PAYOUTS = "/v1/payouts"
WITHOUT_ANSWER = "result"
"""What a payout awaits that the channel has given no clear answer about."""


def retry(ctx: click.Context, payout_id: str, there: There, *, by: str, reason: str) -> None:
    """Have the channel asked now, or propose to pay again: as the payout stands."""
    with asking(ctx, there) as stack:
        client, path = stack.person("finance", by), PAYOUTS + path_of(payout_id)
        if client.get(path)["awaiting"] == WITHOUT_ANSWER:
            _ask(client, path, reason)
        else:
            _propose(client, path, reason, there)


def _ask(client: Client, path: str, reason: str) -> None:
    asked = client.post(f"{path}/inquiry", {"reason": reason})
    say(open_console(), f"{asked['payout_id']} {in_both('settling', 'asked_now')}")


def _propose(client: Client, path: str, reason: str, there: There) -> None:
    proposal = client.post(f"{path}/retry", {"reason": reason})["proposal_id"]
    say_proposed(proposal, in_both("settling", "waits_for_another"), there, "--by …")
