"""Who is told what under which secret: subscribing, rotating, trying an endpoint out."""

import base64
import hashlib
import hmac

import pytest

from shared.domain.events.readers import Reader
from shared.domain.moments import Occasion
from shared.domain.operations import DoneCommand
from shared.domain.orders.order import Order
from shared.domain.webhooks.webhooks import Webhook
from shared.usecases.events.hand_out import hand_out
from shared.usecases.events.heads import Head
from shared.usecases.events.read_events import read_events
from shared.usecases.webhooks.ping import ping
from shared.usecases.webhooks.subscriptions import MOST, end, pause, rotate
from tests.refusals import told
from tests.unit.domain.orders.orders import order
from tests.unit.usecases.webhooks.desk import DOWN, Desk


def signers(desk: Desk, webhook: Webhook, numbers: range = range(1, 4)) -> list[int]:
    """The numbers of the secrets that signed the latest message, in the order of signatures."""
    headers = desk.headers[-1]
    text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{desk.bodies[-1]}".encode()
    made = {signature(desk, webhook, number, text): number for number in numbers}
    return [made[each] for each in headers["webhook-signature"].split(" ")]


def signature(desk: Desk, webhook: Webhook, number: int, text: bytes) -> str:
    secret = desk.ports.webhook_secrets.secret(webhook.id, number).removeprefix("whsec_")
    mac = hmac.digest(base64.b64decode(secret), text, hashlib.sha256)
    return f"v1,{base64.b64encode(mac).decode()}"


def test_a_rotated_secret_signs_beside_the_old_one_for_a_day_then_alone() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    desk.happens("O1", "created")
    assert signers(desk, webhook) == [1]

    rotate(desk.ports, desk.command("rotate"), webhook.id)
    desk.happens("O2", "created")
    assert signers(desk, webhook) == [2, 1]
    desk.wait(hours=23, minutes=59, seconds=59)
    desk.happens("O3", "created")
    assert signers(desk, webhook) == [2, 1]
    desk.wait(seconds=1)
    desk.happens("O4", "created")
    assert signers(desk, webhook) == [2]


def test_each_old_secret_signs_for_its_day_however_often_one_rotates() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    rotate(desk.ports, desk.command("first"), webhook.id)
    desk.wait(hours=10)
    rotate(desk.ports, desk.command("second"), webhook.id)

    signed = []
    for number, hours in enumerate((13.9, 0.1, 10)):
        desk.wait(hours=hours)
        desk.happens(f"O{number}", "created")
        signed.append(signers(desk, webhook))

    assert signed == [[3, 2, 1], [3, 2], [3]]


def test_a_rotation_that_is_repeated_rotates_once() -> None:
    desk = Desk()
    webhook = desk.subscribed()

    rotated = [rotate(desk.ports, desk.command("rotate"), webhook.id) for _ in range(2)]

    assert [each.secret for each in rotated] == [2, 2]


def test_no_secret_is_stored_or_logged() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    rotate(desk.ports, desk.command("rotate"), webhook.id)
    desk.happens("O1", "created")

    everything = "".join(repr(record) for record in desk.store.all(object))  # type: ignore[type-var]
    assert len(desk.store.all(DoneCommand)) == 2
    for number in (1, 2):
        secret = desk.ports.webhook_secrets.secret(webhook.id, number)
        assert secret.removeprefix("whsec_")[:12] not in everything


def test_an_endpoint_gets_what_its_reader_reads() -> None:
    desk = Desk()
    own, other = desk.subscribed("own", storefront="shop"), desk.subscribed("o", storefront="p")
    everything = desk.subscribed("all")
    occasion = Occasion(desk.now, "COMMAND", "fin")
    placed = order(id="O1", storefront="shop").telling(
        occasion.moment("paid", amount_fen=10_000, facts={"account": "icbc"}),
        occasion.moment("commission_promised", amount_fen=1_500, entry=1),
    )
    desk.store.commit([placed])

    hand_out(desk.ports, [Head(Order, "O1")])
    desk.work()

    sent = {
        (url, name): desk.told(place)["data"] for place, (_, url, name) in enumerate(desk.posted)
    }
    assert {url for url, _ in sent} == {own.url, everything.url}
    assert other.url not in {url for url, _ in sent}
    for webhook in (own, everything):
        for number, event in enumerate(read_events(desk.ports, webhook.reader).events, start=1):
            data = sent[webhook.url, event.id]
            assert {**event.model_dump(mode="json"), "sequence": number}.items() <= data.items()
    assert sent[own.url, "order/O1.2"]["amount_fen"] is None
    assert sent[everything.url, "order/O1.2"]["amount_fen"] == 1_500


