"""`make bench`, second part: what a function's start costs, and what those of its peers."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from infra.bench.starts import measure
from infra.bench.starts.layer import lay
from infra.bench.starts.subjects import Subject, functions, peers


@click.command()
@click.option("--rounds", type=click.IntRange(min=1), default=7, show_default=True)
@click.option("--count/--no-count", default=shutil.which("valgrind") is not None)
@click.option("--only", multiple=True, help="A function; may be repeated.")
def starts(rounds: int, count: bool, only: Sequence[str]) -> None:
    """Start a stock boto3 client, peers and every function in fresh Pythons, in turns.

    Each imports all of its own and makes the client that its first event needs. A function starts
    from a layer made of what is installed here. Instructions are counted where valgrind is.
    """
    with tempfile.TemporaryDirectory() as folder:
        layer = Path(folder)
        lay(layer)
        subjects = [*peers(), *(each for each in functions(layer) if not only or each.name in only)]
        times = measure.cpu_ms(subjects, rounds)
        counts = measure.instructions(subjects) if count else {}
    _print(subjects, times, counts)


def _print(subjects: Sequence[Subject], times: measure.Costs, counts: measure.Costs) -> None:
    click.echo("| start | CPU ms | x stock | M instructions | x stock |")
    click.echo("|---|---|---|---|---|")
    by_time = measure.ratios(times)
    by_count = measure.ratios(counts) if counts else {}
    for name, *_ in subjects:
        counted = f"{counts[name] / 1e6:.0f} | {by_count[name]:.2f}" if counts else "- | -"
        click.echo(f"| {name} | {times[name]:.0f} | {by_time[name]:.2f} | {counted} |")


if __name__ == "__main__":
    starts()
