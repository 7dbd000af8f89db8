"""Where business time is on its way, as bars: how far it has come, and what falls due at once."""

from datetime import datetime
from typing import NamedTuple

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from fenrun.terminal.times import written
from infra.local.lifetime import Startable
from shared.words.catalogue import in_both

MANY = 20
"""Pieces of work under way from which on they have a bar of their own."""


class Glance(NamedTuple):
    """Business time at one moment, what has held it, and how much is under way."""

    at: datetime
    held: str
    under_way: int


class OnTheWay(Startable):
    """Shows glances on a terminal; a file gets none of it."""

    def __init__(self, console: Console, start: datetime, target: datetime) -> None:
        self._start, self._most = start, 0
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[told]}"),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        seconds = (target - start).total_seconds()
        self._time = self._bars.add_task(written(start), total=seconds, told=written(target))
        self._work = self._bars.add_task("", visible=False, told="")

    def start(self) -> None:
        """Show the bars."""
        self._bars.start()

    def stop(self) -> None:
        """Take them away."""
        self._bars.stop()

    def show(self, glance: Glance) -> None:
        """Move the bars to where things are now."""
        come = (glance.at - self._start).total_seconds()
        self._bars.update(self._time, completed=come, description=written(glance.at))
        self._most = max(self._most, glance.under_way) if glance.under_way else 0
        self._bars.update(
            self._work,
            visible=self._most >= MANY,
            total=self._most,
            completed=self._most - glance.under_way,
            told=in_both("terminal", "under_way", {"count": glance.under_way}),
        )
