from datetime import datetime, timedelta

import pytest
from pydantic import ValidationError

from shared.domain.decisions import Decision
from shared.domain.network.people import Distributor, ProfileChange, RelationChange
from shared.domain.times import latest_at
from tests.refusals import faulty

JOINED = datetime.fromisoformat("2025-03-01T00:00:00+00:00")
SECOND = timedelta(seconds=1)
DECISION = Decision(by="ops", reason="as agreed")


def _relation(number: int, upline: str | None, at: datetime) -> RelationChange:
    return RelationChange(distributor="A", number=number, upline=upline, at=at, decision=DECISION)


def _profile(number: int, level: str, at: datetime) -> ProfileChange:
    return ProfileChange(
        distributor="A",
        number=number,
        cause="level_changed",
        level=level,
        standing="active",
        at=at,
        decision=DECISION,
        command="C",
    )


def test_nobody_in_the_network_is_the_brand() -> None:
    with faulty("is the brand itself; choose another id"):
        Distributor(id="brand", joined_at=JOINED)
    assert Distributor(id="brand2", joined_at=JOINED).id == "brand2"


@pytest.mark.parametrize(
    "reason", ["", " ", " late", "late ", "\n", "x" * 501, "a\0b", "\x1b[2Jx", "x\x7f", "\0"]
)
def test_a_reason_says_something(reason: str) -> None:
    with pytest.raises(ValidationError):
        Decision(by="ops", reason=reason)


@pytest.mark.parametrize("reason", ["x", "窜货，第二次", "two\nlines", "a\ttab\r\nb", "x" * 500])
def test_a_reason_is_free_text(reason: str) -> None:
    assert Decision(by="ops", reason=reason).reason == reason


def test_the_relation_of_an_instant_is_the_last_one_before_it() -> None:
    first, second = _relation(1, "B", JOINED), _relation(2, None, JOINED + SECOND)
    history = [first, second]
    assert latest_at(history, JOINED - SECOND) is None
    assert latest_at(history, JOINED) == first
    assert latest_at(history, JOINED + SECOND) == second


def test_of_two_changes_in_one_second_the_later_one_holds() -> None:
    relations = [_relation(1, "B", JOINED), _relation(2, "C", JOINED)]
    profiles = [_profile(1, "silver", JOINED), _profile(2, "gold", JOINED)]
    assert latest_at(relations, JOINED) == relations[1]
    assert latest_at(profiles, JOINED) == profiles[1]


def test_the_profile_of_an_instant_is_the_last_one_before_it() -> None:
    first, second = _profile(1, "silver", JOINED), _profile(2, "gold", JOINED + SECOND)
    history = [first, second]
    assert latest_at(history, JOINED - SECOND) is None
    assert latest_at(history, JOINED) == first
    assert latest_at(history, JOINED + SECOND) == second
