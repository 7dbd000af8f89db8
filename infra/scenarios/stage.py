"""What a story plays on: the in-memory store and channel, a clock that only events move."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from infra.memory.channel import MemoryChannel
from infra.memory.store import MemoryStore
from infra.scenarios.document import Scenario
from shared.domain.calendar import WorkingCalendar
from shared.domain.commands import Command
from shared.domain.documents.part import written
from shared.domain.errors import Refused
from shared.domain.moments import Moment
from shared.domain.orders.order import Order
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import SettlementLine
from shared.domain.periods.evaluations import Evaluation, first_evaluations
from shared.domain.plans.document import Plan
from shared.domain.policy.policy import Policy
from shared.domain.rulebook.versions import RuleVersion
from shared.domain.times import whole_second
from shared.ports import GivenPorts
from shared.usecases.lists import all_of

BEGINNING = datetime.fromisoformat("2000-01-01T00:00:00+08:00")


class StoryClock:
    """A business clock that stands still between events."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        """Give the instant the story has reached."""
        return self._now

    def set(self, at: datetime) -> None:
        """Go on to an instant."""
        self._now = whole_second(at)


class Told(NamedTuple):
    """A notice as a story tells it: about which order or withdrawal."""

    notice: Moment
    kind: str
    name: str


class Stage:
    """A story's world, and how its names translate into ids."""

    def __init__(self, scenario: Scenario, calendar: WorkingCalendar) -> None:
        self.store = MemoryStore()
        self.clock = StoryClock(whole_second(scenario.events[0].at))
        self.channel = MemoryChannel()
        self.ports = GivenPorts(self.store, self.clock, calendar, self.channel)
        self.withdrawals: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.told: list[Told] = []
        self._heard: dict[str, int] = {}
        self._begin_under(scenario.policy)
        for plan in scenario.plan:
            self.approve(plan, BEGINNING)

    def _begin_under(self, policy: Policy) -> None:
        version = RuleVersion(
            kind="policy",
            number=1,
            effective_from=policy.effective_from or BEGINNING,
            document=written(policy),
        )
        self.store.commit([version])

    def approve(self, plan: Plan, default: datetime) -> None:
        """Put a plan in force from its `effective_from`, else from the default instant."""
        number = len(all_of(self.store, RuleVersion, "plan")) + 1
        version = RuleVersion(
            kind="plan",
            number=number,
            effective_from=plan.effective_from or default,
            document=written(plan),
        )
        first = first_evaluations(version, self.clock.now())
        new = [each for each in first if self.store.get(Evaluation, each.key) is None]
        self.store.commit([version, *new])

    def command(self, name: str) -> Command:
        """Make a command's identity from a name; the same name is the same command."""
        return Command.of("scenario", name, "", b"")

    def payout_command(self, withdrawal: str) -> Command:
        """Make a withdrawal's command; its id is its name where a payout can bear it."""
        command = self.command(f"withdrawal {withdrawal}")
        if re.fullmatch(r"[A-Za-z0-9]{1,30}", withdrawal):
            command = Command(withdrawal, command.body_hash)
        self.withdrawals[withdrawal] = command.id
        return command

    def payout_id(self, withdrawal: str) -> str:
        """Find a payout by its name; a settlement's is called `2025-03/A`.

        Errors: unknown_withdrawal.
        """
        payout = self.withdrawals.get(withdrawal)
        if payout is None and "/" in withdrawal:
            period, payee = withdrawal.split("/", 1)
            payout = self.settled(period).get(payee)
        if payout is None or self.store.get(Payout, payout) is None:
            raise Refused("unknown_withdrawal", "never_asked", withdrawal=withdrawal)
        return payout

    def code_of(self, link: str) -> str:
        """Find a link's code by its name. Errors: unknown_person."""
        if link not in self.links:
            raise Refused("unknown_person", "no_such_referral_code", referral_code=link)
        return self.links[link]

    def listen(self) -> None:
        """Take in the notices that have come up since the last time, in their order."""
        for order in self.store.all(Order):
            self._hear(order.id, order.notices, "order", order.id)
        names = {payout: name for name, payout in self.withdrawals.items()}
        for payout in self.store.all(Payout):
            name = names.get(payout.id, f"{payout.period}/{payout.payee}")
            self._hear(payout.id, payout.notices, "withdrawal", name)

    def _hear(self, key: str, notices: Sequence[Moment], kind: str, name: str) -> None:
        heard = self._heard.get(f"{kind} {key}", 0)
        self.told += [Told(notice, kind, name) for notice in notices[heard:]]
        self._heard[f"{kind} {key}"] = len(notices)

    def settled(self, period: str) -> dict[str, str]:
        """Give the latest payout of each payee whom a period's settlement has paid."""
        proposals = self.store.all(SettlementLine)
        return {p.payee: p.payout for p in proposals if p.period == period and p.payout}
