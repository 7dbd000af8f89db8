"""`make meter`: what every step of an order's life uses of AWS, and what that costs."""

import click

from fenrun.terminal.console import open_console
from infra.meter.golden import PATH, Difference, Steps, differences, read_golden, write_golden
from infra.meter.modes import MODES
from infra.meter.play import STORIES, Played, play
from infra.meter.prices import Sheet, regions
from infra.meter.report import tables

COSTS_MORE = 1


@click.command()
@click.option("--story", "stories", multiple=True, type=click.Choice(list(STORIES)))
@click.option("--mode", "modes", multiple=True, type=click.Choice([m.name for m in MODES]))
@click.option("--prices", type=click.Choice(regions()), default="us-east-1", show_default=True)
@click.option("--items", is_flag=True, help="Show each write: its units, bytes and key.")
@click.option("--write", is_flag=True, help="Say in the file what is used now.")
@click.pass_context
def meter(
    ctx: click.Context,
    stories: tuple[str, ...],
    modes: tuple[str, ...],
    prices: str,
    *,
    items: bool,
    write: bool,
) -> None:
    """Play stories on a laptop's Fenrun, and count what they use by AWS's rules.

    Exit code 0: no step uses more than infra/meter/golden.txt says, 1: one does.
    """
    chosen = [mode for mode in MODES if not modes or mode.name in modes]
    played = list(play(chosen, stories or STORIES))
    found = {each.step: each.usage for each in played}
    _print(found, Sheet.of(prices))
    if items:
        _print_writes(played)
    known = read_golden(PATH.read_text("utf-8")) if PATH.exists() else {}
    if write:
        # Where everything was played, what is gone from the stories goes from the file.
        others = known if stories or modes else {}
        PATH.write_text(write_golden({**others, **found}), "utf-8")
    else:
        ctx.exit(_judge(list(differences(known, found))))


def _print(found: Steps, sheet: Sheet) -> None:
    console = open_console()
    for table in tables(found, sheet):
        console.print(table)
    console.print(
        f"{sheet.region}, {sheet.date}, on demand; {sheet.assumed_ms} ms an invocation are assumed,"
        " not measured"
    )


def _print_writes(played: list[Played]) -> None:
    for each in played:
        click.echo(f"\n{' '.join(each.step)}\n\nunits index before after  key")
        for write in each.writes:
            click.echo(str(write))


def _judge(found: list[Difference]) -> int:
    more = [each for each in found if each.is_more]
    less = [each for each in found if not each.is_more]
    _tell("less than infra/meter/golden.txt says; to say so: make meter ARGS=--write", less)
    _tell("MORE than infra/meter/golden.txt says; if it has to: make meter ARGS=--write", more)
    return COSTS_MORE if more else 0


def _tell(words: str, found: list[Difference]) -> None:
    if found:
        click.echo(words)
    for each in found:
        click.echo(f"  {each}")


if __name__ == "__main__":
    meter()
