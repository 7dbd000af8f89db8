"""Optimistic concurrency: decide again on fresh records when somebody else wrote first."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from shared.domain.errors import Busy
from shared.ports import Conflict

T = TypeVar("T")

ATTEMPTS = 12
FIRST_PAUSE = 0.005
LONGEST_PAUSE = 0.2


def retried(attempt: Callable[[], T]) -> T:
    """Run an attempt until it meets no conflict. Errors: `Busy` when it always does."""
    for number in range(ATTEMPTS):
        try:
            return attempt()
        except Conflict:
            # Full jitter: commands that collided once must not collide again in step.
            time.sleep(random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2**number)))  # noqa: S311
    raise Busy("others kept changing the same records; ask again in a moment")
