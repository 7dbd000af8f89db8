"""Whatever happened: rounding alone lies between what a posting says it is and what it moved."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.scenarios.document import Scenario
from shared.domain.ledger.journal import BRAND, JournalEntry, purse_of
from shared.domain.money import UNITS, yuan
from shared.domain.orders.explanation import ExplainedPosting, explain_order
from shared.domain.orders.order import Order
from shared.usecases.lists import all_of
from tests.property.histories import histories
from tests.property.played import played, scenario_of

PLAN = {
    "name": "odd-rates",
    "pay_depth": 3,
    "rules": [
        {"id": "relation", "kind": "percent", "rates_bp": {"default": [1033, 517, 209]}},
        {
            "id": "thanks",
            "kind": "percent",
            "form": "points",
            "rates_bp": {"default": [123, 45]},
            "per_piece": {"default": ["0.03"]},
        },
    ],
}


def _scenario(history: list[dict[str, Any]]) -> Scenario:
    return scenario_of(history, plan=PLAN)


def _rest(posting: ExplainedPosting) -> int:
    """Give what rounding took of a posting, in 1/10,000 fen, with its sign."""
    assert posting.why, posting
    raw, rest = (
        int(text.replace(".", "")) for text in (posting.why.raw, posting.why.rounding_rest)
    )
    assert raw - rest == posting.amount_fen * UNITS, posting
    return rest


def _payee(posting: ExplainedPosting) -> str:
    sides = (posting.from_account, posting.to_account)
    return next(purse_of(side) for side in sides if not side.startswith(BRAND))


def _check_moved(postings: Sequence[ExplainedPosting]) -> None:
    """All that an entry moves of a commission, to its payee or from him, is right to the fen."""
    rests: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for each in postings:
        if BRAND in (each.from_account.split(":")[0], each.to_account.split(":")[0]):
            assert each.why
            of = (each.sequence, _payee(each), each.why.rule, each.to_account.startswith(BRAND))
            rests[of] += _rest(each)
    assert all(abs(rest) < UNITS for rest in rests.values()), rests


def _check_released(postings: Sequence[ExplainedPosting]) -> None:
    """The floor and the largest remainder take less than two fen each time a line is posted."""
    roundings: Counter[tuple[object, ...]] = Counter()
    for each in postings:
        assert each.why
        pocket = (each.from_account, each.why.rule, each.line)
        if each.from_account.endswith(":pending"):
            if each.cause == "released":
                assert abs(_rest(each)) < 2 * UNITS * (1 + roundings[pocket]), each
            roundings[pocket] += 1


def _check(history: list[dict[str, Any]]) -> None:
    store = played(_scenario(history)).store
    for order in store.all(Order):
        postings = explain_order(order, all_of(store, JournalEntry, f"ORDER#{order.id}")).postings
        _check_moved(postings)
        _check_released(postings)


@settings(max_examples=60)
@given(histories())
def test_every_posting_of_a_random_history_explains_its_own_amount(
    history: list[dict[str, Any]],
) -> None:
    _check(history)


_disputed = st.lists(
    st.fixed_dictionaries(
        {
            "do": st.sampled_from(("chargeback", "dispute_won", "refunded")),
            "order": st.just("O1"),
            "amount": st.integers(1, 9_999).map(yuan),
            "after": st.sampled_from((0, 60, 86_400)),
        },
        optional={"line": st.integers(1, 2)},
    ),
    min_size=2,
    max_size=6,
)


@settings(max_examples=60)
@given(_disputed)
def test_a_release_after_any_disputes_explains_its_own_amount(
    disputed: list[dict[str, Any]],
) -> None:
    goods = [{"line": n, "sku": "tee", "qty": 1, "price": "99.99"} for n in (1, 2)]
    beginning = [
        {"do": "order_created", "order": "O1", "buyer": "X", "lines": goods, "after": 0},
        {"do": "order_paid", "order": "O1", "after": 0},
        {"do": "delivered", "order": "O1", "after": 0},
    ]

    _check([*beginning, *disputed, {"do": "clock", "after": 20 * 86_400}])
