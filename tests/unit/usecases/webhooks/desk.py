"""Endpoints, a queue and a sweeper in memory, on a clock that a test moves."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from infra.memory.channel import MemoryChannel
from infra.memory.store import MemoryStore
from infra.scenarios.stage import StoryClock
from shared.adapters.webhooks.secrets import DerivedSecrets
from shared.domain.calendar import WorkingCalendar
from shared.domain.commands import Command
from shared.domain.moments import Occasion
from shared.domain.orders.order import Order
from shared.domain.webhooks.deliveries import Answered, Delivery
from shared.domain.webhooks.jobs import Job
from shared.domain.webhooks.webhooks import Webhook
from shared.edge.webhooks.payload import body_of
from shared.ports import GivenPorts
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.events.hand_out import hand_out
from shared.usecases.events.heads import Head
from shared.usecases.lists import all_of
from shared.usecases.webhooks.replay import go_on
from shared.usecases.webhooks.send import to_be_tried, try_once
from shared.usecases.webhooks.subscriptions import NewWebhook, subscribe
from tests.unit.domain.orders.orders import order

START = datetime.fromisoformat("2025-03-10T10:00:00+00:00")
TAKEN, DOWN = Answered(204, None), Answered(None, "not_connected")
MINUTE = timedelta(minutes=1)


@dataclass
class Desk:
    """Endpoints answer what `answers` says of an endpoint's URL at an instant."""

    store: MemoryStore = field(default_factory=MemoryStore)
    clock: StoryClock = field(default_factory=lambda: StoryClock(START))
    answers: Callable[[str, datetime], Answered] = field(default=lambda url, at: TAKEN)
    queue: list[tuple[datetime, Job]] = field(default_factory=list)
    posted: list[tuple[datetime, str, str]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    dead_letters: int = 0
    unmade: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        calendar, channel = WorkingCalendar(), MemoryChannel()
        secrets = DerivedSecrets(lambda: "a key of thirty-two characters or more", self.clock.now)
        self.ports = GivenPorts(
            self.store,
            self.clock,
            calendar,
            channel,
            jobs=self,
            outside=self,
            webhook_secrets=secrets,
        )

    # What the ports are.

    def put(self, jobs: Sequence[Job]) -> None:
        self.queue += [(self.now + timedelta(seconds=job.pause_seconds), job) for job in jobs]

    def require_public(self, url: str) -> None: ...

    def post(self, url: str, headers: Mapping[str, str], body: str) -> Answered:
        self.posted.append((self.now, url, headers["webhook-id"]))
        self.headers.append(headers)
        self.bodies.append(body)
        return self.answers(url, self.now)

    # What a test does.

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def subscribed(self, name: str = "one", *kinds: str, storefront: str | None = None) -> Webhook:
        new = NewWebhook(f"https://{name}.example/hooks", kinds, storefront)
        return subscribe(self.ports, self.command(f"subscribe {name}"), new)

    def command(self, key: str) -> Command:
        return Command.of("test", "route", key, b"")

    def happens(self, name: str, *codes: str) -> Head:
        """Something happens to an order; it is handed out, and what is queued for now is done."""
        head = self.stored(name, *codes)
        hand_out(self.ports, [head])
        self.work()
        return head

    def stored(self, name: str, *codes: str) -> Head:
        occasion = Occasion(self.now, "COMMAND", "shop")
        known = self.store.get(Order, name) or order(id=name, storefront="shop")
        moments = (occasion.moment(code, amount_fen=100) for code in codes)
        self.store.commit([known.telling(*moments)])
        return Head(Order, name)

    def work(self) -> None:
        """Do all jobs that are due by now, and those that they queue for now."""
        while due := [entry for entry in self.queue if entry[0] <= self.now]:
            self.queue.remove(due[0])
            self.do(due[0][1])

    def do(self, job: Job) -> None:
        """Do a job as the sender does."""
        if job.what == "replay":
            go_on(self.ports, job.key, self._took, lambda: True)
        elif to_be_tried(self.ports, job.key, job.number, self._died):
            tried = try_once(self.ports, job.key, body_of, self.unmade.append)
            self.dead_letters += tried.state == "dead"

    def wait(self, **time: float) -> None:
        """Let time pass: jobs are done in their second, the sweeper comes by every minute."""
        until = self.now + timedelta(**time)
        while (step := self._next_step()) is not None and step <= until:
            self.clock.set(step)
            self.work()
            if not step.second:
                done = sweep(self.ports, step, lambda: True)
                assert done.failed == []
                self.dead_letters += done.dead_letters
                self.work()
        self.clock.set(until)

    def tried(self) -> list[timedelta]:
        """When each try was made, from the beginning on."""
        return [at - START for at, _, _ in self.posted]

    def deliveries(self, webhook: Webhook) -> list[Delivery]:
        return all_of(self.store, Delivery, webhook.id)

    def told(self, place: int = -1) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.bodies[place])
        return found

    def _took(self, delivery: Delivery) -> bool:
        return try_once(self.ports, delivery.key, body_of, self.unmade.append).fault is None

    def _died(self) -> None:
        self.dead_letters += 1

    def _next_step(self) -> datetime | None:
        queued = [at for at, _ in self.queue]
        due = [max(each.due_at, self.now) for each in self.store.due(START + timedelta(days=90))]
        swept = [at.replace(second=0) + MINUTE for at in due]
        return min([*queued, *swept], default=None)
