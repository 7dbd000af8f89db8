"""The Link of a page is spelt as storefronts sign: followed as it stands, it leads on."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import requests

from fenrun.client.signing import signed_headers
from shared.domain.orders.refund_record import Refund
from shared.domain.times import FAR
from shared.domain.webhooks.deliveries import Delivery
from shared.domain.webhooks.webhooks import Webhook
from shared.edge.http.cursors import PLACE
from shared.usecases.day_lists import LOOKED_AT
from tests.http.api_bench import SOME_ID, START, Api
from tests.http.test_api_lists import LISTS

MANY = range(LOOKED_AT + 1)
DELIVERIES = f"/v1/webhooks/{SOME_ID}/deliveries"
ASKED = (
    "/v1/orders?from=2025-04-02&state=closed&storefront=shop",
    "/v1/returns?from=2025-04-02T00%3A00%3A00Z&open=any&to=2199-12-31",
    "/v1/refunds?storefront=shop",
    f"{DELIVERIES}?state=dead",
)
BOUNDED = {"/v1/webhooks"}
"""A storefront's endpoints are few: one page has them all."""


def refund(number: int) -> Refund:
    stuck = {"state": "abnormal", "awaiting": "operator", "due_at": FAR}
    paid = {"amount_fen": 1, "paid_fen": 10_000, "decided_at": START}
    return Refund(id=f"R{number:04d}", order=SOME_ID, storefront="shop", **paid, **stuck)


def delivery(number: int) -> Delivery:
    at = START + timedelta(seconds=number)
    told = {"subject": "ORDER#A", "number": number, "kind": "order.placed", "state": "dead"}
    return Delivery(
        webhook=SOME_ID, recorded_at=at, begun_at=at, awaiting="result", due_at=FAR, **told
    )


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        store, hook = api.laptop.ports.store, "https://shop.example/hooks"
        store.commit([Webhook(id=SOME_ID, url=hook, storefront="shop", created_at=START)])
        records = [*map(refund, MANY), *map(delivery, MANY)]
        for first in range(0, len(records), 20):
            store.commit(records[first : first + 20])
        api.laptop.cloud.advance(START + timedelta(days=20))
        yield api


def verbatim(api: Api, target: str) -> requests.Response:
    """Sign an address and send it, as it stands."""
    credentials = api.laptop.credentials
    headers = signed_headers(
        ("GET", api.stack.url + target, b""),
        key_id="shop-1",
        secret=credentials.secret,
        created=datetime.now(UTC),
    )
    return api.send_with("GET", target, b"", headers)


@pytest.mark.parametrize("asked", ASKED)
def test_a_link_is_followed_as_it_stands(api: Api, asked: str) -> None:
    first = verbatim(api, asked)
    assert first.status_code == 200, first.text
    link = first.headers["Link"]
    second = verbatim(api, asked.partition("?")[0] + link[1 : link.index(">")])
    assert second.status_code == 200, second.text
    assert second.json()["items"] != first.json()["items"] or not second.json()["items"]


def test_no_list_that_a_storefront_filters_is_left_out() -> None:
    filtered = {
        it.path.format(webhook_id=SOME_ID)
        for it in LISTS
        if "storefront" in it.roles and PLACE in it.query and len(it.query) > 1
    }
    assert filtered - BOUNDED == {asked.partition("?")[0] for asked in ASKED}
