"""What each function has loaded before its first request: `python -m infra.loads`.

A room of the table is loaded when a request first meets a kind of its records: the last column has
what a function would hold if it met every kind. Words are loaded when they are first said.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click

ROOT = Path(__file__).parents[1]

TOLD = {
    "AWS_DEFAULT_REGION": "cn-north-1",
    "HOME": "/",
    "LOG_LEVEL": "INFO",
    "ORDER_LIFECYCLE_ARN": "machine",
    "PAYOUT_ARN": "machine",
    "POWERTOOLS_SERVICE_NAME": "function",
    "PYTHONPATH": str(ROOT),
    "REFUND_ARN": "machine",
    "SETTLEMENT_ARN": "machine",
    "STAGE": "local",
    "TABLE_NAME": "table",
    "WEBHOOK_SENDS_TABLE": "sends",
}
"""What functions read of their environment while they are loaded."""

LOADING = """
import sys
__import__(sys.argv[1])
first = sorted(sys.modules)
import json
if "shared.adapters.layout.registry" in first:
    from shared.adapters.layout.every_room import places
    places()
print(json.dumps([first, sorted(sys.modules)]))
"""


class Loaded(NamedTuple):
    """How many modules there are: of ours, of other people's, and with Python's own."""

    ours: int
    others: int
    all: int

    @classmethod
    def of(cls, names: Iterable[str]) -> "Loaded":
        """Count modules by their names."""
        tops = [name.partition(".")[0] for name in names]
        ours = sum(top in ("functions", "shared") for top in tops)
        python = sum(top in sys.stdlib_module_names or top == "__main__" for top in tops)
        return cls(ours, len(tops) - ours - python, len(tops))


class Weight(NamedTuple):
    """What a function has loaded before its first request, and if it met every kind."""

    first: Loaded
    at_most: Loaded
    names: frozenset[str]
    """The modules before its first request."""


def handlers() -> Iterator[str]:
    """Name the module of every function's handler."""
    for path in sorted((ROOT / "functions").glob("*/*.py")):
        yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def weigh(handler: str) -> Weight:
    """Load a function in a Python of its own, and count."""
    command = [sys.executable, "-c", LOADING, handler]
    done = subprocess.run(command, env=TOLD, stdout=subprocess.PIPE, check=True)
    first, at_most = json.loads(done.stdout)
    return Weight(Loaded.of(first), Loaded.of(at_most), frozenset(first))


def main() -> None:
    """Print a table of all functions."""
    click.echo("| function | all | ours | other people's | all, if it met every kind |")
    click.echo("|---|---|---|---|---|")
    for handler in handlers():
        first, at_most, _ = weigh(handler)
        name = handler.split(".")[1]
        click.echo(f"| {name} | {first.all} | {first.ours} | {first.others} | {at_most.all} |")


if __name__ == "__main__":
    main()
