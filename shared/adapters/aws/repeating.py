"""Calls repeated as AWS's SDKs do it: a few times, with jitter, and on a budget."""

import random
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from shared.adapters.aws.errors import AwsError, Unanswered

ATTEMPTS: Final = 5
A_PAUSE, A_THROTTLED_PAUSE, LONGEST_PAUSE = 0.05, 1.0, 20.0
BUDGET, A_REPEAT, A_THROTTLED_REPEAT, A_SUCCESS = 500, 14, 5, 1

TOO_MANY: Final = 429
TRANSIENT_STATUSES: Final = frozenset({500, 502, 503, 504})
TRANSIENT_CODES: Final = frozenset({"RequestTimeout", "RequestTimeoutException"})
THROTTLED_CODES: Final = frozenset(
    {
        "BandwidthLimitExceeded",
        "LimitExceededException",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    }
)

Attempt = Callable[[], Mapping[str, Any]]
Failed = AwsError | Unanswered


class Repeating:
    """Repeats what may succeed later, as long as most calls succeed.

    Several threads may spend at once: the budget may be off by a few, and so it may.
    """

    def __init__(self) -> None:
        self._left = BUDGET

    def call(self, attempt: Attempt) -> Mapping[str, Any]:
        """Give what an attempt answers. Errors: those of the last one."""
        spent = 0
        for number in range(1, ATTEMPTS):
            try:
                return self._succeeded(attempt(), spent)
            except (AwsError, Unanswered) as error:
                spent = self._cost(error)
                wait = pause(number, error)
            time.sleep(wait)
        return self._succeeded(attempt(), spent)

    def _succeeded(self, answer: Mapping[str, Any], spent: int) -> Mapping[str, Any]:
        self._left = min(BUDGET, self._left + (spent or A_SUCCESS))
        return answer

    def _cost(self, error: Failed) -> int:
        """Take a repeat's cost from the budget. Errors: the same, where there is none to be."""
        cost = A_THROTTLED_REPEAT if is_throttled(error) else A_REPEAT
        if not may_be_repeated(error) or self._left < cost:
            raise error
        self._left -= cost
        return cost


def may_be_repeated(error: Failed) -> bool:
    """Tell whether the same request may succeed a little later."""
    if isinstance(error, Unanswered) or is_throttled(error):
        return True
    return error.status in TRANSIENT_STATUSES or error.code in TRANSIENT_CODES


def is_throttled(error: Failed) -> bool:
    """Tell whether a service has said that it is asked too much."""
    if isinstance(error, Unanswered):
        return False
    return error.status == TOO_MANY or error.code in THROTTLED_CODES


def pause(number: int, error: Failed) -> float:
    """Give the seconds to wait behind an attempt, of which the first is 1, and its error."""
    longest = (A_THROTTLED_PAUSE if is_throttled(error) else A_PAUSE) * 2.0 ** (number - 1)
    return random.random() * min(longest, LONGEST_PAUSE)  # noqa: S311
