"""`python -m infra.bench.request`: CPU time of a warm `POST /v1/orders`, against views by hand."""

import os
import platform
import time
from collections.abc import Mapping
from itertools import count

import click
from chalice.app import Chalice

from infra.bench.request.order import CONTEXT, event
from infra.bench.request.table import CannedTable
from infra.bench.request.ways import at_once, by_hand, one_by_one, product
from infra.bench.starts.subjects import CREDENTIALS

PRODUCT = "Fenrun"
_numbers = count()


@click.command()
@click.option("--orders", type=click.IntRange(min=1), default=100, show_default=True)
@click.option("--repeat", type=click.IntRange(min=1), default=15, show_default=True)
def bench(orders: int, repeat: int) -> None:
    """Take the same order in each way in turn, and compare the best of the times it took."""
    ways = {
        PRODUCT: product(CannedTable()),
        "by hand, its chain one by one": by_hand(CannedTable(), one_by_one),
        "by hand, its chain at once": by_hand(CannedTable(), at_once),
    }
    for name, seconds in _best(ways, orders, repeat).items():
        click.echo(f"{name:32} {seconds * 1000:.2f} ms CPU")
    click.echo(f"CPython {platform.python_version()}, best of {repeat} times {orders} orders")


def _best(ways: Mapping[str, Chalice], orders: int, repeat: int) -> Mapping[str, float]:
    """Take turns, so that what else the machine does meets all of them."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(repeat):
        for name, app in ways.items():
            best[name] = min(best[name], _seconds(app, orders))
    return best


def _seconds(app: Chalice, orders: int) -> float:
    """Give the CPU time of one request, of so many."""
    events = [event(next(_numbers)) for _ in range(orders)]
    begun = time.process_time()
    for each in events:
        app(each, CONTEXT)
    return (time.process_time() - begun) / orders


if __name__ == "__main__":
    os.environ.update(CREDENTIALS, AWS_REGION="us-east-1")
    bench()
