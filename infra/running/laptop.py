"""A laptop's Fenrun that is up, and the people around it."""

from pathlib import Path

from fenrun.client import Stack
from fenrun.terminal.running import Running
from fenrun.testing.stand_in import StandIn
from infra.local.credentials import Credentials


def stack_of(running: Running, data: Path) -> Stack:
    """Give the running Fenrun with the keys of its data folder."""
    return Stack(running.base_url, Credentials.load(data))


def stand_in_of(running: Running) -> StandIn:
    """Give the customers and payees of its payment channel."""
    return StandIn(running.stand_in_url)
