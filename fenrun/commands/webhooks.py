"""`fenrun webhooks`: endpoints that are told what happens, and what became of deliveries."""

from typing import Any

import click

from fenrun.commands.instants import InstantType
from fenrun.commands.list_options import choice, listing
from fenrun.terminal.callers import Caller, as_whom
from fenrun.terminal.there import There, there_option

STATUSES = ("active", "paused", "disabled", "ended")
STATES = ("pending", "held", "delivered", "dead")

_kinds = click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="A kind of event it wants, like order.paid or order.*; all without one.",
)
_storefront = click.option(
    "--storefront", help="Tell it what this storefront may know; what staff may know without."
)
_webhook = click.argument("webhook", metavar="ID")


_caller = as_whom("As whom: operator, operator:li or storefront.", "operator")


@click.group()
def webhooks() -> None:
    """Have endpoints told what happens, or listen here."""


@webhooks.command("subscribe")
@click.argument("endpoint", metavar="URL")
@_kinds
@_storefront
@_caller
@there_option
@click.pass_context
def subscribe(
    ctx: click.Context, /, endpoint: str, there: There, caller: Caller, **asked: Any
) -> None:
    """Have URL (https) told what happens; its secret is shown this once."""
    from fenrun.commands import webhooks_acts as acts

    acts.subscribe(ctx, there, caller, {"url": endpoint, **asked})


@webhooks.command("list")
@choice("--state", "state", STATUSES, "Where they stand; all but the ended without it.")
@listing
def list_(ctx: click.Context, **asked: Any) -> None:
    """List endpoints; those that have ended by --state ended."""
    from fenrun.commands import webhooks_acts as acts

    acts.list_all(ctx, **asked)


@webhooks.command("show")
@_webhook
@_caller
@there_option
@click.pass_context
def show(ctx: click.Context, webhook: str, there: There, caller: Caller) -> None:
    """Show how the endpoint ID fares."""
    from fenrun.commands import webhooks_acts as acts

    acts.show(ctx, there, caller, webhook)


@webhooks.command("rotate")
@_webhook
@_caller
@there_option
@click.pass_context
def rotate(ctx: click.Context, webhook: str, there: There, caller: Caller) -> None:
    """Have a new secret sign for ID; for 24 hours the old one signs too."""
    from fenrun.commands import webhooks_acts as acts

    acts.rotate(ctx, there, caller, webhook)


def _changing(name: str, path: str, said: str) -> click.Command:
    """Give the command that changes an endpoint's status."""

    @click.command(name, help=said)
    @_webhook
    @_caller
    @there_option
    @click.pass_context
    def change(ctx: click.Context, webhook: str, there: There, caller: Caller) -> None:
        from fenrun.commands import webhooks_acts as acts

        acts.change(ctx, there, caller, webhook, path)

    return change


webhooks.add_command(_changing("pause", "pause", "Send ID nothing; what happens is kept."))
webhooks.add_command(_changing("resume", "resumption", "Send ID again what happens from now on."))
webhooks.add_command(_changing("end", "end", "Send and keep nothing more for ID, for ever."))


@webhooks.command("ping")
@_webhook
@_caller
@there_option
@click.pass_context
def ping(ctx: click.Context, webhook: str, there: There, caller: Caller) -> None:
    """Try ID out with one signed message."""
    from fenrun.commands import webhooks_acts as acts

    acts.ping(ctx, there, caller, webhook)


@webhooks.command("deliveries")
@_webhook
@click.option("--state", type=click.Choice(STATES), help="Those in this state alone.")
@click.option("--event", help="The delivery of the event of this id alone.")
@listing
def deliveries(ctx: click.Context, /, webhook: str, **asked: Any) -> None:
    """Show what became of the latest deliveries to ID."""
    from fenrun.commands import webhooks_acts as acts

    acts.deliveries(ctx, webhook, **asked)


@webhooks.command("replay")
@_webhook
@click.option("--since", type=InstantType(), required=True, help="From when on.")
@click.option("--every", is_flag=True, help="Also what was delivered before.")
@_caller
@there_option
@click.pass_context
def replay(ctx: click.Context, /, webhook: str, there: There, caller: Caller, **asked: Any) -> None:
    """Send ID what it missed, one event after the other in their order."""
    from fenrun.commands import webhooks_acts as acts

    acts.replay(ctx, there, caller, webhook, asked)


@webhooks.command("listen")
@click.option("--port", type=click.IntRange(0, 65_535), default=0, help="A free one without.")
@click.option("--secret", help="Verify by this secret, and subscribe nothing.")
@click.option("--count", type=click.IntRange(min=1), help="End after so many.")
@_kinds
@_storefront
@_caller
@there_option
@click.pass_context
def listen(ctx: click.Context, /, there: There, caller: Caller, **asked: Any) -> None:
    """Receive webhooks on this machine and show them, until Ctrl-C.

    A laptop's Fenrun (fenrun run) is subscribed to meanwhile. One at --url reaches nobody's laptop:
    lead a tunnel to --port, subscribe its address, and give --secret.
    """
    from fenrun.commands import webhooks_listening

    webhooks_listening.listen(ctx, there, caller, **asked)
