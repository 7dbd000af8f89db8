"""Subscribe endpoints, and change what they get; each command once, in the operation log."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.moments import HeadRecord, Occasion
from shared.domain.ownership import ALL, Scope
from shared.domain.records import Record
from shared.domain.webhooks import webhooks
from shared.domain.webhooks.health import Health, recovered
from shared.domain.webhooks.kinds import ALL_OF, is_told_to, kinds_of
from shared.domain.webhooks.webhooks import Subscriptions, Webhook, WebhookOf
from shared.ports import Ports, Store
from shared.usecases.remembering import first_time, once

MOST = 20
"""How many endpoints one owner may have at a time."""

Change = Callable[[Webhook, Occasion], Webhook]

Along = Callable[[], list[Record]]
"""Loads what changes along with an endpoint, anew at each attempt."""


class NewWebhook(NamedTuple):
    """An endpoint as somebody asks for it; without a storefront it is the back office's."""

    url: str
    kinds: tuple[str, ...]
    storefront: str | None


def subscribe(ports: Ports, command: Command, new: NewWebhook) -> Webhook:
    """Subscribe an endpoint to what its owner may be told, from now on.

    Errors: invalid for a URL that we may not call, no_such_event_kind, illegal_transition for one
    too many, idempotency_conflict.
    """

    def attempt() -> Webhook:
        request = first_time(ports, command, subject_of(command.id))
        if not request:
            return require_webhook(ports.store, command.id)
        webhook = _new(ports, command, new)
        turn = _turn(ports.store, webhook)
        _require_kinds(ports.store, webhook)
        ports.outside.require_public(new.url)
        ports.store.commit([webhook, turn, *request])
        return webhook

    return once(ports.store, command, attempt)


def rotate(ports: Ports, command: Command, webhook: str) -> Webhook:
    """Let a new secret sign; the old one signs beside it for 24 hours.

    Errors: unknown_webhook, illegal_transition, idempotency_conflict.
    """
    return _change(ports, command, webhook, webhooks.rotated)


def pause(ports: Ports, command: Command, webhook: str) -> Webhook:
    """Send an endpoint nothing for now; what happens is kept for a replay.

    Errors: unknown_webhook, illegal_transition, idempotency_conflict.
    """
    return _change(ports, command, webhook, webhooks.paused)


def resume(ports: Ports, command: Command, webhook: str) -> Webhook:
    """Send an endpoint again what happens from now on, as to one that never failed.

    Errors: unknown_webhook, illegal_transition, idempotency_conflict.
    """
    return _change(ports, command, webhook, webhooks.resumed, partial(_well, ports.store, webhook))


def end(ports: Ports, command: Command, webhook: str) -> Webhook:
    """Send and keep nothing more for an endpoint, for ever.

    Errors: unknown_webhook, idempotency_conflict.
    """
    return _change(ports, command, webhook, webhooks.ended)


def require_webhook(store: Store, webhook: str, scope: Scope = ALL) -> Webhook:
    """Load an endpoint. Errors: unknown_webhook, for one outside the scope as well."""
    found = store.get(Webhook, webhook)
    if found is None or not scope.reaches(found.storefront or ""):
        raise Refused("unknown_webhook", "no_such_webhook", webhook=webhook)
    return found


def subject_of(webhook: str) -> str:
    """Name an endpoint as a subject."""
    return f"{Webhook.called}/{webhook}"


def _change(
    ports: Ports, command: Command, webhook: str, change: Change, along: Along = list
) -> Webhook:
    def attempt() -> Webhook:
        request = first_time(ports, command, subject_of(webhook))
        known = require_webhook(ports.store, webhook, command.scope)
        if not request:
            return known
        new = change(known, Occasion(ports.clock.now(), command.id, command.by))
        ports.store.commit([*([new, *along()] if new is not known else []), *request])
        return new

    return once(ports.store, command, attempt)


def _well(store: Store, webhook: str) -> list[Record]:
    health = store.get(Health, webhook)
    return [recovered(health)] if health and health.failures else []


def _new(ports: Ports, command: Command, new: NewWebhook) -> Webhook:
    now = ports.clock.now()
    kinds = tuple(dict.fromkeys(new.kinds))
    webhook = Webhook(
        id=command.id, url=new.url, storefront=new.storefront, kinds=kinds, created_at=now
    )
    return webhooks.subscribed(webhook, Occasion(now, command.id, command.by))


def _turn(store: Store, new: Webhook) -> Subscriptions:
    """Take an owner's turn, read before his endpoints. Errors: illegal_transition if he has all."""
    owner = new.reader.feed
    turn = store.get(Subscriptions, owner) or Subscriptions(owner=owner)
    own = store.get_all(Webhook, _noted(store, turn), exact=True)
    going_on = [webhook.id for webhook in own if webhook.status != "ended"]
    if len(going_on) >= MOST:
        raise Refused("illegal_transition", "too_many_webhooks", most=MOST)
    return turn.changed(endpoints=(*going_on, new.id))


def _noted(store: Store, turn: Subscriptions) -> Sequence[str]:
    """Name the endpoints that may go on; before any were noted, an owner never had many."""
    if turn.endpoints is not None:
        return turn.endpoints
    return [each.target for each in store.listed(WebhookOf, turn.owner, latest_first=True).items]


def _require_kinds(store: Store, webhook: Webhook) -> None:
    for kind in webhook.kinds:
        head = _told_of(store, kind)
        if head is None:
            raise Refused("no_such_event_kind", "no_such_kind", kind=kind)
        if not is_told_to(webhook.reader, head):
            raise Refused("no_such_event_kind", "not_told_to_storefronts", kind=kind)


def _told_of(store: Store, kind: str) -> type[HeadRecord] | None:
    """Give the kind of record that a kind of events is about; None: there is no such kind."""
    called, _, what = kind.partition(".")
    try:
        head = store.head_kind(called)
    except KeyError:
        return None
    return head if what == ALL_OF or kind in kinds_of(head) else None
