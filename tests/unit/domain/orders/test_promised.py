"""Whom an order promises something, as it was placed; and where that is nobody, the reason."""

import pytest

from shared.domain.commission.not_paid import NotPaid
from shared.domain.orders.commissions import Withheld
from shared.domain.orders.order import Order
from shared.domain.orders.promises import Promised, who_is_promised, why_nobody_is
from tests.unit.domain.orders.orders import commission, order, share

EXEMPT = NotPaid(payee="A", rule="money", kind="percent", depth=1, level="silver", why="no_rate")


def _promising(on_fen: int = 100, withheld: Withheld | None = None) -> Order:
    mine = commission(share(on_fen=on_fen), out=bool(withheld), out_for=withheld)
    return order(commissions=(mine,), chain=("A",))


def test_each_is_named_once_however_many_rules_pay_him() -> None:
    twice = (commission(share()), commission(share(rate_bp=500), rule="thanks"))

    found = who_is_promised(order(commissions=twice, chain=("A",)))

    assert found == (Promised(payee="A", depth=1),)


@pytest.mark.parametrize("later", ["not_active_at_payment", "sold_before"])
def test_what_a_payment_decides_was_promised_all_the_same(later: Withheld) -> None:
    assert who_is_promised(_promising(withheld=later)) == who_is_promised(_promising())


def test_the_first_reason_there_is_says_why_it_is_nobody() -> None:
    nothing, out = _promising(on_fen=9), _promising(withheld="not_active")

    assert who_is_promised(nothing) == who_is_promised(out) == ()
    assert why_nobody_is(out) == ("withheld", "not_active")
    assert why_nobody_is(nothing) == ("nobody_promised", "nothing_promised")
    assert why_nobody_is(nothing.changed(not_paid=(EXEMPT,))) == ("not_paid", "no_rate")
    alone = nothing.changed(chain=(), nobody_because="binding_expired")
    assert why_nobody_is(alone) == ("nobody_promised", "binding_expired")
    assert why_nobody_is(alone.changed(nobody_because=None)).why == "nobody_above"
