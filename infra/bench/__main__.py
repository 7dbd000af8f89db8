"""`make bench`: a million commissions by the engine, against a plain loop and DuckDB."""

import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click
from rich import box
from rich.table import Table

from fenrun.terminal.console import open_console
from infra.bench.measure import LIMIT, Timing, measure, ratio
from infra.bench.orders import ORDERS
from shared.domain.money import yuan

TOO_SLOW = 1


@click.command()
@click.option("--orders", type=click.IntRange(min=1), default=ORDERS, show_default=True)
@click.option("--repeat", type=click.IntRange(min=1), default=3, show_default=True)
@click.pass_context
def bench(ctx: click.Context, orders: int, repeat: int) -> None:
    """Pay the same orders three ways, equal to the fen, and compare the time they take.

    The million takes about two minutes and 1.4 GB of memory. Exit code 0: the engine stays within
    two and a half plain loops, 1: it does not.
    """
    timings = measure(orders, repeat)
    console = open_console()
    console.print(_table(timings, repeat))
    console.print(f"equal row by row: payee, line, fen; checksum {timings[0].checksum[:16]}")
    console.print(f"{_machine()}, {date.today()}")  # noqa: DTZ011 - the reader's own day
    times = ratio(timings)
    console.print(f"the engine takes {times:.1f} x the plain loop; at most {LIMIT} x is allowed")
    ctx.exit(0 if times <= LIMIT else TOO_SLOW)


def _table(timings: list[Timing], repeat: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for column in ("commissions", "paid, yuan", f"CPU s, best of {repeat}", "a second", "x plain"):
        table.add_column(column, justify="right", no_wrap=True)
    plain = timings[0].seconds
    for each in timings:
        table.add_row(
            each.name,
            f"{each.commissions:,}",
            yuan(each.total_fen),
            f"{each.seconds:.2f}",
            f"{each.commissions / each.seconds:,.0f}",
            f"{each.seconds / plain:.1f}",
        )
    return table


def _machine() -> str:
    words = f"CPython {platform.python_version()}, DuckDB {version('duckdb')}"
    cpus = Path("/proc/cpuinfo")
    if cpus.exists():
        names = [line for line in cpus.read_text().splitlines() if line.startswith("model name")]
        words = ", ".join([words, *(name.split(":")[1].strip() for name in names[:1])])
    return f"{words}, {platform.machine()}"


if __name__ == "__main__":
    bench()
