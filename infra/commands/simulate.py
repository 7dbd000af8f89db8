"""`fenrun simulate`: play scenario files and say whether they end as they expect."""

from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON (several: a list).")
@click.option("--explain", is_flag=True, help="Explain orders, awards, decisions of one FILE.")
@click.pass_context
def simulate(ctx: click.Context, files: tuple[Path, ...], as_json: bool, explain: bool) -> None:
    """Play scenario FILES (or all of a folder) and compare their end with what they expect.

    Exit code 0: all as expected, 1: something differs, 2: a file cannot be read.
    """
    from infra.commands import simulate_acts as acts

    acts.simulate(ctx, files, as_json=as_json, explain=explain)
