"""Endpoints that are told what happened: of everything that there is, well and badly."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

from infra.local.functions.registry import FunctionRegistry
from shared.adapters.layout.every_room import heads
from shared.adapters.webhooks.outside import HttpsOutside
from shared.domain.times import iso_utc
from tests.infra.permission_bench import set_plan
from tests.infra.permissions.awards import awarded
from tests.infra.permissions.odd_notices import called_off
from tests.infra.permissions.periods import evaluated
from tests.laptop_bench import Bench, running
from tests.webhook_receiver import Receiver

WEBHOOKS = "/v1/webhooks"
DECEMBER = datetime.fromisoformat("2025-12-01T10:00:00+08:00")
"""The month that ends with its quarter and its year."""


def told_everything() -> None:
    """The back office's endpoint is told of every kind of subject; others are changed beside it."""
    with running(start_time=DECEMBER) as bench, Receiver.listening() as receiver:
        set_plan(bench)
        one, other = (_subscribed(bench, receiver) for _ in range(2))
        for what in ("secret", "pause", "resumption", "ping", "end"):
            bench.as_person("operator", "olga", f"{WEBHOOKS}/{other}/{what}")
        bench.withdraw(bench.with_money(10_000).promoter, 500)
        bench.start_settlement("2025-02")
        for case in (called_off, awarded, evaluated):
            case(bench)
        auditor = bench._stack.person("auditor", "ada")
        for path in ("", f"/{one}", f"/{one}/deliveries?state=delivered"):
            assert auditor.get(f"{WEBHOOKS}{path}")
        assert {each.partition("/")[0] for each in receiver.ids} >= {*heads()}


def tried_again(bench: Bench) -> None:
    """What fails is tried again by the queue, then by the sweeper; what is dead is replayed."""
    bench.sweep()  # What earlier cases have left must not fail beside it.
    with _told(bench) as (hook, receiver):
        receiver.always = 500
        bench.placed_order()
        bench.advance(minutes=40)
        bench.sweep()
        assert max(map(receiver.ids.count, receiver.ids)) == 4
        receiver.always = 204
        since = {"since": iso_utc(bench.now - timedelta(days=1))}
        bench.as_person("operator", "olga", f"{WEBHOOKS}/{hook}/replay", since)


def cut_off(bench: Bench) -> None:
    """A sender that fails inside a try forgets it, a replay that nobody goes on with is due."""
    with _told(bench) as (hook, receiver):
        with mock.patch.object(HttpsOutside, "post", side_effect=OSError("cut off")):
            bench.placed_order()
        with _without_sender():
            since = {"since": iso_utc(bench.now - timedelta(days=1))}
            bench.as_person("operator", "olga", f"{WEBHOOKS}/{hook}/replay", since)
        bench.advance(minutes=10)
        bench.sweep()
        assert receiver.ids


def redelivered(bench: Bench) -> None:
    """What the stream has swallowed reaches endpoints when an operator asks for it."""
    with _told(bench) as (_, receiver):
        with bench.signals_lost():
            order = bench.placed_order()
        subject = {"subject": f"order/{order}"}
        bench.as_person("operator", "olga", "/v1/events/redelivery", subject)
        assert f"order/{order}.1" in receiver.ids


@contextmanager
def _told(bench: Bench) -> Iterator[tuple[str, Receiver]]:
    """An endpoint for a while: what others do afterwards is not told to it."""
    with Receiver.listening() as receiver:
        hook = _subscribed(bench, receiver)
        yield hook, receiver
        bench.as_person("operator", "olga", f"{WEBHOOKS}/{hook}/end")


def _subscribed(bench: Bench, receiver: Receiver) -> str:
    asked: dict[str, Any] = {"url": receiver.url}
    return str(bench.as_person("operator", "olga", WEBHOOKS, asked)["webhook_id"])


def _without_sender() -> Any:
    invoke = FunctionRegistry.invoke

    def without(functions: FunctionRegistry, name: str, event: Any) -> Any:
        return None if name.endswith("webhook-sender") else invoke(functions, name, event)

    return mock.patch.object(FunctionRegistry, "invoke", without)


BY_MACHINES = (tried_again, cut_off, redelivered)

ALONE = (told_everything,)
