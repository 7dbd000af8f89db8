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

    def pay(self, order_id: str) -> dict[str, object]:
        raise Problem(404, {"code": self.code, "message": "no"})


def test_an_order_without_a_code_is_told_how_to_get_one() -> None:
    with pytest.raises(click.ClickException) as refused:
        _pay(Phone("ORDER_NOT_EXIST"), "ORDER7")
    assert "没有付款码" in refused.value.message
    assert refused.value.message.endswith(": fenrun call POST /v1/orders/ORDER7/payment")


def test_any_other_refusal_stays_what_it_is() -> None:
    with pytest.raises(Problem):
        _pay(Phone("ORDERPAID"), "ORDER7")
