"""`make storm`: very many releases for one payee, due in one second."""

import click
from rich import box
from rich.table import Table

from fenrun.terminal.console import open_console
from infra.storm.play import play
from infra.storm.played import Played, Storm
from shared.domain.money import yuan

LIMIT = 3
"""How many units failed attempts may use, a release."""


@click.command()
@click.option("--releases", type=click.IntRange(min=1), default=100_000, envvar="FENRUN_RELEASES")
@click.option("--workers", type=click.IntRange(min=1), default=400, show_default=True)
@click.option("--flight", type=float, default=0.5, help="Seconds that a transaction takes.")
@click.option("--notes/--no-notes", default=True, help="Without: as it was before there were any.")
@click.pass_context
def storm(ctx: click.Context, releases: int, workers: int, flight: float, *, notes: bool) -> None:
    """Release orders for one payee at once; exit 1 where a fen is lost or too much was in vain."""
    played = play(
        Storm(releases, workers, flight_seconds=flight, read_seconds=flight / 10, notes=notes)
    )
    open_console().print(_table(played))
    ctx.exit(0 if played.is_exact and played.refused_units_each <= LIMIT else 1)


def _table(played: Played) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_header=False, pad_edge=False)
    for name, value in (
        ("releases", f"{played.releases:,}"),
        ("released", f"{played.released:,}"),
        ("promised", yuan(played.promised_fen)),
        ("available in the end", yuan(played.available_fen)),
        ("all accounts together", yuan(played.sum_fen)),
        ("faults in the books", f"{len(played.faults)}"),
        ("notes left when the last was released", f"{played.arriving:,}"),
        ("notes left in the end", f"{played.in_the_end:,}"),
        ("writes taken, units", f"{played.taken.writes:,}, {played.taken.units:,}"),
        ("writes refused, units", f"{played.refused.writes:,}, {played.refused.units:,}"),
        ("units taken a release", f"{played.taken.units / played.releases:.2f}"),
        ("units refused a release", f"{played.refused_units_each:.2f}"),
        ("given up for a while", f"{played.given_up:,}"),
        ("seconds", f"{played.seconds:.0f}"),
    ):
        table.add_row(name, value)
    return table


if __name__ == "__main__":
    storm()
