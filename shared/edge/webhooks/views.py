"""Webhooks: an operator subscribes endpoints of the brand, a storefront its own."""

from typing import Final

from shared.domain.webhooks.deliveries import DeliveryState
from shared.domain.webhooks.webhooks import OVERLAP, WebhookStatus, secret_of
from shared.edge.callers.access import OPERATOR, STAFF, STOREFRONT, Principal
from shared.edge.http.problems import Unacceptable
from shared.edge.http.query import AFTER, SPAN, Query, bounds_of, place_asked, span_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.webhooks.messages import (
    Deliveries,
    DeliveryView,
    FaringView,
    PingReceipt,
    Secret,
    StartReplay,
    Subscribe,
    WebhookReceipt,
    Webhooks,
    WebhookView,
)
from shared.usecases.webhooks import subscriptions
from shared.usecases.webhooks.ping import ping
from shared.usecases.webhooks.replay import start_replay
from shared.usecases.webhooks.statements import Wanted, deliveries_of, how_it_fares, webhooks_of

_WEBHOOKS: Final = "/v1/webhooks"
_ONE: Final = f"{_WEBHOOKS}/{{webhook_id}}"
_CHANGERS: Final = OPERATOR | STOREFRONT
_READERS: Final = STAFF | STOREFRONT

WEBHOOKS: Final[Query] = {"state": WebhookStatus, **AFTER}
"""What endpoints are asked with."""

DELIVERIES: Final[Query] = {"event": str, "state": DeliveryState, **SPAN, **AFTER}
"""What deliveries are asked with."""


@view("POST", _WEBHOOKS, roles=_CHANGERS, zh="订阅 Webhook", status=201)
def subscribe_webhook(request: Request[Subscribe]) -> Secret:
    """Subscribe an endpoint to events; its signing secret is told in this answer alone."""
    asked = request.body
    new = subscriptions.NewWebhook(
        asked.url, asked.kinds, _storefront(request.principal, asked.storefront)
    )
    webhook = subscriptions.subscribe(request.ports, request.command, new)
    return Secret.of(webhook, request.ports.webhook_secrets.secret(webhook.id, 1), None)


@view("GET", _WEBHOOKS, roles=_READERS, zh="Webhook 列表", query=WEBHOOKS)
def list_webhooks(request: Request[None]) -> Webhooks:
    """List the endpoints, a storefront's own or everybody's; ended ones where asked for."""
    query, own = request.query, _storefront(request.principal, None)
    found = webhooks_of(request.ports, own, query.get("state"), place_asked(query))
    return Webhooks.shown(found, WebhookView.of)


@view("GET", _ONE, roles=_READERS, zh="查询 Webhook", own="webhook")
def read_webhook(request: Request[None], webhook_id: str) -> FaringView:
    """Read an endpoint and how it fares."""
    return FaringView.of_faring(how_it_fares(request.ports, webhook_id, request.scope))


@view("POST", f"{_ONE}/secret", roles=_CHANGERS, zh="更换签名密钥", own="webhook", status=201)
def rotate_webhook_secret(request: Request[None], webhook_id: str) -> Secret:
    """Have a new secret sign, told in this answer alone; for 24 hours the old one signs too."""
    webhook = subscriptions.rotate(request.ports, request.command, webhook_id)
    number = secret_of(webhook, request.command.id)
    made = next(each for each in webhook.moments if each.cause == request.command.id)
    secret = request.ports.webhook_secrets.secret(webhook.id, number)
    return Secret.of(webhook, secret, made.at + OVERLAP)


@view("POST", f"{_ONE}/pause", roles=_CHANGERS, zh="暂停 Webhook", own="webhook")
def pause_webhook(request: Request[None], webhook_id: str) -> WebhookReceipt:
    """Send an endpoint nothing for now; what happens is kept for a replay."""
    subscriptions.pause(request.ports, request.command, webhook_id)
    return WebhookReceipt(webhook_id=webhook_id)


@view("POST", f"{_ONE}/resumption", roles=_CHANGERS, zh="恢复 Webhook", own="webhook")
def resume_webhook(request: Request[None], webhook_id: str) -> WebhookReceipt:
    """Send a paused or disabled endpoint again what happens from now on."""
    subscriptions.resume(request.ports, request.command, webhook_id)
    return WebhookReceipt(webhook_id=webhook_id)


@view("POST", f"{_ONE}/end", roles=_CHANGERS, zh="取消 Webhook 订阅", own="webhook")
def end_webhook(request: Request[None], webhook_id: str) -> WebhookReceipt:
    """Send and keep nothing more for an endpoint, for ever."""
    subscriptions.end(request.ports, request.command, webhook_id)
    return WebhookReceipt(webhook_id=webhook_id)


@view("POST", f"{_ONE}/ping", roles=_CHANGERS, zh="测试 Webhook", own="webhook", status=201)
def ping_webhook(request: Request[None], webhook_id: str) -> PingReceipt:
    """Try an endpoint out: one signed message, sent once, unless it has ended."""
    delivery = ping(request.ports, request.command, webhook_id)
    return PingReceipt(webhook_id=webhook_id, event_id=delivery.event)


@view("POST", f"{_ONE}/replay", roles=_CHANGERS, zh="重放 Webhook 事件", own="webhook", status=201)
def replay_webhook(request: Request[StartReplay], webhook_id: str) -> WebhookReceipt:
    """Send what an endpoint missed since an instant, one event after the other in their order."""
    asked = request.body
    start_replay(request.ports, request.command, webhook_id, asked.since, every=asked.every)
    return WebhookReceipt(webhook_id=webhook_id)


@view("GET", f"{_ONE}/deliveries", roles=_READERS, zh="投递记录", own="webhook", query=DELIVERIES)
def list_deliveries(request: Request[None], webhook_id: str) -> Deliveries:
    """List what became of an endpoint's deliveries."""
    query = request.query
    span = span_asked(query, request.ports.clock.now())
    wanted = Wanted(query.get("state"), *span, query.get("event"))
    found = deliveries_of(request.ports, webhook_id, request.scope, wanted, place_asked(query))
    return Deliveries.within(bounds_of(query, span), found, DeliveryView.of)


def _storefront(caller: Principal, asked: str | None) -> str | None:
    """Give whose endpoint it is: a storefront speaks for itself alone. Errors: forbidden."""
    if caller.role != "storefront":
        return asked
    if asked not in (None, caller.id):
        raise Unacceptable("forbidden", "of_another_storefront")
    return caller.id
