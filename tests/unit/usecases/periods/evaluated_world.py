"""A small brand with a rule of the month, whose store calls can be interrupted one by one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.adapters.calendar_file import load_calendar
from shared.domain.channel.channel import Payment
from shared.domain.commands import Command
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.orders.order import Order
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import Evaluation, first_evaluations
from shared.domain.rulebook.versions import RuleVersion
from shared.ports import GivenPorts, Store
from shared.usecases.clockwork.sweep import sweep
from shared.usecases.network.bind import bind_buyer
from shared.usecases.network.people import enrol
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.place_order import place_order
from shared.usecases.orders.refund_order import refund

MARCH = datetime.fromisoformat("2025-03-10T10:00:00+08:00")
APRIL = datetime.fromisoformat("2025-04-01T00:00:00+08:00")

Action = Callable[[], object]


class Interrupted:
    """A store before whose n-th call something else happens, once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.calls = 0
        self.interrupted = ""
        self._at: int | None = None
        self._meanwhile: Action = lambda: None

    def interrupt(self, call: int, meanwhile: Action) -> None:
        """Let something happen before the n-th call from now on."""
        self.calls, self._at, self._meanwhile = 0, call, meanwhile

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.store, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            if self.calls == self._at:
                self._at, self.interrupted = None, name
                self._meanwhile()
            return found(*args, **kwargs)

        return call


class EvaluatedWorld:
    """A under B; buyer X belongs to A; the sales of a month pay 10 %, from 100.00 on 20 %."""

    def __init__(self, store: Any, *rules: dict[str, Any], **plan: Any) -> None:
        self.store = Interrupted(store)
        self.clock = StoryClock(MARCH)
        self.ports = GivenPorts(self.store, self.clock, load_calendar(), MemoryChannel())
        self._numbers = 0
        self._plan = {"name": "month", "pay_depth": 1, **plan}
        self.approve(1, *(rules or (volume(),)))
        for name, upline in (("B", None), ("A", "B")):
            enrol(self.ports, self.command(f"enrol {name}"), name, upline)
        bind_buyer(self.ports, self.command("bind"), "X", "A")

    def approve(self, number: int, *rules: dict[str, Any]) -> None:
        document = {**self._plan, "rules": list(rules)}
        version = RuleVersion(
            kind="plan", number=number, effective_from=self.clock.now(), document=document
        )
        first = first_evaluations(version, self.clock.now())
        known = {each.key for each in first if self.store.get(type(each), each.key)}
        self.store.commit([version, *(each for each in first if each.key not in known)])

    def command(self, key: str) -> Command:
        return Command.of("test", "route", key, b"")

    def placed(self, fen: int, buyer: str = "X") -> Order:
        self._numbers += 1
        new = NewOrder(buyer=buyer, lines=(NewLine(line=1, sku="tee", qty=1, price_fen=fen),))
        return place_order(self.ports, self.command(f"O{self._numbers}"), "shop", new)

    def pay(self, order: Order, at: datetime | None = None) -> Order:
        payment = Payment(
            order_id=order.id,
            transaction_id=f"paid {order.id}",
            amount_fen=order.due_fen,
            currency="CNY",
            paid_at=at or self.clock.now(),
        )
        return confirm_payment(self.ports, payment)

    def paid(self, fen: int, buyer: str = "X") -> Order:
        return self.pay(self.placed(fen, buyer))

    def refund(self, order: Order, fen: int) -> Order:
        self._numbers += 1
        return refund(self.ports, self.command(f"refund {self._numbers}"), order.id, fen)

    def april(self, **later: float) -> None:
        self.clock.set(APRIL + timedelta(**later))

    def sweep(self) -> None:
        """Advance what is due until nothing is."""
        while done := sweep(self.ports, self.clock.now(), lambda: True).advanced:
            assert done < 100

    def award(self, payee: str = "A", period: str = "2025-03", rule: str = "volume") -> PeriodAward:
        found = self.store.get(PeriodAward, f"{payee}/{period}/{rule}")
        assert found is not None
        return found


def volume(**fields: Any) -> dict[str, Any]:
    bands = [{"to": "100.00", "rate_bp": 1000}, {"from": "100.00", "rate_bp": 2000}]
    tiers = {"bands": {"default": bands}}
    return {
        "id": "volume",
        "kind": "tier",
        "period": "month",
        "counted": "paid",
        "tiers": tiers,
        **fields,
    }


def sellers(world: EvaluatedWorld, number: int) -> list[str]:
    """Enrol people who all sold for 10.00."""
    names = [f"S{n:02d}" for n in range(number)]
    for name in names:
        enrol(world.ports, world.command(f"enrol {name}"), name)
        bind_buyer(world.ports, world.command(f"bind {name}"), f"buyer-{name}", name)
        world.paid(10_00, f"buyer-{name}")
    return names


def evaluation(world: EvaluatedWorld, key: str = "2025-03/volume") -> Evaluation:
    found = world.store.get(Evaluation, key)
    assert found is not None
    return found


def paid(world: EvaluatedWorld) -> dict[str, int]:
    return {a.payee: a.share.released for a in world.store.all(PeriodAward) if a.share.released}
