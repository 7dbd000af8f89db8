"""`fenrun explain`: why everybody gets what he gets for an order, to the last fraction of a fen."""

import click

from fenrun.terminal.there import There, there_option


@click.command()
@click.argument("what", metavar="ORDER|PERIOD")
@click.option("--json", "as_json", is_flag=True, help="Print the API's answer as JSON.")
@there_option
@click.pass_context
def explain(ctx: click.Context, what: str, as_json: bool, there: There) -> None:
    """Explain an order's commission, or a period's awards.

    A period is 2025-03, 2025-Q1 or 2025. Who, by which rule, how calculated, and where it stands.
    Exit code 1: a problem was answered.
    """
    from fenrun.commands import explain_acts as acts

    acts.explain(ctx, what, there, as_json=as_json)
