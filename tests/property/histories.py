"""Random histories in the words of scenario files, sensible enough to get far."""

from typing import Any

from hypothesis import strategies as st

from shared.domain.money import yuan

ORDERS = ("O1", "O2")
PEOPLE = ("A", "B", "C")
WITHDRAWALS = ("W1", "W2", "2025-03/A", "2025-03/B")

_orders = st.sampled_from(ORDERS)
_people = st.sampled_from(PEOPLE)
_amounts = st.one_of(st.integers(1, 12_000), st.sampled_from((7, 99, 1000, 2000, 3333, 9999))).map(
    yuan
)
_line = st.integers(1, 3)
_lines = st.lists(_line, min_size=1, max_size=3, unique=True)


def _event(do: str, /, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"do": st.just(do), **fields})


def _goods(number: int) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "line": st.just(number),
            "sku": st.sampled_from(("tee", "coat", "card")),
            "qty": st.integers(1, 3),
            "price": st.sampled_from((0, 7, 99, 1000, 3333)).map(yuan),
        }
    )


_created = _event(
    "order_created",
    order=_orders,
    buyer=st.sampled_from(("X", "Y", "A")),
    lines=st.integers(1, 3).flatmap(lambda n: st.tuples(*map(_goods, range(1, n + 1)))),
    coupon=st.sampled_from((0, 0, 5, 700)).map(yuan),
    freight=st.sampled_from((0, 1200)).map(yuan),
    courier=st.sampled_from(("standard", "other")),
)

_of_an_order = st.one_of(
    _event("order_paid", order=_orders),
    _event("shipped", order=_orders),
    _event("delivered", order=_orders),
    _event("delivered", order=_orders, lines=_lines),
    _event("cancelled", order=_orders),
    _event("order_paid", order=_orders, transaction=st.just("second")),
)

_returns = st.one_of(
    _event(
        "return_requested",
        order=_orders,
        lines=_lines,
        kind=st.sampled_from(("return", "exchange", "defect")),
    ),
    _event("return_received", order=_orders),
    _event("return_inspected", order=_orders, accepted=st.booleans()),
)

_refunds = st.one_of(
    _event("refunded", order=_orders, amount=_amounts),
    _event("refunded", order=_orders, amount=_amounts, line=_line),
    _event(
        "refunded",
        order=_orders,
        amount=_amounts,
        part=st.sampled_from(("freight", "surcharge")),
    ),
    _event("chargeback", order=_orders, amount=_amounts),
    _event("dispute_won", order=_orders, amount=_amounts),
)

_standings = st.one_of(
    _event("suspended", distributor=_people),
    _event("reinstated", distributor=_people),
    _event("forfeited", distributor=_people),
    _event("bound", distributor=_people, to=_people),
)

_payouts = st.one_of(
    _event(
        "withdraw_requested",
        distributor=_people,
        amount=_amounts,
        withdrawal=st.sampled_from(("W1", "W2")),
    ),
    _event(
        "payout_result",
        withdrawal=st.sampled_from(WITHDRAWALS),
        result=st.sampled_from(("success", "failure", "unknown")),
        part=st.sampled_from((None, 1, 2)),
    ),
    _event("settle", period=st.just("2025-02")),
    _event("clock"),
)

PAUSES = st.sampled_from((0, 0, 60, 3_600, 3 * 86_400, 8 * 86_400))
"""Seconds between two events."""

_anything = st.one_of(_of_an_order, _returns, _refunds, _standings, _payouts, _created)


@st.composite
def histories(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Events with the seconds before each as `after`: some paid orders first, then anything."""
    beginning: list[dict[str, Any]] = []
    for order in ORDERS:
        beginning += [
            {**draw(_created), "order": order},
            {"do": "order_paid", "order": order},
            *draw(st.sampled_from(_PROGRESS))(order),
        ]
    rest = draw(st.lists(_anything, min_size=3, max_size=14))
    paused = [{"after": draw(PAUSES), **event} for event in rest]
    return [{"after": 0, **event} for event in beginning] + paused


def _nothing(_: str) -> list[dict[str, Any]]:
    return []


def _shipped(order: str) -> list[dict[str, Any]]:
    return [{"do": "shipped", "order": order}]


def _delivered(order: str) -> list[dict[str, Any]]:
    return [{"do": "delivered", "order": order}]


def _held(order: str) -> list[dict[str, Any]]:
    return [*_delivered(order), {"do": "suspended", "distributor": "A"}]


def _paid_out(order: str) -> list[dict[str, Any]]:
    withdrawal = {"distributor": "A", "amount": "1.00", "withdrawal": f"{order}out"}
    return [
        *_delivered(order),
        {"do": "withdraw_requested", "after": 9 * 86_400, **withdrawal},
        {"do": "payout_result", "withdrawal": f"{order}out", "result": "success"},
    ]


def _forfeited(order: str) -> list[dict[str, Any]]:
    return [
        *_delivered(order),
        {"do": "return_requested", "order": order, "lines": (2,)},
        {"do": "return_received", "order": order},
        {"do": "suspended", "distributor": "A"},
        {"do": "forfeited", "distributor": "A", "after": 9 * 86_400},
        {"do": "reinstated", "distributor": "A"},
    ]


_PROGRESS = (_nothing, _shipped, _delivered, _held, _paid_out, _forfeited)
