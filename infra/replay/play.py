"""Play a replay: every event at its moment of business time, those of one moment side by side."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from infra.replay.acts import Shop, Tally
from infra.replay.caller import Caller
from infra.replay.history import Purchase
from infra.replay.network import grow
from infra.replay.rule import Rule
from infra.replay.schedule import Event, plan
from infra.replay.settling import Finance
from shared.domain.times import SHANGHAI

WORKERS = 4

Progress = Callable[[int, int, datetime], None]
"""Told after each moment: events done, events in all, business time."""


@dataclass
class Replay:
    """One history under one rule, against one running product."""

    call: Caller
    purchases: Sequence[Purchase]
    rule: Rule
    tally: Tally = field(default_factory=Tally)
    _now: datetime = field(init=False)

    def play(self, progress: Progress) -> None:
        """Play to the end. Errors: `Problem`, and requests' own when the product is gone."""
        shop = Shop(self.call, self.tally)
        events = plan(self.purchases, shop.open(), self.rule)
        placed = [(e.at, e.purchase) for e in events if e.kind == "order" and e.purchase]
        shop.arrivals = grow(placed, self.rule)
        self._now = self._business_time()
        done = 0
        with ThreadPoolExecutor(WORKERS) as workers:
            for at, moment in groupby(events, key=lambda event: event.at):
                self._reach(at)
                together = list(moment)
                self._happen(shop, workers, together)
                done += len(together)
                progress(done, len(events), at)
        self.call.settle()

    def _happen(self, shop: Shop, workers: ThreadPoolExecutor, moment: list[Event]) -> None:
        def each(act: Callable[[str], None], texts: Iterable[str]) -> None:
            list(workers.map(act, texts))

        for event in moment:
            if event.kind == "settle":
                ended = event.at.astimezone(SHANGHAI).date() - timedelta(days=1)
                Finance(self.call, self.tally).settle(ended, each)
        list(workers.map(lambda events: _in_turn(shop, events), _by_buyer(moment)))

    def _reach(self, at: datetime) -> None:
        if self._now < at:
            self._now = self.call.reach(at)

    def _business_time(self) -> datetime:
        return datetime.fromisoformat(self.call.control("GET", "/_local/status")["business_time"])


def _by_buyer(moment: Iterable[Event]) -> list[list[Event]]:
    """A buyer's events stay in their order: he is bound before he buys again."""
    by_buyer: dict[str, list[Event]] = {}
    for event in moment:
        if event.purchase:
            by_buyer.setdefault(event.purchase.buyer, []).append(event)
    return list(by_buyer.values())


def _in_turn(shop: Shop, events: Iterable[Event]) -> None:
    for event in events:
        if event.purchase:
            shop.act(event.kind, event.purchase)
