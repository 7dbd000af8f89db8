"""`fenrun plan schema`: the JSON Schema of plan documents, for editors and other programs."""

from importlib import resources

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of plan documents (also docs/plan.schema.json)."""
    text = (resources.files("shared.data") / "plan.schema.json").read_text("utf-8")
    click.echo(text, nl=False)
