"""`fenrun plan schema`: the JSON Schema of plan documents, for editors and other programs."""

import click

from shared.edge.packaged import plan_schema


@click.command(short_help="Print the JSON Schema of plan documents.")
def schema() -> None:
    """Print the JSON Schema of plan documents (also docs/plan.schema.json)."""
    click.echo(plan_schema(), nl=False)
