"""Optimistic concurrency: decide again on fresh records when somebody else wrote first.

Records are read one after the other; what was written in between shows as `OutOfStep`.
"""

import random
import time
from collections.abc import Callable
from itertools import chain, repeat, starmap
from typing import TypeVar

from shared.domain.errors import Busy, OutOfStep
from shared.ports import Conflict

T = TypeVar("T")

ATTEMPTS = 12
FIRST_PAUSE = 0.005
LONGEST_PAUSE = 0.2


def known_first(known: T, load: Callable[[], T]) -> Callable[[], T]:
    """Give what the first attempt begins with: what is known already; the others load it anew."""
    given = chain((known,), starmap(load, repeat(())))
    return lambda: next(given)


def retried(attempt: Callable[[], T]) -> T:
    """Run an attempt until it meets no conflict. Errors: `Busy` or `OutOfStep` if it never does."""
    out_of_step: OutOfStep | None = None
    for number in range(ATTEMPTS):
        try:
            return attempt()
        except (Conflict, OutOfStep) as error:
            out_of_step = error if isinstance(error, OutOfStep) else None
            # Full jitter: commands that collided once must not collide again in step.
            time.sleep(random.uniform(0, min(LONGEST_PAUSE, FIRST_PAUSE * 2**number)))  # noqa: S311
    if out_of_step is not None:
        raise out_of_step
    raise Busy("others kept changing the same records; ask again in a moment")
