"""Webhooks as those who subscribe them meet them, and as their endpoints do."""

from collections.abc import Iterator
from typing import Any

import pytest

from infra.local.laptop import Laptop
from shared.domain.webhooks.deliveries import PAUSES, Delivery
from shared.domain.webhooks.jobs import Job
from tests.http.api_bench import START, Api, assert_problem
from tests.webhook_receiver import Receiver

WEBHOOKS = "/v1/webhooks"


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Laptop(frozen=True, start_time=START) as laptop:
        yield Api(laptop)


@pytest.fixture
def receiver(api: Api) -> Iterator[Receiver]:
    with Receiver.listening() as receiver:
        yield receiver
    for webhook in api.ask("ops", "GET", WEBHOOKS)["items"]:
        api.ask("ops", "POST", f"{WEBHOOKS}/{webhook['webhook_id']}/end")


def subscribed(api: Api, who: str, receiver: Receiver, **more: object) -> dict[str, Any]:
    return api.ask(who, "POST", WEBHOOKS, {"url": receiver.url, **more})


def settle(api: Api) -> None:
    api.stack.anybody().call("POST", "/_local/drain")


def advance(api: Api, seconds: float) -> None:
    api.stack.anybody().call("POST", "/_local/advance", {"seconds": seconds})


def deliveries(api: Api, webhook: str, query: str = "") -> list[dict[str, Any]]:
    path = f"{WEBHOOKS}/{webhook}/deliveries?{query}"
    found: list[dict[str, Any]] = api.ask("fin", "GET", path)["items"]
    return found


def test_a_storefront_is_told_what_its_feed_tells(api: Api, receiver: Receiver) -> None:
    secret = subscribed(api, "shop", receiver)["secret"]

    order = api.place()
    settle(api)

    (told,) = receiver.read(secret)
    feed = api.ask("shop", "GET", f"/v1/orders/{order}")["timeline"]
    assert told["type"] == "order.created"
    assert told["data"] == feed[0]
    assert told["data"]["sequence"] == 1
    assert told["timestamp"] == feed[0]["recorded_at"]
    assert receiver.ids == [f"order/{order}.1"]


def test_what_an_endpoint_answers_is_listed_and_tried_again(api: Api, receiver: Receiver) -> None:
    webhook = subscribed(api, "ops", receiver, kinds=["order.created"])["webhook_id"]
    receiver.answers = [500, 302]

    order = api.place()
    settle(api)

    (first,) = deliveries(api, webhook)
    assert (first["event_id"], first["type"]) == (f"order/{order}.1", "order.created")
    assert (first["state"], first["tries"], first["status"]) == ("pending", 1, 500)
    assert (first["fault"], first["tried_at"]) == ("status", first["recorded_at"])
    assert first["next_try_at"] > first["tried_at"]
    advance(api, PAUSES[0].total_seconds())
    assert [each["status"] for each in deliveries(api, webhook)] == [302]
    advance(api, PAUSES[1].total_seconds())

    (last,) = deliveries(api, webhook, "state=delivered")
    assert (last["tries"], last["status"], last["fault"]) == (3, 204, None)
    assert last["next_try_at"] is None
    assert deliveries(api, webhook, "state=pending") == []
    assert deliveries(api, webhook, f"event=order/{order}.1") == [last]
    assert deliveries(api, webhook, f"event=order/{order}.2") == []
    assert receiver.ids == [f"order/{order}.1"] * 3
    assert len({body for _, body in receiver.arrived}) == 1


def test_both_secrets_verify_after_a_rotation(api: Api, receiver: Receiver) -> None:
    first = subscribed(api, "shop", receiver)
    second = api.ask("shop", "POST", f"{WEBHOOKS}/{first['webhook_id']}/secret")

    api.place()
    settle(api)

    assert first["secret"] != second["secret"]
    assert first["old_until"] is None
    assert second["old_until"] > START.isoformat()
    assert receiver.read(first["secret"]) == receiver.read(second["secret"])


def test_a_pause_keeps_what_a_replay_then_sends(api: Api, receiver: Receiver) -> None:
    webhook = subscribed(api, "ops", receiver, kinds=["order.*"])["webhook_id"]
    one = f"{WEBHOOKS}/{webhook}"
    api.ask("ops", "POST", f"{one}/pause")
    orders = [api.place() for _ in range(3)]
    settle(api)
    assert receiver.ids == []
    assert {each["state"] for each in deliveries(api, webhook)} == {"held"}

    api.ask("ops", "POST", f"{one}/resumption")
    api.ask("ops", "POST", f"{one}/replay", {"since": START.isoformat()})
    settle(api)

    assert sorted(receiver.ids) == sorted(f"order/{order}.1" for order in orders)
    replay = api.ask("fin", "GET", one)["replay"]
    assert (replay["state"], replay["sent"]) == ("done", 3)


def test_a_ping_is_signed_and_its_delivery_listed(api: Api, receiver: Receiver) -> None:
    made = subscribed(api, "shop", receiver)

    pinged = api.ask("shop", "POST", f"{WEBHOOKS}/{made['webhook_id']}/ping")
    settle(api)

    (told,) = receiver.read(made["secret"])
    assert (told["type"], told["data"]["id"]) == ("webhook.ping", pinged["event_id"])
    (delivery,) = api.ask("shop", "GET", f"{WEBHOOKS}/{made['webhook_id']}/deliveries")["items"]
    assert (delivery["event_id"], delivery["state"]) == (pinged["event_id"], "delivered")


