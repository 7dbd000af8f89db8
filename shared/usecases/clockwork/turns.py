"""The turns of a sweep: what it does with one record, and how kinds wait for each other."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from shared.domain.ledger.arrivals import Arrivals
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.periods.awards import PeriodAward
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount
from shared.domain.records import AwaitingRecord
from shared.domain.webhooks.deliveries import Delivery
from shared.ports import Due, Ports
from shared.usecases.clockwork.advancing import advance
from shared.usecases.orders.advance_together import advance_together
from shared.usecases.payouts.settle_period import settle_step
from shared.usecases.periods.evaluate_period import Failure, evaluate_page

MOST_BEHIND = 2_000
"""How many records that take turns of a kind a sweep takes at the most; the others wait."""

IN_TURNS = (Arrivals, PeriodAward, Recount)
"""What may be left due by a turn that did a part of it."""

MayGoOn = Callable[[], bool]


@dataclass
class Sweep:
    """What a sweep did: how many steps it took, and which records failed with what error.

    Every page of a settlement or an evaluation is a step of its own. `dead_letters` counts
    deliveries that came to nothing.
    """

    advanced: int = 0
    dead_letters: int = 0
    failed: list[Failure] = field(default_factory=list)


class Turns:
    """Takes turns while there is time; one failure stops no other."""

    def __init__(self, ports: Ports, may_go_on: MayGoOn) -> None:
        self.done = Sweep()
        self._ports = ports
        self._may_go_on = may_go_on
        self._later: dict[type[AwaitingRecord], deque[Due]] = defaultdict(deque)

    def put_behind(self, dues: Iterable[Due]) -> None:
        """Let records wait until nobody's own order or refund does, if there is room for them."""
        for due in islice(dues, MOST_BEHIND):
            if len(self._later[due.kind]) < MOST_BEHIND:
                self._later[due.kind].append(due)

    def take(self, due: Due) -> bool:
        """Take one step with a record; tell whether it has more to do at once."""
        try:
            goes_on = self._step(due)
        except Exception as error:  # noqa: BLE001 - the one place where all become problems
            self.done.failed.append((due, error))
            return False
        self.done.advanced += 1
        return goes_on

    def take_orders(self, dues: Sequence[Due]) -> None:
        """Advance orders together; one that cannot go on with others has a turn of its own."""
        try:
            alone = advance_together(self._ports, [due.key for due in dues])
        except Exception:  # noqa: BLE001 - each by itself tells what is wrong, or goes on
            alone = frozenset(due.key for due in dues)
        self.done.advanced += len(dues) - len(alone)
        for due in dues:
            if due.key in alone:
                self.take(due)

    def take_behind(self) -> None:
        """Let the kinds that wait take turns, one record or page each."""
        while any(self._later.values()):
            for kind in [*self._later]:
                if self._later[kind] and not self._turn(kind):
                    return

    def _turn(self, kind: type[AwaitingRecord]) -> bool:
        """Let a kind have its turn; tell whether there was time for it."""
        if not self._may_go_on():
            return False
        due = self._later[kind].popleft()
        if self.take(due):
            self._later[kind].append(due)
        return True

    def _step(self, due: Due) -> bool:
        if due.kind is Evaluation:
            return self._evaluate(due.key)
        if due.kind is SettlementRun:
            return settle_step(self._ports, due.key).is_due(self._ports.clock.now())
        record = advance(self._ports, due)
        self.done.dead_letters += isinstance(record, Delivery) and record.state == "dead"
        return isinstance(record, IN_TURNS) and record.is_due(self._ports.clock.now())

    def _evaluate(self, key: str) -> bool:
        step = evaluate_page(self._ports, key, self._may_go_on)
        self.done.failed += step.failed
        return step.evaluation.is_due(self._ports.clock.now())
