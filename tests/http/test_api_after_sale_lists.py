"""Open returns, and refunds that wait for somebody's hand: a shop's own and everybody's."""

from collections.abc import Iterator

import pytest

from fenrun.client import Client, Problem, Stack
from shared.domain.times import FAR, local_day
from tests.laptop_bench import Bench, running
from tests.unit.adapters.table.orders import order, refund


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with running() as bench:
        bench.begin_week()
        yield bench


def stack(bench: Bench) -> Stack:
    return Stack(bench.laptop.cloud.base_url, bench.laptop.credentials, pauses=())


def shop(bench: Bench) -> Client:
    return stack(bench).storefront()


def operator(bench: Bench) -> Client:
    return stack(bench).person("operator", "olga")


def delivered(bench: Bench) -> str:
    found = bench.paid_order()
    bench.ship(found)
    bench.deliver(found)
    return found


def returns(client: Client, **query: object) -> list[str]:
    return [each["return_id"] for each in client.items("/v1/returns", **query)]


def refunds(client: Client, **query: object) -> list[str]:
    return [each["refund_id"] for each in client.items("/v1/refunds", **query)]


def test_a_return_is_listed_from_its_asking_until_nothing_of_it_is_open(bench: Bench) -> None:
    order_id = delivered(bench)
    first = bench.ask_return(order_id, 1)
    bench.advance(hours=1)
    second = bench.ask_return(order_id, 2, kind="exchange")
    for client in (shop(bench), operator(bench)):
        assert returns(client) == [second, first]
    buyer = bench.order(order_id).buyer
    assert returns(shop(bench), buyer=buyer) == [second, first]
    assert returns(shop(bench), buyer="nobody") == []

    (item,) = (each for each in shop(bench).items("/v1/returns") if each["return_id"] == first)
    (told,) = (
        each
        for each in shop(bench).get(f"/v1/orders/{order_id}")["returns"]
        if each["return_id"] == first
    )
    assert item == {
        **told,
        "order_id": order_id,
        "order_no": None,
        "storefront": "shop",
        "buyer": buyer,
    }

    bench.receive(order_id, first)
    bench.inspect(order_id, first, accepted=False)
    assert returns(shop(bench)) == [second]
    assert returns(shop(bench), open="false") == [first]
    assert returns(shop(bench), open="any") == [second, first]
    day = local_day(bench.now)
    assert returns(shop(bench), open="any", **{"from": day, "to": day}) == [second, first]
    assert returns(shop(bench), open="any", to="2025-03-01") == []


def test_a_refund_that_its_channel_gave_up_waits_for_a_hand_until_it_is_paid(bench: Bench) -> None:
    order_id = delivered(bench)
    bench.laptop.channel.behave("refuse", operation="refund")
    refused = bench.refund(order_id, 1_000)
    bench.advance(minutes=1)
    paid = bench.refund(order_id, 500)
    assert [each.state for each in bench.refunds(order_id) if each.id == refused] == ["abnormal"]
    for client in (shop(bench), operator(bench)):
        assert refunds(client) == [refused]
        assert refunds(client, order=order_id) == [refused]
        with pytest.raises(Problem, match="unknown_order"):
            refunds(client, order=paid)
    (item,) = shop(bench).items("/v1/refunds")
    assert (item["order_id"], item["amount_fen"], item["state"]) == (order_id, 1_000, "abnormal")
    back = {"transaction": "slip", "amount_fen": 1_000, "paid_at": bench.now.isoformat()}
    path = f"/v1/orders/{order_id}/refunds/{refused}/manual-payment"
    bench.as_person("finance", "fiona", path, back)
    assert refunds(shop(bench)) == []


def test_a_storefront_sees_its_own_alone(bench: Bench) -> None:
    other = order("OTHER", storefront="other", created_at=bench.now)
    lost = refund("LOST", "OTHER", state="abnormal", awaiting="operator", due_at=FAR)
    bench.laptop.ports.store.commit([other, lost.changed(storefront="other", order_no="N1")])
    bench.settle()
    assert "LOST" not in refunds(shop(bench))
    with pytest.raises(Problem, match="unknown_order"):
        refunds(shop(bench), order="OTHER")
    found = operator(bench).items("/v1/refunds", storefront="other")
    assert [(each["refund_id"], each["order_no"]) for each in found] == [("LOST", "N1")]
    for path in ("/v1/refunds", "/v1/returns"):
        with pytest.raises(Problem, match="invalid_fields"):
            shop(bench).get(path, storefront="other")


def test_distributors_have_neither(bench: Bench) -> None:
    person = stack(bench).person("distributor", "A")
    for path in ("/v1/refunds", "/v1/returns"):
        with pytest.raises(Problem, match="forbidden"):
            person.get(path)
