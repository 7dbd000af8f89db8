"""`fenrun pay` for an order whose payment nobody asked for."""

import click
import pytest

from fenrun.client import Problem
from fenrun.testing.stand_in import StandIn
from infra.commands.pay_acts import _pay


class Phone(StandIn):
    """A stand-in that answers every payment with one problem."""

    def __init__(self, code: str) -> None:
        super().__init__("http://127.0.0.1")
        self.code = code

    def pay(self, order_id: str, amount_fen: int | None = None) -> dict[str, object]:
        raise Problem(404, {"code": self.code, "message": "no"})


def test_an_order_without_a_code_is_told_how_to_get_one() -> None:
    with pytest.raises(click.ClickException) as refused:
        _pay(Phone("ORDER_NOT_EXIST"), "ORDER7")
    assert "没有付款码" in refused.value.message
    assert refused.value.message.endswith(": fenrun call POST /v1/orders/ORDER7/payment")


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("ORDERPAID", "订单 ORDER7 此前已付款", "ORDER7 was paid before; nothing is left to pay"),
        ("ORDER_CLOSED", "不能再付款", "ORDER7 can be paid no more"),
    ],
)
def test_an_order_that_waits_for_no_money_says_why(code: str, zh: str, en: str) -> None:
    with pytest.raises(click.ClickException) as refused:
        _pay(Phone(code), "ORDER7")
    assert zh in refused.value.message
    assert en in refused.value.message


def test_any_other_refusal_stays_what_it_is() -> None:
    with pytest.raises(Problem):
        _pay(Phone("TRADE_ERROR"), "ORDER7")


def test_another_sum_is_paid_and_its_notice_lost_where_that_is_asked_for() -> None:
    told: list[tuple[str, dict[str, object]]] = []

    class Listening(StandIn):
        def tell(self, act: str, **said: object) -> dict[str, object]:
            told.append((act, said))
            return {"amount": {"total": said.get("amount_fen")}}

    paid = _pay(Listening("http://127.0.0.1"), "ORDER7", 1, lost=True)

    assert paid == {"amount": {"total": 1}}
    assert told == [
        ("behave", {"behaviour": "no_notice"}),
        ("pay", {"order_id": "ORDER7", "amount_fen": 1}),
    ]
