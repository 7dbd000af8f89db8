"""`fenrun orders`, `returns`, `refunds`, `distributors`, `payouts`, `settlements`, `links`.

Each lists what its name says, by the filters that its options are; with --csv as a table.
"""

from typing import Any

import click

from fenrun.commands.list_options import between, choice, listing, storefront, text

ORDER_STATES = ("created", "paid", "shipped", "delivered", "closed", "cancelled")
PAYOUT_STATES = (
    "approval",
    "submission",
    "withheld",
    "result",
    "confirmation",
    "paid",
    "partly_paid",
    "failed",
    "refused",
)
SETTLEMENT_STATES = ("proposals", "approval", "payment", "closed", "refused", "empty")


@click.command()
@text("--number", "order_no", "The shop's own number of the order; staff say --storefront, too.")
@text("--buyer", "buyer", "Whose orders, by the buyer's id at the shop.")
@choice("--state", "state", ORDER_STATES, "Where the order stands.")
@click.option("--late", flag_value="true", help="Shipment is awaited past its deadline.")
@storefront
@between("30 days ago; the beginning with --buyer, --number, --late")
@listing
def orders(ctx: click.Context, **asked: Any) -> None:
    """List orders, the latest first."""
    from fenrun.commands import list_acts

    list_acts.show(ctx, "/v1/orders", list_acts.order_lines, **asked)


@click.command()
@text("--buyer", "buyer", "Whose returns, by the buyer's id at the shop.")
@click.option("--every", "open", flag_value="any", help="Those that are over, too.")
@storefront
@between()
@listing
def returns(ctx: click.Context, **asked: Any) -> None:
    """List open returns, the latest first."""
    from fenrun.commands import list_acts

    list_acts.show(ctx, "/v1/returns", list_acts.return_lines, **asked)


@click.command()
@text("--order", "order", "Of which order, by its id.")
@storefront
@listing
def refunds(ctx: click.Context, **asked: Any) -> None:
    """List refunds that wait to be paid back by hand."""
    from fenrun.commands import list_acts

    list_acts.show(ctx, "/v1/refunds", list_acts.refund_lines, **asked)


@click.command()
@choice("--level", "level", ("silver", "gold", "diamond"), "The level they have now.")
@choice("--standing", "standing", ("active", "suspended", "removed"), "Where they stand now.")
@text("--upline", "upline", "Who stands next above them; `brand`: nobody.")
@text("--name", "name", "A part of their name or of their id.")
@listing
def distributors(ctx: click.Context, **asked: Any) -> None:
    """List distributors, in the order of their ids."""
    from fenrun.commands import list_acts

    list_acts.show(ctx, "/v1/distributors", list_acts.person_lines, **asked)


@click.command()
@choice("--state", "state", PAYOUT_STATES, "What they wait for, or how they ended.")
@text("--payee", "payee", "Whose, by his id.")
@text("--period", "period", "Of which settlement, by its period.")
@click.option("--waiting", flag_value="true", help="Those that still wait for somebody.")
@between()
@listing
def payouts(ctx: click.Context, **asked: Any) -> None:
    """List payouts, the latest first."""
    from fenrun.commands import list_acts

    list_acts.show(ctx, "/v1/payouts", list_acts.payout_lines, **asked)


@click.command()
@choice("--state", "state", SETTLEMENT_STATES, "What they wait for, or how they ended.")
@text("--payee", "payee", "Who is in it, by his id.")
@text("--period", "period", "How the period's name begins: 2025 for all of a year.")
@listing
def settlements(ctx: click.Context, **asked: Any) -> None:
    """List settlements, the latest period first."""
    from fenrun.commands import list_acts

    list_acts.show(ctx, "/v1/settlements", list_acts.settlement_lines, **asked)


@click.command()
@text("--distributor", "distributor", "Whose, by his id.")
@between("30 days ago; the beginning with --distributor")
@listing
def links(ctx: click.Context, **asked: Any) -> None:
    """List referral links, the latest first."""
    from fenrun.commands import list_acts

    own = asked["caller"] is not None and asked["caller"].role == "distributor"
    list_acts.show(ctx, "/v1/me/links" if own else "/v1/links", list_acts.link_lines, **asked)
