"""What may succeed later is repeated, as botocore's standard mode does it; nothing else is."""

from collections.abc import Iterator
from unittest import mock

import pytest
from botocore.retries import quota, standard

from shared.adapters.aws import repeating
from shared.adapters.aws.errors import AwsError, Unanswered
from shared.adapters.aws.repeating import (
    A_REPEAT,
    A_SUCCESS,
    A_THROTTLED_REPEAT,
    ATTEMPTS,
    BUDGET,
    Repeating,
    pause,
)

DONE = {"Item": {}}
THROTTLED = AwsError("PutItem", 400, "ProvisionedThroughputExceededException", {})
FAULTY = AwsError("PutItem", 500, "InternalServerError", {})
REFUSED = AwsError("PutItem", 400, "ConditionalCheckFailedException", {})
LOST = Unanswered("lost")
ANOTHER_SERVICES = "EC2ThrottledException"


@pytest.fixture(autouse=True)
def pauses() -> Iterator[list[float]]:
    slept: list[float] = []
    with mock.patch("shared.adapters.aws.repeating.time.sleep", slept.append):
        yield slept


def attempts(*outcomes: object) -> mock.Mock:
    return mock.Mock(side_effect=outcomes)


@pytest.mark.parametrize("error", [THROTTLED, FAULTY, LOST])
def test_what_may_succeed_later_is_repeated_with_pauses(
    error: Exception, pauses: list[float]
) -> None:
    attempt = attempts(error, error, error, error, DONE)
    assert Repeating().call(attempt) == DONE
    assert len(pauses) == ATTEMPTS - 1


@pytest.mark.parametrize("error", [THROTTLED, LOST])
def test_the_last_attempts_error_is_told(error: Exception) -> None:
    attempt = attempts(*[error] * ATTEMPTS, DONE)
    with pytest.raises(type(error)):
        Repeating().call(attempt)
    assert attempt.call_count == ATTEMPTS


def test_a_refusal_is_told_at_once(pauses: list[float]) -> None:
    attempt = attempts(REFUSED, DONE)
    with pytest.raises(AwsError, match="ConditionalCheckFailedException"):
        Repeating().call(attempt)
    assert (attempt.call_count, pauses) == (1, [])


def test_who_mostly_fails_repeats_no_more_until_others_succeed() -> None:
    calls = Repeating()
    for _ in range(BUDGET // (A_REPEAT * (ATTEMPTS - 1))):
        with pytest.raises(AwsError):
            calls.call(attempts(*[FAULTY] * ATTEMPTS))
    while calls._left >= A_REPEAT:
        with pytest.raises(AwsError):
            calls.call(attempts(FAULTY, REFUSED))
    spent = attempts(FAULTY, DONE)
    with pytest.raises(AwsError):
        calls.call(spent)
    assert spent.call_count == 1
    for _ in range(A_REPEAT):
        calls.call(attempts(DONE))
    assert calls.call(attempts(FAULTY, DONE)) == DONE


def test_what_is_repeated_is_what_botocore_repeats() -> None:
    throttled = standard.ThrottledRetryableChecker._THROTTLED_ERROR_CODES
    transient = standard.TransientRetryableChecker._TRANSIENT_ERROR_CODES
    known = repeating.THROTTLED_CODES | repeating.TRANSIENT_CODES
    assert {*throttled, *transient} - {ANOTHER_SERVICES} == known
    statuses = standard.TransientRetryableChecker._TRANSIENT_STATUS_CODES
    throttling = standard.ThrottlingStatusCodeChecker._THROTTLING_STATUS_CODES
    assert frozenset(statuses) == repeating.TRANSIENT_STATUSES
    assert throttling == [repeating.TOO_MANY]


@pytest.mark.parametrize("error", [THROTTLED, FAULTY])
def test_pauses_grow_as_botocores_do_up_to_its_longest(error: AwsError) -> None:
    detector = mock.Mock(is_throttling_error_from_context=lambda _: error is THROTTLED)
    theirs = standard.ExponentialBackoff(random=lambda: 0.75, throttling_detector=detector)
    with mock.patch("random.random", return_value=0.75):
        for number in range(1, 9):
            context = mock.Mock(attempt_number=number, http_response=None)
            assert pause(number, error) == theirs.delay_amount(context)


def test_repeats_cost_what_they_cost_in_botocore() -> None:
    theirs = standard.RetryQuotaChecker
    costs = theirs._RETRY_COST, theirs._THROTTLING_RETRY_COST, theirs._NO_RETRY_INCREMENT
    assert costs == (A_REPEAT, A_THROTTLED_REPEAT, A_SUCCESS)
    assert quota.RetryQuota.INITIAL_CAPACITY == BUDGET
