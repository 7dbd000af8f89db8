"""What happened, told to whoever may know; what people did; what waits for two persons."""

from datetime import timedelta

from shared.domain.changes import Change, Wait
from shared.domain.events.readers import BACK_OFFICE, Reader
from shared.domain.orders.order import Order
from shared.domain.ownership import ALL
from shared.domain.receiving_accounts import AccountEnd, NewAccount
from shared.domain.times import BEGIN
from shared.domain.webhooks.deliveries import Answered, Delivery
from shared.domain.webhooks.webhooks import Webhook
from shared.edge.webhooks.payload import body_of
from shared.usecases import operations, receiving_accounts
from shared.usecases.approvals import deciding, proposing
from shared.usecases.clockwork import follow_changes
from shared.usecases.events.dealings import has_dealt
from shared.usecases.events.hand_out import hand_out
from shared.usecases.events.heads import Head
from shared.usecases.events.read_events import read_events
from shared.usecases.events.redeliver import redeliver
from shared.usecases.inbox import inbox
from shared.usecases.webhooks import judge, ping, replay, send, statements, subscriptions
from tests.deciding import verdict_of
from tests.unit.usecases.bench import FINANCE, OPERATOR
from tests.unit.usecases.bounded.orders_walk import paid
from tests.unit.usecases.bounded.walker import Walk, times
from tests.unit.usecases.clockwork.test_follow_changes import Started


def go_through(walk: Walk) -> None:
    """Tell of an order, everywhere."""
    webhook = _subscribe(walk)
    order = paid(walk)
    head = Head(Order, order.id)
    walk.ask(hand_out, [head])
    walk.ask(redeliver, walk.command(), order.about)
    for reader in (BACK_OFFICE, Reader("storefront", "shop"), Reader("payee", "A")):
        walk.ask(read_events, reader)
    walk.ask(has_dealt, "shop")
    _follow(walk, order)
    _send(walk, webhook)
    _look_up(walk)
    _keep_accounts(walk)


def _subscribe(walk: Walk) -> Webhook:
    new = subscriptions.NewWebhook("https://one.example/hooks", (), None)
    other = walk.ask(subscriptions.subscribe, walk.command(), new)
    walk.ask(subscriptions.end, walk.command(), other.id)
    webhook = walk.ask(subscriptions.subscribe, walk.command(), new)
    for change in (subscriptions.rotate, subscriptions.pause, subscriptions.resume):
        walk.ask(change, walk.command(), webhook.id)
    return webhook


def _follow(walk: Walk, order: Order) -> None:
    wait = Wait(order.awaiting, order.due_at)
    change = Change(
        kind=Order,
        key=order.id,
        is_new=True,
        since=0,
        until=len(order.moments),
        before=Wait("delivery", order.due_at),
        after=wait,
        order=None,
        token_key=f"ORDER#{order.id}/ORDER",
    )
    walk.ask(follow_changes.follow, Started(), change, order)
    walk.ask(follow_changes.begin, Started(), Order, order.id)


def _send(walk: Walk, webhook: Webhook) -> None:
    delivery = walk.store.all(Delivery)[-1]
    walk.ask(send.to_be_tried, delivery.key, 1, lambda: None)
    walk.ask(send.try_once, delivery.key, body_of, print)
    walk.ask(send.enqueue, delivery.key)
    walk.ask(judge.judge, webhook.id, Answered(None, "not_connected"))
    walk.ask(ping.ping, walk.command(), webhook.id)
    since = walk.clock.now() - timedelta(days=20)
    walk.ask(replay.start_replay, walk.command(), webhook.id, since, every=True)
    walk.ask(replay.go_on, webhook.id, lambda _: True, times(3))
    walk.ask(replay.enqueue_replay, webhook.id)
    walk.ask(statements.webhooks_of, None)
    walk.ask(statements.how_it_fares, webhook.id, ALL)
    for wanted in (statements.Wanted(), statements.Wanted(state="dead", since=BEGIN)):
        walk.ask(statements.deliveries_of, webhook.id, ALL, wanted)


def _look_up(walk: Walk) -> None:
    for asked in ({}, {"by": "nobody"}, {"subject": "distributor/A"}, {"by": "ops", "what": "x"}):
        walk.ask(operations.operations, operations.Asked(**asked))
        walk.ask(operations.begins_at, operations.Asked(**asked))
    walk.ask(inbox.waiting)
    walk.ask(proposing.page_of_proposals_on, "transfer", "A")
    walk.ask(deciding.expire_proposals, walk.clock.now(), times(3))


def _keep_accounts(walk: Walk) -> None:
    new = NewAccount(account="ccb", kind="bank", holder="B", number="62220200000001", bank="CCB")
    opened = walk.ask(receiving_accounts.propose_account, walk.command(), new, OPERATOR)
    seen = verdict_of(walk.ports, opened.id, OPERATOR)
    walk.ask(inbox.revise, walk.command(), opened.id, seen, new.model_dump(exclude={"account"}))
    seen = verdict_of(walk.ports, opened.id, FINANCE)
    walk.ask(inbox.approve, walk.command(), opened.id, seen)
    end = walk.ask(receiving_accounts.propose_end, walk.command(), "ccb", AccountEnd(), OPERATOR)
    walk.ask(inbox.withdraw, walk.command(), end.id, verdict_of(walk.ports, end.id, OPERATOR))
    walk.ask(inbox.read, end.id)
    end = walk.let(receiving_accounts.propose_end, walk.command(), "ccb", AccountEnd(), OPERATOR)
    walk.ask(inbox.read, end.id)
    walk.ask(receiving_accounts.accounts)
    walk.ask(receiving_accounts.accounts_in_force, walk.clock.now())