def test_a_repeat_of_the_request_tells_the_same_secret(api: Api, receiver: Receiver) -> None:
    shop, body = api.stack.storefront(), {"url": receiver.url}

    first, again = (shop.call("POST", WEBHOOKS, body, "subscribe-once") for _ in range(2))

    assert first == again
    urls = [each["url"] for each in shop.call("GET", WEBHOOKS)["items"]]
    assert urls.count(receiver.url) == 1


def test_of_two_senders_with_one_job_one_sends(api: Api, receiver: Receiver) -> None:
    webhook = subscribed(api, "ops", receiver, kinds=["order.created"])["webhook_id"]
    receiver.answering.clear()
    order = api.place()
    receiver.asked.wait()

    (stored,) = api.laptop.ports.store.listed(Delivery, webhook).items
    body = Job("delivery", stored.key, 1).text
    second = api.laptop.cloud.functions.invoke(
        "fenrun-webhook-sender", {"Records": [{"messageId": "again", "body": body}]}
    )
    receiver.answering.set()
    settle(api)

    assert second == {"batchItemFailures": [{"itemIdentifier": "again"}]}
    assert receiver.ids == [f"order/{order}.1"]
    assert [each["tries"] for each in deliveries(api, webhook)] == [1]


def test_a_storefront_sees_its_own_alone_and_subscribes_for_itself(
    api: Api, receiver: Receiver
) -> None:
    own = subscribed(api, "ops", receiver, storefront="shop")["webhook_id"]
    brands = subscribed(api, "ops", receiver)["webhook_id"]

    listed = {each["webhook_id"]: each for each in api.ask("shop", "GET", WEBHOOKS)["items"]}

    assert own in listed
    assert brands not in listed
    assert_problem(api.send("shop", "GET", f"{WEBHOOKS}/{brands}"), 404, "unknown_webhook")
    other = api.send("shop", "POST", WEBHOOKS, b'{"url":"https://s.example/","storefront":"p"}')
    assert_problem(other, 403, "forbidden")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"url":"http://10.0.0.1/"}', "invalid"),
        (b'{"url":"https://10.0.0.1/"}', "invalid"),
        (b'{"url":"https://shop.example/","kinds":["cake.eaten"]}', "no_such_event_kind"),
        (b'{"url":"https://shop.example/","kinds":["cake"]}', "invalid_fields"),
        (
            b'{"url":"https://s.example/","storefront":"shop","kinds":["payout.*"]}',
            "no_such_event_kind",
        ),
    ],
)
def test_what_cannot_be_subscribed_is_refused(api: Api, body: bytes, code: str) -> None:
    assert_problem(api.send("ops", "POST", WEBHOOKS, body), 422, code)


def test_a_kind_that_looks_like_none_is_refused_with_how_one_looks(api: Api) -> None:
    answer = api.send("ops", "POST", WEBHOOKS, b'{"url":"https://shop.example/","kinds":["*"]}')
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "#/kinds/0"
    assert "leave `kinds` out for everything" in error["detail"]
    assert "不填 `kinds` 则为全部" in error["detail_zh"]


def test_an_endpoint_that_has_ended_is_listed_where_it_is_asked_for(
    api: Api, receiver: Receiver
) -> None:
    goes_on, over = (subscribed(api, "ops", receiver)["webhook_id"] for _ in range(2))
    api.ask("ops", "POST", f"{WEBHOOKS}/{over}/end")

    def listed(query: str) -> set[str]:
        return {each["webhook_id"] for each in api.ask("ops", "GET", f"{WEBHOOKS}{query}")["items"]}

    assert listed("") == listed("?state=active") == {goes_on}
    assert over in listed("?state=ended")
    assert goes_on not in listed("?state=ended")


def test_a_state_that_there_is_not_is_refused(api: Api, receiver: Receiver) -> None:
    webhook = subscribed(api, "ops", receiver)["webhook_id"]
    answer = api.send("fin", "GET", f"{WEBHOOKS}/{webhook}/deliveries?state=lost")
    assert_problem(answer, 422, "invalid_fields")


def test_a_span_that_ends_before_it_begins_is_refused(api: Api, receiver: Receiver) -> None:
    webhook = subscribed(api, "shop", receiver)["webhook_id"]
    path = f"{WEBHOOKS}/{webhook}/deliveries?from=2025-03-02&to=2025-03-01"
    assert_problem(api.send("shop", "GET", path), 422, "invalid_fields")


@pytest.mark.parametrize("who", ["A", "fin"])
def test_who_may_not_subscribe(api: Api, who: str) -> None:
    asked = api.send(who, "POST", WEBHOOKS, b'{"url":"https://shop.example/"}')
    assert_problem(asked, 403, "forbidden")


def test_no_template_lets_webhooks_reach_this_machine(api: Api) -> None:
    functions = api.laptop.cloud.template.functions()
    assert not any("WEBHOOKS_TO_LOOPBACK" in each.environment for each in functions)
