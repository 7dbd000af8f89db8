"""Webhooks as those who subscribe them meet them, and as their endpoints do."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.laptop import Laptop
from tests.http.api_bench import START, Api
from tests.webhook_receiver import Receiver

WEBHOOKS = "/v1/webhooks"


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Laptop(frozen=True, start_time=START) as laptop:
        yield Api(laptop)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver.listening() as receiver:
        yield receiver


def subscribed(api: Api, who: str, receiver: Receiver, **more: object) -> dict[str, Any]:
    return api.ask(who, "POST", WEBHOOKS, {"url": receiver.url, **more})


def settle(api: Api) -> None:
    api.stack.anybody().call("POST", "/_local/drain")


def deliveries(api: Api, webhook: str, query: str = "") -> list[dict[str, Any]]:
    path = f"{WEBHOOKS}/{webhook}/deliveries?{query}"
    found: list[dict[str, Any]] = api.ask("fin", "GET", path)["items"]
    return found


def test_a_storefront_is_told_what_its_feed_tells(api: Api, receiver: Receiver) -> None:
    secret = subscribed(api, "shop", receiver)["secret"]

    order = api.place()
    settle(api)

    (told,) = [each for each in receiver.read(secret) if each["type"] == "order.created"]
    feed = api.ask("shop", "GET", f"/v1/orders/{order}")["timeline"]
    assert told["data"] == {**feed[0], "sequence": 1}
    assert told["timestamp"] == feed[0]["recorded_at"]
    assert receiver.ids == [f"order/{order}.1"]