def test_only_the_kinds_that_were_asked_for_are_sent() -> None:
    desk = Desk()
    desk.subscribed("paid", "order.paid")
    desk.subscribed("orders", "order.*")
    desk.subscribed("payouts", "payout.*", "refund.paid")

    desk.happens("O1", "created", "paid", "SHIP_SLA_BREACHED")

    assert sorted((url, name) for _, url, name in desk.posted) == [
        ("https://orders.example/hooks", "order/O1.1"),
        ("https://orders.example/hooks", "order/O1.2"),
        ("https://orders.example/hooks", "order/O1.3"),
        ("https://paid.example/hooks", "order/O1.2"),
    ]
    assert desk.told(2)["type"] in ("order.created", "order.paid", "order.ship_sla_breached")


@pytest.mark.parametrize("kind", ["order.eaten", "cake.*", "refund.refund_paid", "order"])
def test_a_kind_that_there_is_not_is_refused(kind: str) -> None:
    desk = Desk()
    with told(f"There is no kind of event {kind}"):
        desk.subscribed("one", kind)
    assert desk.store.all(Webhook) == []


@pytest.mark.parametrize("kind", ["payout.*", "payout.paid", "distributor.enrolled", "proposal.*"])
def test_a_kind_that_no_storefront_is_told_of_is_the_back_offices(kind: str) -> None:
    desk = Desk()
    with told(f"No storefront is told of {kind}"):
        desk.subscribed("one", kind, storefront="shop")
    assert desk.subscribed("two", kind).kinds == (kind,)
    own = ("order.*", "refund.paid", "webhook.disabled")
    assert desk.subscribed("three", *own, storefront="shop").kinds == own


def test_an_owner_has_so_many_at_a_time() -> None:
    desk = Desk()
    first, *_ = [desk.subscribed(f"n{number}") for number in range(MOST)]
    desk.subscribed("another owner's", storefront="shop")
    with told("There may be 20 endpoints at a time"):
        desk.subscribed("more")

    end(desk.ports, desk.command("end"), first.id)

    assert desk.subscribed("more").status == "active"


def test_of_two_who_subscribe_the_last_at_once_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = Desk()
    for number in range(MOST - 1):
        desk.subscribed(f"n{number}")
    beside = iter(["beside"])
    monkeypatch.setattr(
        desk, "require_public", lambda url: [desk.subscribed(each) for each in beside]
    )

    with told("There may be 20 endpoints at a time"):
        desk.subscribed("more")

    assert len(desk.store.all(Webhook)) == MOST


def test_a_ping_is_sent_once_whatever_the_status_and_says_nothing_of_health() -> None:
    desk = Desk(answers=lambda url, at: DOWN)
    webhook = desk.subscribed()
    pause(desk.ports, desk.command("pause"), webhook.id)

    for _ in range(2):
        ping(desk.ports, desk.command("ping"), webhook.id)
        desk.wait(days=1)

    assert len(desk.posted) == 1
    assert desk.told()["type"] == "webhook.ping"
    (delivery,) = desk.deliveries(webhook)
    assert (delivery.state, delivery.tries, delivery.fault) == ("dead", 1, "not_connected")
    assert desk.posted[0][2] == delivery.event == desk.told()["data"]["id"]


def test_an_endpoint_that_has_ended_gets_nothing_and_takes_no_command() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    end(desk.ports, desk.command("end"), webhook.id)

    desk.happens("O1", "created")

    assert desk.posted == []
    assert desk.deliveries(webhook) == []
    for change in (rotate, pause, ping):
        with told("This endpoint has ended"):
            change(desk.ports, desk.command(change.__name__), webhook.id)


def test_a_ping_does_not_reach_an_endpoint_that_has_ended_meanwhile() -> None:
    desk = Desk()
    webhook = desk.subscribed()
    ping(desk.ports, desk.command("ping"), webhook.id)
    end(desk.ports, desk.command("end"), webhook.id)

    desk.wait(days=1)

    assert desk.posted == []


def test_readers_are_told_apart() -> None:
    desk = Desk()
    assert desk.subscribed(storefront="shop").reader == Reader("storefront", "shop")
