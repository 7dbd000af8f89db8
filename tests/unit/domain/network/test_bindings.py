"""Whose a buyer is: every lock mode with every validity and protection, to the second."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from shared.domain.errors import Refused
from shared.domain.network.bindings import Binding, BindingChange, bind, promoter_at
from shared.domain.policy.policy import Policy
from shared.domain.times import latest_at
from tests.refusals import told

BOUND = datetime.fromisoformat("2025-03-01T00:00:00+00:00")
BINDING = Binding(buyer="X", promoter="A", bound_at=BOUND, version=4)

VALID, PROTECTED = timedelta(days=30), timedelta(days=10)
SECOND = timedelta(seconds=1)

NO_END, ENDS = None, 30
REFUSED = "already_bound"


def _policy(**fields: Any) -> Policy:
    return Policy.model_validate(fields)


def _what_happens(promoter: str, policy: Policy, after: timedelta) -> str:
    """Bind X, whom A has, so long after: why that is a new binding, "same", or the refusal."""
    try:
        bound = bind(BINDING, "X", promoter, policy, BOUND + after)
    except Refused as refused:
        return refused.code
    return bound.change.because if bound else "same"


# What becomes of B's attempt to bind A's buyer, just before and at each boundary.
TABLE = [
    # mode, valid days, protection days, before the 10th, at the 10th, before the 30th, at the 30th
    ("first", NO_END, 0, REFUSED, REFUSED, REFUSED, REFUSED),
    ("first", NO_END, 10, REFUSED, REFUSED, REFUSED, REFUSED),
    ("first", ENDS, 0, REFUSED, REFUSED, REFUSED, "expired"),
    ("first", ENDS, 10, REFUSED, REFUSED, REFUSED, "expired"),
    ("register", NO_END, 0, REFUSED, REFUSED, REFUSED, REFUSED),
    ("register", NO_END, 10, REFUSED, REFUSED, REFUSED, REFUSED),
    ("register", ENDS, 0, REFUSED, REFUSED, REFUSED, REFUSED),
    ("register", ENDS, 10, REFUSED, REFUSED, REFUSED, REFUSED),
    ("override", NO_END, 0, "overridden", "overridden", "overridden", "overridden"),
    ("override", NO_END, 10, REFUSED, "overridden", "overridden", "overridden"),
    ("override", ENDS, 0, "overridden", "overridden", "overridden", "expired"),
    ("override", ENDS, 10, REFUSED, "overridden", "overridden", "expired"),
]
INSTANTS = (PROTECTED - SECOND, PROTECTED, VALID - SECOND, VALID)


@pytest.mark.parametrize(
    ("mode", "valid", "protected", "after", "outcome"),
    [
        pytest.param(mode, valid, protected, after, outcome, id=f"{mode}-{valid}-{protected}-{n}")
        for mode, valid, protected, *outcomes in TABLE
        for n, (after, outcome) in enumerate(zip(INSTANTS, outcomes, strict=True))
    ],
)
def test_another_promoter(
    mode: str, valid: int | None, protected: int, after: timedelta, outcome: str
) -> None:
    policy = _policy(bind_mode=mode, bind_valid_days=valid, protection_days=protected)
    assert _what_happens("B", policy, after) == outcome


@pytest.mark.parametrize("protected", [0, 10])
@pytest.mark.parametrize(
    ("mode", "valid", "at_the_end"),
    [
        ("first", NO_END, "same"),
        ("first", ENDS, "renewed"),
        ("register", NO_END, "same"),
        ("register", ENDS, REFUSED),
        ("override", NO_END, "same"),
        ("override", ENDS, "renewed"),
    ],
)
def test_the_same_promoter_again(
    mode: str, valid: int | None, at_the_end: str, protected: int
) -> None:
    policy = _policy(bind_mode=mode, bind_valid_days=valid, protection_days=protected)
    assert _what_happens("A", policy, VALID - SECOND) == "same"
    assert _what_happens("A", policy, VALID) == at_the_end


@pytest.mark.parametrize("mode", ["first", "register", "override"])
@pytest.mark.parametrize(("valid", "at_the_end"), [(NO_END, "A"), (ENDS, None)])
def test_an_order_belongs_to_the_promoter_until_the_validity_ends(
    mode: str, valid: int | None, at_the_end: str | None
) -> None:
    policy = _policy(bind_mode=mode, bind_valid_days=valid)
    assert promoter_at(BINDING, policy, BOUND) == "A"
    assert promoter_at(BINDING, policy, BOUND + VALID - SECOND) == "A"
    assert promoter_at(BINDING, policy, BOUND + VALID) == at_the_end


def test_protection_ends_with_the_binding_at_the_latest() -> None:
    policy = _policy(bind_mode="override", bind_valid_days=30, protection_days=60)
    assert _what_happens("B", policy, VALID - SECOND) == REFUSED
    assert _what_happens("B", policy, VALID) == "expired"


def test_a_new_binding_is_protected_and_valid_from_its_own_beginning() -> None:
    policy = _policy(bind_mode="override", bind_valid_days=30, protection_days=10)
    bound = bind(BINDING, "X", "B", policy, BOUND + PROTECTED)
    assert bound is not None
    with told("protected for his promoter") as refused:
        bind(bound.binding, "X", "C", policy, BOUND + 2 * PROTECTED - SECOND)
    assert refused.value.facts == {
        "buyer": "X",
        "protected_until": "2025-03-21T08:00:00+08:00",
    }
    assert promoter_at(bound.binding, policy, BOUND + PROTECTED + VALID - SECOND) == "B"


@pytest.mark.parametrize(
    ("policy", "detail"),
    [
        ({"bind_mode": "first"}, "bound to another promoter already"),
        ({"bind_mode": "register"}, "never replaced"),
        ({"bind_mode": "override", "protection_days": 1}, "bind him after 2025-"),
    ],
)
def test_a_refusal_says_why(policy: dict[str, Any], detail: str) -> None:
    with told(detail):
        bind(BINDING, "X", "B", _policy(**policy), BOUND)


def test_who_was_never_bound_belongs_to_nobody_and_is_free() -> None:
    assert promoter_at(None, Policy(), BOUND) is None
    for mode in ("first", "register", "override"):
        bound = bind(None, "X", "A", _policy(bind_mode=mode), BOUND)
        assert bound is not None
        assert (bound.binding.promoter, bound.change.because) == ("A", "first")


def test_nobody_promotes_to_himself() -> None:
    with pytest.raises(Refused) as refused:
        bind(None, "A", "A", Policy(), BOUND)
    assert refused.value.code == "loop"


def test_the_history_says_who_had_the_buyer_before() -> None:
    bound = bind(BINDING, "X", "B", _policy(bind_mode="override"), BOUND + SECOND)
    assert bound is not None
    assert bound.binding == Binding(
        buyer="X", promoter="B", bound_at=BOUND + SECOND, number=2, version=4
    )
    assert bound.change == BindingChange(
        buyer="X",
        number=2,
        promoter="B",
        at=BOUND + SECOND,
        because="overridden",
        instead_of="A",
    )


def test_the_binding_of_an_instant_is_the_last_one_before_it() -> None:
    first = BindingChange(buyer="X", number=1, promoter="A", at=BOUND, because="first")
    second = first.changed(number=2, promoter="B", at=BOUND + SECOND)
    history = [first, second]
    assert latest_at(history, BOUND - SECOND) is None
    assert latest_at(history, BOUND) == first
    assert latest_at(history, BOUND + SECOND) == second
    assert latest_at(history, BOUND + VALID) == second
