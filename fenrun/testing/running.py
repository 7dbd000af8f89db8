"""A brand of one's own process: it comes with the extra `local`, and is loaded when it starts."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Protocol, cast

from fenrun.client import Answer
from fenrun.terminal.extra import load
from fenrun.testing.brand import Brand

OF_THE_EXTRA = "infra.running.brand:running"


class _Running(Protocol):
    def __call__(
        self, data: Path | None, start: datetime | None
    ) -> AbstractContextManager[Brand]: ...


@contextmanager
def running_brand(
    plan: str | Answer | None = None,
    *,
    start: datetime | None = None,
    data: Path | None = None,
) -> Iterator[Brand]:
    """Run a brand in this process until the block ends; one at a time, on free ports.

    Business time begins at `start` (2025-03-01 10:00 +08:00) and moves only by the brand's clock.
    Without a `plan` the product's own is in force. What is written is gone with it, unless there is
    a folder for its `data`. Errors: a ClickException where the extra is missing.
    """
    run = cast("_Running", load(OF_THE_EXTRA))
    with run(data, start) as brand:
        if plan is not None:
            brand.adopt_plan(plan)
        yield brand
