"""Orders: paid and refunded in other ways, disputed, cancelled, never paid."""

from datetime import timedelta
from unittest import mock

from infra.running.brand import brand_of
from shared.domain.times import iso_utc
from shared.usecases.clockwork import shares
from tests.account_in_force import ACCOUNT, put_account_in_force
from tests.infra.permission_bench import fails
from tests.laptop_bench import ORDER_TASKS, Bench, running


def paid_by_hand(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    put_account_in_force(bench.laptop.ports.store)
    paid = {
        "account": ACCOUNT,
        "transaction": "slip-1",
        "amount_fen": 10_000,
        "paid_at": iso_utc(bench.now),
    }
    bench.as_person("finance", "fiona", f"/v1/orders/{order}/manual-payment", paid)
    assert bench.order(order).paid_at
    refund = bench.refund(order, 5_000)
    back = {"transaction": "slip-2", "amount_fen": 5_000, "paid_at": iso_utc(bench.now)}
    bench.as_person("finance", "fiona", f"/v1/orders/{order}/refunds/{refund}/manual-payment", back)
    assert [each.state for each in bench.refunds(order)] == ["success"]


def disputed(bench: Bench) -> None:
    """The channel takes money of a released order back, and gives it again."""
    order = bench.paid_order(10_000)
    bench.ship(order)
    bench.deliver(order)
    bench.advance_to(bench.order(order).due_at)
    case = {"case_no": order, "amount_fen": 5_000, "reason": "the bank's letter"}
    for what in ("chargebacks", "disputes-won"):
        bench.as_person("finance", "fiona", f"/v1/orders/{order}/{what}", case)
    assert bench.order(order).goods_fen == sum(e.remaining_fen for e in bench.order(order).lines)
    assert brand_of(bench.laptop).person("auditor", "ada").get(f"/v1/orders/{order}")


def paid_wrongly(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    bench.laptop.channel.pay(order, 1)
    bench.settle()
    assert bench.order(order).paid_at is None


def never_paid(bench: Bench) -> None:
    order = bench.placed_order(10_000)
    bench.post(f"/v1/orders/{order}/payment")
    bench.advance_to(bench.order(order).expires_at + timedelta(minutes=1))
    bench.sweep()
    assert bench.order(order).status == "cancelled"


def paid_while_somebody_is_out(bench: Bench) -> None:
    """What falls away at payment leaves the budget, however the money comes."""
    for how in ("by the channel", "by hand"):
        team = bench.team()
        order = bench.placed_order(10_000, team=team)
        person = f"/v1/distributors/{team.promoter}"
        bench.as_person("operator", "olga", f"{person}/suspension", {"reason": how})
        if how == "by hand":
            put_account_in_force(bench.laptop.ports.store)
            slip = {
                "account": ACCOUNT,
                "transaction": team.buyer,
                "amount_fen": 10_000,
                "paid_at": iso_utc(bench.now),
            }
            bench.as_person("finance", "fiona", f"/v1/orders/{order}/manual-payment", slip)
        else:
            bench.pay(order)
        assert sum(each.fen for each in bench.order(order).budget) == 500


def missed(bench: Bench) -> None:
    """What the stream has lost of an order, the sweeper lays, and removes what is over."""
    with bench.signals_lost():
        order = bench.paid_order()
    bench.advance(days=4)
    bench.sweep()
    seller = bench.order(order).commissions[0].payee
    balance = brand_of(bench.laptop).person("distributor", seller).get("/v1/me/balance")
    assert balance["pending_fen"]
    with bench.signals_lost():
        bench.ship(order)
        bench.deliver(order)
        bench.advance_to(bench.order(order).due_at)
        bench.sweep()
    balance = brand_of(bench.laptop).person("distributor", seller).get("/v1/me/balance")
    assert not balance["pending_fen"]


def cancelled(bench: Bench) -> None:
    order = bench.paid_order()
    bench.cancel(order)
    bench.advance(minutes=5)
    assert [refund.state for refund in bench.refunds(order)] == ["success"]


def refunded_after_release(bench: Bench) -> None:
    team = bench.team()
    order = bench.paid_order(10_000, team=team)
    bench.ship(order)
    bench.deliver(order)
    bench.advance_to(bench.order(order).due_at)
    before = bench.balance(team.promoter)
    bench.refund(order, 5_000, line=1)
    assert bench.balance(team.promoter) != before


def read(bench: Bench) -> None:
    team, brand = bench.team(), brand_of(bench.laptop)
    order = bench.paid_order(team=team)
    assert brand.storefront.get(f"/v1/orders/{order}")
    assert brand.storefront.get(f"/v1/orders/{order}/explanation")
    for path in ("balance", "commissions"):
        assert brand.person("distributor", team.promoter).get(f"/v1/me/{path}")


def refunded_by_a_lost_thread(bench: Bench) -> None:
    """A machine that has lost the thread looks up where its refund is."""
    order = bench.paid_order()
    with bench.function_does(ORDER_TASKS, fails):
        refund = bench.refund(order, 5_000, line=2)
    bench.advance(minutes=6)
    assert "LookUp" in bench.refund_states(refund)


def crowd_without_machines() -> None:
    """What is due is handed over where it is much, and an order that pays nobody is looked for."""
    with running(parameters={"Timekeeping": "batched"}) as bench:
        line = {"line": 1, "sku": "sku-1", "qty": 1, "price_fen": 10_000}
        order = bench.post("/v1/orders", {"buyer": "of-nobody", "lines": [line]})["order_id"]
        bench.pay(order)
        bench.advance_to(bench.order(order).due_at)
        unpaid = [bench.placed_order(10_000) for _ in range(3)]
        with mock.patch.object(shares, "OWN", 1):
            bench.advance_to(bench.order(unpaid[-1]).expires_at + timedelta(minutes=1))
        assert {bench.order(each).status for each in unpaid} == {"cancelled"}
        assert bench.laptop.cloud.state_machines.executions("fenrun-due-batches")


CASES = (
    paid_by_hand,
    disputed,
    paid_wrongly,
    never_paid,
    paid_while_somebody_is_out,
    missed,
    cancelled,
    refunded_after_release,
    read,
)


BY_MACHINES = (refunded_by_a_lost_thread,)
ALONE = (crowd_without_machines,)
