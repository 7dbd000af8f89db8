"""Pay what finance has approved, page by page: reserve each sum and open its payout.

Each line is a transaction of its own; a part counts its page once all lines of it were worked off.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.payouts import payouts
from shared.domain.payouts.payouts import PayoutBook
from shared.domain.payouts.settlement_lines import Claim, SettlementLine, propose
from shared.domain.payouts.settlement_parts import SettlementPart, Tally, with_paid
from shared.domain.payouts.settlements import PAYMENT, SettlementRun
from shared.domain.payouts.splitting import split_amount
from shared.domain.policy.policy import PayoutPolicy
from shared.ports import Page, Ports
from shared.usecases.payouts.payouts import store_new
from shared.usecases.payouts.settlement_claims import claims_of
from shared.usecases.payouts.settlement_progress import left_of, require_run, shards_in
from shared.usecases.reading import policy_now
from shared.usecases.retrying import retried

PAID_AT_ONCE: Final = 25
"""How many lines one step works off; each is a transaction of its own."""


def pay_some(ports: Ports, period: str, shards: Collection[int] | None = None) -> bool:
    """Reserve and open payouts of the next lines; tell whether all is done.

    Errors: illegal_transition before finance has approved.
    """
    return retried(partial(_pay_some, ports, period, shards))


def _pay_some(ports: Ports, period: str, shards: Collection[int] | None) -> bool:
    run = require_run(ports, period)
    if run.approved_at is None:
        raise Refused("illegal_transition", "settlement_not_approved", period=period)
    lines_in = shards_in(ports.store, run, PAYMENT)
    paying = _Paying(ports, run, policy_now(ports).payout, len(lines_in))
    room, worked_off = PAID_AT_ONCE, list[SettlementPart]()
    wanted = [shard for shard in lines_in if shards is None or shard in shards]
    for part in left_of(ports.store, run, PAYMENT, wanted):
        if room > 0:
            parent = f"{period}/{part.shard:02d}"
            page = ports.store.listed(SettlementLine, parent, after=part.after, limit=room)
            worked_off.append(paying.page(part, page))
            room -= len(page.items)
    ports.store.commit(worked_off)
    return room > 0


@dataclass(frozen=True)
class _Paying:
    """How the lines of a round are paid that finance has approved."""

    ports: Ports
    run: SettlementRun
    policy: PayoutPolicy
    parts: int

    def page(self, part: SettlementPart, page: Page[SettlementLine]) -> SettlementPart:
        """Pay each line of a page, one transaction each; count them once they are."""
        opened, lines = part.outcomes.get("reserved", Tally()).payees, list[SettlementLine]()
        for line in page.items:
            if line.round == self.run.round:
                lines.append(retried(partial(self._line, line.key, opened)))
                opened += lines[-1].outcome == "reserved"
        return with_paid(part, lines, page.next)

    def _line(self, key: str, opened: int) -> SettlementLine:
        """Reserve and open what a line proposes; give what became of it.

        Never more than finance approved, never more than is still there, and nobody twice: since it
        was proposed, a retry may have paid him.
        """
        (line,) = self.ports.store.get_all(SettlementLine, [key], exact=True)
        if line.outcome != "proposed":
            return line
        (claim,) = claims_of(self.ports, [line])
        terms = self.ports.transfer_terms
        now = propose(line, self.run.round, claim, self.policy, terms)
        if now.outcome != "proposed":
            now = now.changed(proposed_fen=line.proposed_fen)
            self.ports.store.commit([now])
            return now
        return self._open(line, claim, min(line.amount_fen, now.amount_fen), opened)

    def _open(self, line: SettlementLine, claim: Claim, amount: int, opened: int) -> SettlementLine:
        now, attempt = self.ports.clock.now(), line.attempt + 1
        payout = payouts.new_payout(
            Command.of("settlement", line.period, f"{line.payee}/{attempt}", b"").id,
            line.payee,
            split_amount(amount, self.policy, self.ports.transfer_terms),
            now,
            period=line.period,
            approved_at=now,
            send_at=now + self._turn(opened),
            openid=claim.openid,
        )
        book = PayoutBook(payout, claim.balance, now, f"settlement {line.period}")
        payouts.open_payout(book, "settle", now)
        reserved = line.changed(
            outcome="reserved", amount_fen=amount, payout=payout.id, attempt=attempt
        )
        store_new(self.ports, book, reserved)
        return reserved

    def _turn(self, opened: int) -> timedelta:
        """Say how long a transfer waits: the parts take turns at the rate that the policy sets."""
        return timedelta(seconds=opened * self.parts // self.policy.transfer_qps)
