import pytest

from shared.domain.notices import OrderNotice
from shared.domain.orders.order import Refund
from shared.domain.orders.timeline import timeline
from tests.unit.domain.orders.orders import NOW, item, later, order


def test_a_life_is_told_in_the_order_of_its_times() -> None:
    told = order(
        paid_at=later(minutes=5),
        shipped_at=later(days=3),
        delivered_at=later(days=4),
        returns=[item(1, "asked")],
        notices=[OrderNotice(at=later(days=2), code="SHIP_SLA_BREACHED")],
    )
    refund = Refund(id="R", order="O1", amount_fen=7, paid_fen=100, decided_at=later(days=5))

    moments = timeline(told, [], [refund])

    assert [moment.what for moment in moments] == [
        "created",
        "return requested",
        "paid",
        "SHIP_SLA_BREACHED",
        "shipped",
        "delivered",
        "refund decided",
    ]
    assert moments[0].at == NOW
    assert moments[-1].amount_fen == 7


@pytest.mark.parametrize(
    ("transaction", "told"),
    [
        ("manual:bank-1", ["created", "paid", "payment confirmed by hand"]),
        ("42000001", ["created", "paid"]),
    ],
)
def test_a_payment_by_hand_tells_when_it_came_and_when_it_was_confirmed(
    transaction: str, told: list[str]
) -> None:
    paid = order(transaction=transaction, paid_at=later(minutes=5), confirmed_at=later(days=1))

    moments = timeline(paid, [], [])

    assert [moment.what for moment in moments] == told


@pytest.mark.parametrize(
    ("state", "what"),
    [
        ("decided", "refund decided"),
        ("success", "refund decided, success"),
        ("abnormal", "refund decided, abnormal"),
    ],
)
def test_a_refund_tells_how_it_stands(state: str, what: str) -> None:
    refund = Refund.model_validate(
        {
            "id": "R",
            "order": "O1",
            "amount_fen": 7,
            "paid_fen": 100,
            "decided_at": later(days=5),
            "state": state,
        }
    )

    assert timeline(order(), [], [refund])[-1].what == what
