"""Work off a settlement page by page: propose payments, and once approved reserve and open them.

Every page is written with its part, so that several work side by side, a page that comes twice does
nothing, and whoever stopped half-way is followed by whoever comes next.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.ledger.balances import PAYEES, Balance, new_balance
from shared.domain.network.people import Distributor
from shared.domain.payouts import payouts
from shared.domain.payouts.payouts import Payout, PayoutBook
from shared.domain.payouts.settlement_lines import (
    Claim,
    Judged,
    SettlementLine,
    line_key,
    new_line,
    propose,
)
from shared.domain.payouts.settlement_parts import (
    PARTS,
    Phase,
    SettlementPart,
    Tally,
    of_round,
    part_key,
    shards_of,
    with_paid,
    with_proposed,
)
from shared.domain.payouts.settlements import PAYMENT, PROPOSALS, SettlementRun
from shared.domain.payouts.splitting import split_amount
from shared.domain.policy.policy import PayoutPolicy
from shared.domain.records import Record
from shared.ports import Page, Ports, Store
from shared.usecases.payouts.payouts import store_new
from shared.usecases.reading import policy_now
from shared.usecases.retrying import retried

PROPOSED_AT_ONCE: Final = 80
"""How many payees one step proposes for: with their parts they fit into one transaction."""

PAID_AT_ONCE: Final = 25
"""How many lines one step works off; each is a transaction of its own."""


def require_run(ports: Ports, period: str) -> SettlementRun:
    """Load a run. Errors: unknown_settlement."""
    run = ports.store.get(SettlementRun, period)
    if run is None:
        raise Refused("unknown_settlement", "never_settled", period=period)
    return run


def propose_some(ports: Ports, period: str, shards: Collection[int] | None = None) -> bool:
    """Propose payments for the next payees, of all shards or of some; tell whether all is done."""
    return retried(partial(_propose_some, ports, period, shards))


def pay_some(ports: Ports, period: str, shards: Collection[int] | None = None) -> bool:
    """Reserve and open payouts of the next lines; tell whether all is done.

    Errors: illegal_transition before finance has approved.
    """
    return retried(partial(_pay_some, ports, period, shards))


def parts_of(store: Store, run: SettlementRun, phase: Phase) -> list[SettlementPart]:
    """Give the parts of a run's phase as its present round works on them."""
    shards: Iterable[int] = range(PARTS[phase])
    if phase == PAYMENT:
        shards = shards_of(parts_of(store, run, PROPOSALS))
    keys = {shard: part_key(run.period, phase, shard) for shard in shards}
    known = {part.shard: part for part in store.get_all(SettlementPart, keys.values(), exact=True)}
    new = (SettlementPart(period=run.period, phase=phase, shard=shard) for shard in shards)
    return [of_round(known.get(part.shard, part), run.round) for part in new]


def _left(
    parts: Iterable[SettlementPart], shards: Collection[int] | None
) -> Iterator[SettlementPart]:
    """Give the parts that are not done, of all shards or of some."""
    return (each for each in parts if not each.done and (shards is None or each.shard in shards))


def _propose_some(ports: Ports, period: str, shards: Collection[int] | None) -> bool:
    run = require_run(ports, period)
    parts = parts_of(ports.store, run, PROPOSALS) if run.awaiting == PROPOSALS else []
    room, records = PROPOSED_AT_ONCE, list[Record]()
    for part in _left(parts, shards):
        if room > 0:
            page = ports.store.waiting(PAYEES, str(part.shard), after=part.after, limit=room)
            judged = _judged(ports, run, page.items)
            records += [with_proposed(part, judged, page.next), *(each.line for each in judged)]
            room -= len(judged)
    ports.store.commit(records)
    return room > 0


def _judged(ports: Ports, run: SettlementRun, payees: Sequence[str]) -> list[Judged]:
    """Judge what each payee is to be paid; the index may still nominate one twice."""
    policy, terms = policy_now(ports).payout, ports.transfer_terms
    lines = _lines(ports.store, run.period, dict.fromkeys(payees))
    claims = _claims(ports.store, lines)
    return [
        Judged(propose(line, run.round, claim, policy, terms), claim.payout)
        for line, claim in zip(lines, claims, strict=True)
        if line.round != run.round
    ]


def _lines(store: Store, period: str, payees: Collection[str]) -> list[SettlementLine]:
    keys = [line_key(period, payee) for payee in payees]
    known = {line.payee: line for line in store.get_all(SettlementLine, keys, exact=True)}
    return [known.get(payee) or new_line(period, payee) for payee in payees]


def _claims(store: Store, lines: Sequence[SettlementLine]) -> list[Claim]:
    """Give what each payee has now, and how his payout of the period stands, a retry or not."""
    payees = [line.payee for line in lines]
    balances = {each.payee: each for each in store.get_all(Balance, payees, exact=True)}
    people = {each.id: each for each in store.get_all(Distributor, payees, exact=True)}
    paid = [line.payout for line in lines if line.payout]
    known = {each.id: each for each in store.get_all(Payout, paid, exact=True)}
    return [
        Claim(
            balances.get(line.payee) or new_balance(line.payee),
            people[line.payee].openid if line.payee in people else None,
            known.get(line.payout or ""),
        )
        for line in lines
    ]


def _pay_some(ports: Ports, period: str, shards: Collection[int] | None) -> bool:
    run = require_run(ports, period)
    if run.approved_at is None:
        raise Refused("illegal_transition", "settlement_not_approved", period=period)
    parts = parts_of(ports.store, run, PAYMENT) if run.awaiting == PAYMENT else []
    paying = _Paying(ports, run, policy_now(ports).payout, len(parts))
    room, worked_off = PAID_AT_ONCE, list[SettlementPart]()
    for part in _left(parts, shards):
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
        (claim,) = _claims(self.ports.store, [line])
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
