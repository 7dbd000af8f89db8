"""Money that does not fit: kept, listed, taken, paid back and noted, with and without its order."""

from datetime import timedelta
from typing import Any

from fenrun.client import Stack
from infra.running.brand import brand_of
from shared.domain.times import iso_utc
from tests.laptop_bench import Bench

ODD = "/v1/odd-notices"


def decided(bench: Bench) -> None:
    """Too much is taken, too little goes back, money for nothing as well; one is just noted."""
    for amount, choice in ((10_100, "take"), (9_900, "pay_back"), (9_900, "note")):
        order = bench.placed_order(10_000)
        bench.post(f"/v1/orders/{order}/payment")
        _resolve(bench, _odd(bench, order, amount), choice)
    _resolve(bench, _odd(bench, "NOORDEROFOURS", 700), "pay_back")
    for state in ("open", "resolved"):
        assert _read(bench, f"{ODD}?state={state}")["next"] is None


def found_when_asked(bench: Bench) -> None:
    """Lost notices are found at intervals, at the expiry, and when another way is asked for."""
    for wait in (timedelta(minutes=5), timedelta(minutes=31), None):
        order = bench.placed_order(10_000)
        bench.post(f"/v1/orders/{order}/payment")
        bench.laptop.channel.behave("no_notice", number=order)
        bench.laptop.channel.pay(order, 9_900)
        if wait is None:
            bench.post(f"/v1/orders/{order}/payment", {"kind": "jsapi", "openid": "o1"})
        else:
            bench.advance_to(bench.now + wait)
            bench.sweep()
        assert bench.order(order).odd_payments


def taken_while_somebody_is_out(bench: Bench) -> None:
    """What falls away when two persons take the money leaves the budget."""
    team = bench.team()
    order = bench.placed_order(10_000, team=team)
    bench.post(f"/v1/orders/{order}/payment")
    suspension = f"/v1/distributors/{team.promoter}/suspension"
    bench.as_person("operator", "olga", suspension, {"reason": "looked into"})
    _resolve(bench, _odd(bench, order, 10_100), "take")
    assert sum(each.fen for each in bench.order(order).budget) == 500


def asked_twice(bench: Bench) -> None:
    """The same decision again is the same proposal."""
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    path = f"{ODD}/{_odd(bench, order, 9_900)}/resolution"
    stack = Stack(bench.laptop.cloud.base_url, bench.laptop.credentials, pauses=())
    finance, body = stack.person("finance", "fiona"), {"choice": "pay_back", "reason": "too little"}
    first, again = (finance.call("POST", path, body, f"twice-{order}") for _ in range(2))
    assert first == again


def overtaken(bench: Bench) -> None:
    """What else was proposed lapses with whatever is decided, by one person or by two."""
    for choice in ("note", "pay_back"):
        order = bench.placed_order(10_000)
        bench.post(f"/v1/orders/{order}/payment")
        notice = _odd(bench, order, 9_900)
        body = {"choice": "pay_back", "reason": "too little"}
        asked = bench.as_person("finance", "fay", f"{ODD}/{notice}/resolution", body)
        _resolve(bench, notice, choice)
        assert _read(bench, f"/v1/approvals/{asked['proposal_id']}")["state"] == "lapsed"


def given_up(bench: Bench) -> None:
    """The channel cannot pay a refund: it is kept, and closed when it is paid by hand."""
    order = bench.paid_order(10_000)
    # What other cases pay back is sent by then: the next refund is this one.
    bench.advance(minutes=5)
    bench.laptop.channel.behave("refuse", operation="refund")
    refund = bench.refund(order, 5_000)
    bench.advance(minutes=5)
    back = {"transaction": order, "amount_fen": 5_000, "paid_at": iso_utc(bench.now)}
    bench.as_person("finance", "fiona", f"/v1/orders/{order}/refunds/{refund}/manual-payment", back)
    told = _read(bench, f"{ODD}/wechat:refund-{refund}")
    assert told["resolution"] == "paid_by_hand"


def called_off(bench: Bench) -> None:
    """An order with money that does not fit is cancelled: it goes back."""
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    _odd(bench, order, 9_900)
    bench.cancel(order)
    assert [each.part for each in bench.refunds(order)] == ["stray"]


def _odd(bench: Bench, order: str, amount: int) -> str:
    transaction = bench.laptop.channel.pay(order, amount)["transaction_id"]
    bench.settle()
    return f"wechat:{transaction}"


def _resolve(bench: Bench, notice: str, choice: str) -> None:
    body = {"choice": choice, "reason": "agreed with the buyer"}
    receipt = bench.as_person("finance", "fiona", f"{ODD}/{notice}/resolution", body)
    if receipt["proposal_id"]:
        bench.decide(receipt["proposal_id"], who="frank")
    assert _read(bench, f"{ODD}/{notice}")["state"] == "resolved"


def _read(bench: Bench, path: str) -> dict[str, Any]:
    return brand_of(bench.laptop).person("auditor", "ada").get(path)


CASES = (
    decided,
    overtaken,
    found_when_asked,
    taken_while_somebody_is_out,
    asked_twice,
    given_up,
    called_off,
)
