from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.errors import Refused
from shared.domain.people import Binding, Distributor, bind, promoter_at
from shared.domain.policy import Policy

BOUND = datetime.fromisoformat("2025-03-01T00:00:00+00:00")
BINDING = Binding(buyer="X", promoter="A", bound_at=BOUND)


def _policy(**fields: Any) -> Policy:
    return Policy.model_validate(fields)


def _after(days: int, seconds: int = 0) -> datetime:
    return BOUND + timedelta(days=days, seconds=seconds)


def test_the_first_promoter_gets_the_buyer() -> None:
    assert bind(None, "X", "A", Policy(), BOUND) == BINDING


def test_the_same_promoter_again_changes_nothing() -> None:
    assert bind(BINDING, "X", "A", Policy(), _after(5)) is BINDING


def test_another_promoter_comes_too_late() -> None:
    with pytest.raises(Refused) as refused:
        bind(BINDING, "X", "B", Policy(), _after(3000))

    assert refused.value.code == "already_bound"


@pytest.mark.parametrize(("seconds", "promoter"), [(-1, "A"), (0, None)])
def test_a_binding_ends_with_its_last_valid_day(seconds: int, promoter: str | None) -> None:
    assert promoter_at(BINDING, _policy(bind_valid_days=30), _after(30, seconds)) == promoter


def test_an_expired_binding_is_free_for_another_and_renewed_by_the_same() -> None:
    policy = _policy(bind_valid_days=30)

    assert bind(BINDING, "X", "B", policy, _after(30)).promoter == "B"
    assert bind(BINDING, "X", "A", policy, _after(30)).bound_at == _after(30)


def test_override_waits_for_the_end_of_the_protection() -> None:
    policy = _policy(bind_mode="override", protection_days=2)

    with pytest.raises(Refused, match="bound to another"):
        bind(BINDING, "X", "B", policy, _after(2, -1))
    assert bind(BINDING, "X", "B", policy, _after(2)).promoter == "B"


def test_who_was_never_bound_belongs_to_nobody() -> None:
    assert promoter_at(None, Policy(), BOUND) is None


def test_nobody_in_the_network_is_the_brand() -> None:
    with pytest.raises(ValueError, match="is the brand itself; choose another id"):
        Distributor(id="brand", joined_at=BOUND)
    assert Distributor(id="brand2", joined_at=BOUND).id == "brand2"
