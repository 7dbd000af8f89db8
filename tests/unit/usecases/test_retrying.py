import time

import pytest

from shared.domain.errors import Busy, OutOfStep
from shared.ports import Conflict
from shared.usecases.retrying import ATTEMPTS, retried


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)


def test_an_attempt_that_met_others_decides_again() -> None:
    met = [Conflict("order"), Conflict("order")]

    def attempt() -> str:
        if met:
            raise met.pop()
        return "done"

    assert retried(attempt) == "done"


def test_who_always_meets_others_is_told_to_come_back() -> None:
    attempts: list[int] = []

    def attempt() -> None:
        attempts.append(1)
        raise Conflict("order")

    with pytest.raises(Busy, match="ask again"):
        retried(attempt)
    assert len(attempts) == ATTEMPTS


def test_records_that_do_not_fit_together_are_read_again() -> None:
    met = [Conflict("order"), OutOfStep("balance")]

    def attempt() -> str:
        if met:
            raise met.pop()
        return "done"

    assert retried(attempt) == "done"


def test_records_that_never_fit_together_are_a_fault_and_not_others_business() -> None:
    attempts: list[int] = []

    def attempt() -> None:
        attempts.append(1)
        raise OutOfStep("below zero")

    with pytest.raises(OutOfStep, match="below zero"):
        retried(attempt)
    assert len(attempts) == ATTEMPTS


def test_what_was_met_last_is_told() -> None:
    met = [OutOfStep("balance")] * (ATTEMPTS - 1)

    def attempt() -> None:
        raise met.pop() if met else Conflict("order")

    with pytest.raises(Busy, match="ask again"):
        retried(attempt)


def test_another_error_is_not_repeated() -> None:
    attempts: list[int] = []

    def attempt() -> None:
        attempts.append(1)
        raise ValueError("wrong")

    with pytest.raises(ValueError, match="wrong"):
        retried(attempt)
    assert len(attempts) == 1
