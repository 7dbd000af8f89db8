"""A brand in this process, for tests: named by `fenrun.testing`, and loaded when one starts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from fenrun.client import Keys, Stack
from fenrun.testing.brand import Brand
from fenrun.testing.stand_in import StandIn
from infra.local.laptop import BEGINNING, Laptop


@contextmanager
def running(data: Path | None, start: datetime | None) -> Iterator[Brand]:
    """A brand whose business time moves only by its clock."""
    with Laptop(data, frozen=True, start_time=start or BEGINNING) as laptop:
        yield brand_of(laptop)


def brand_of(laptop: Laptop) -> Brand:
    """Everybody around a laptop that is up in this process."""
    return brand_at(laptop.cloud.base_url, laptop.channel.base_url, laptop.credentials)


def brand_at(api_url: str, channel_url: str, keys: Keys) -> Brand:
    """Everybody around a laptop that is up anywhere; what is refused as busy is sent once."""
    return Brand(Stack(api_url, keys, pauses=()), StandIn(channel_url))
