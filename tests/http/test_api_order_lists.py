"""Orders in lists: a shop's own and everybody's, by what is known of them, page by page."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from fenrun.client import Client, Problem, Stack
from shared.domain.times import iso_utc, local_day
from shared.usecases.day_lists import LOOKED_AT
from tests.laptop_bench import Bench, running
from tests.unit.adapters.table.orders import order as stored


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with running() as bench:
        yield bench


def stack(bench: Bench) -> Stack:
    return Stack(bench.laptop.cloud.base_url, bench.laptop.credentials, pauses=())


def shop(bench: Bench) -> Client:
    return stack(bench).storefront()


def finance(bench: Bench) -> Client:
    return stack(bench).person("finance", "fiona")


def place(bench: Bench, buyer: str = "somebody", **more: object) -> str:
    line = {"line": 1, "sku": "tee", "qty": 1, "price_fen": 10_000}
    return str(bench.post("/v1/orders", {"buyer": buyer, "lines": [line], **more})["order_id"])


def ids(client: Client, **query: object) -> list[str]:
    return [each["order_id"] for each in client.items("/v1/orders", **query)]


def pointers(client: Client, path: str = "/v1/orders", **query: object) -> dict[str, str]:
    with pytest.raises(Problem) as refused:
        client.get(path, **query)
    assert (refused.value.status, refused.value.code) == (422, "invalid_fields")
    return {error["pointer"]: error["detail"] for error in refused.value.document["errors"]}


def test_what_was_placed_is_found_the_latest_first(bench: Bench) -> None:
    first = place(bench, "ann", order_no="No. 1")
    bench.advance(seconds=1)
    second = place(bench, "ben")
    for client in (shop(bench), finance(bench)):
        assert ids(client)[:2] == [second, first]
        assert ids(client, buyer="ann") == [first]
        assert ids(client, order_no="No. 1", storefront="shop") == [first]
        assert ids(client, order_no="No. 2", storefront="shop") == []
    (item,) = shop(bench).items("/v1/orders", order_no="No. 1")
    assert item["created_at"] == shop(bench).get(f"/v1/orders/{first}")["created_at"]
    told = {name: item[name] for name in ("order_no", "buyer", "storefront", "status", "due_fen")}
    assert told == {
        "order_no": "No. 1",
        "buyer": "ann",
        "storefront": "shop",
        "status": "created",
        "due_fen": 10_000,
    }


def test_a_buyer_has_the_id_that_his_shop_gave_him(bench: Bench) -> None:
    for buyer in ("李雷/#1 & co", "a/b", "a"):
        assert ids(shop(bench), buyer=buyer) == []
    bench.laptop.ports.store.commit(
        [stored("ODDBUYER", storefront="shop", buyer="李雷/#1 & co", created_at=bench.now)]
    )
    bench.settle()
    assert ids(finance(bench), buyer="李雷/#1 & co") == ["ODDBUYER"]


def test_by_state_and_by_day(bench: Bench) -> None:
    bench.begin_week()
    day = local_day(bench.now)
    created = place(bench, "cat")
    paid = bench.paid_order()
    shipped = bench.paid_order()
    bench.ship(shipped)
    today: dict[str, object] = {"from": day, "to": day}
    assert ids(shop(bench), state="created", **today) == [created]
    assert ids(shop(bench), state="paid", **today) == [paid]
    assert ids(shop(bench), state="shipped", **today) == [shipped]
    assert set(ids(shop(bench), **today)) == {created, paid, shipped}
    bench.advance(hours=24)
    assert set(ids(shop(bench), **{"from": day, "to": day})) == {created, paid, shipped}
    assert ids(shop(bench), **{"from": bench.now}) == []


def test_an_order_is_late_from_its_deadline_until_it_is_shipped(bench: Bench) -> None:
    bench.begin_week()
    late, soon = bench.paid_order(), bench.paid_order()
    bench.ship(soon)
    assert late not in ids(shop(bench), late="true")
    bench.advance_to(bench.order(late).ship_by or bench.now)
    for client in (shop(bench), finance(bench)):
        found = ids(client, late="true")
        assert late in found
        assert soon not in found
        assert ids(client, late="true", buyer=bench.order(late).buyer) == [late]
        assert late not in ids(client, late="false")
    bench.ship(late)
    assert late not in ids(shop(bench), late="true")


def test_a_storefront_sees_its_own_alone(bench: Bench) -> None:
    other = stored("OTHERSHOP", storefront="other", buyer="dan", created_at=bench.now)
    bench.laptop.ports.store.commit([other])
    own = place(bench, "dan")
    bench.settle()
    assert "OTHERSHOP" not in ids(shop(bench))
    assert ids(shop(bench), buyer="dan") == [own]
    assert set(ids(finance(bench), buyer="dan")) == {own, "OTHERSHOP"}
    assert ids(finance(bench), storefront="other") == ["OTHERSHOP"]
    assert "'shop'" not in pointers(shop(bench), storefront="other")["?storefront"]
    assert "shop" in pointers(shop(bench), storefront="other")["?storefront"]


@pytest.mark.parametrize("path", ["/v1/orders", "/v1/returns", "/v1/refunds"])
def test_a_storefront_that_nothing_is_known_of_is_told_to_staff(bench: Bench, path: str) -> None:
    place(bench)
    said = pointers(finance(bench), path, storefront="shop-1")["?storefront"]
    assert "at a storefront shop-1" in said
    assert "not that of its key" in said
    assert finance(bench).get(path, storefront="shop")["items"] is not None
    with pytest.raises(Problem, match="storefront shop-1"):
        finance(bench).get("/v1/orders", order_no="No. 9", storefront="shop-1")


def test_what_cannot_be_asked_is_named_with_what_can(bench: Bench) -> None:
    assert "created, paid, shipped" in pointers(shop(bench), state="lost")["?state"]
    assert "true, false" in pointers(shop(bench), late="yes")["?late"]
    assert "order_no, buyer, state, late" in pointers(shop(bench), status="paid")["?status"]
    assert "each storefront has" in pointers(finance(bench), order_no="No. 1")["?storefront"]
    assert "?buyer" in pointers(shop(bench), buyer=" a")
    assert "?from" in pointers(shop(bench), **{"from": "yesterday"})
    assert "?from" in pointers(shop(bench), **{"from": "2025-03-02", "to": "2025-03-01"})


def test_a_window_that_nobody_asked_for_is_told(bench: Bench) -> None:
    place(bench, "eve")
    before, now = iso_utc(bench.now - timedelta(days=30)), iso_utc(bench.now)
    first = shop(bench).get("/v1/orders")
    assert (first["from"], first["to"]) == (before, None)
    bench.advance(hours=1)
    if first["next"]:
        assert shop(bench).get("/v1/orders", after=first["next"])["from"] == before
    for asked in ({"buyer": "eve"}, {"late": "true"}):
        assert shop(bench).get("/v1/orders", **asked)["from"] is None
    told = shop(bench).get("/v1/orders", **{"from": "2001-01-01", "to": now})
    assert (told["from"], told["to"]) == ("2000-12-31T16:00:00Z", now)


def test_a_span_of_any_length_may_be_asked_for_and_ends(bench: Bench) -> None:
    order = place(bench, "eve")
    bench.settle()
    for span in ({"from": "2001-01-01"}, {"to": "2199-12-31"}):
        pages = list(shop(bench).pages("/v1/orders", **span))
        assert order in [each["order_id"] for page in pages for each in page["items"]]
        assert len(pages) < 20


def test_distributors_have_no_list_of_orders(bench: Bench) -> None:
    person = stack(bench).person("distributor", "A")
    with pytest.raises(Problem, match="forbidden"):
        person.get("/v1/orders")


def test_nothing_is_lost_or_comes_twice_while_orders_are_placed(bench: Bench) -> None:
    bench.begin_week()
    known = [f"MANY{number:04d}" for number in range(250)]
    for name in known:
        bench.laptop.ports.store.commit([stored(name, storefront="shop", created_at=bench.now)])
    bench.settle()
    found: list[str] = []
    for page in shop(bench).pages("/v1/orders", **{"from": bench.now}):
        assert len(page["items"]) <= LOOKED_AT
        found += [each["order_id"] for each in page["items"]]
        bench.advance(seconds=1)
        place(bench, "eve")
    assert len(found) == len(set(found))
    assert set(known) <= set(found)


def test_a_place_of_one_state_is_none_of_another(bench: Bench) -> None:
    first: dict[str, Any] = shop(bench).get("/v1/orders", state="created")
    assert first["next"]
    for query in ({"state": "paid"}, {}, {"state": "created", "buyer": "ann"}):
        with pytest.raises(Problem, match="invalid_cursor"):
            shop(bench).get("/v1/orders", after=first["next"], **query)
    with pytest.raises(Problem, match="invalid_cursor"):
        finance(bench).get("/v1/orders", state="created", after=first["next"])
