"""A period's settlement: what each payee adds, and what it costs once.

Two periods are settled, one with more payees: what the difference cost, by payee, is each payee's.
"""

from collections import Counter

from infra.meter.stage import ONCE, Stage
from infra.meter.stories.team import enrol
from infra.meter.stories.withdrawal import take
from infra.meter.tally import Usage, between
from shared.domain.ledger.balances import Balance
from shared.domain.payouts.settlement_lines import LINE_SHARDS, SettlementLine
from shared.domain.payouts.settlements import SettlementRun
from shared.usecases.lists import all_of
from shared.usecases.payouts.settle_period import proposal_id_of

FEW, MORE = 5, 25
AMOUNT_FEN = 10_000
BEHIND_ITS_MACHINE = 16
"""After how many minutes the sweeper works on a settlement, and has its turn for every transfer."""

STEPS = ("propose", "approve", "confirm")


def play(stage: Stage) -> None:
    """Three periods: one to warm everything up, one with few payees, one with more."""
    _settle(stage, "2001", 2)
    few = _settle(stage, "2002", FEW)
    more = _settle(stage, "2003", MORE)
    stage.steps.clear()
    payee = {name: _each(between(few[name], more[name])) for name in STEPS}
    stage.steps.update(payee)
    stage.steps[ONCE] = _rest(few, payee)


def _settle(stage: Stage, period: str, payees: int) -> dict[str, Usage]:
    _earn(stage, period, payees)
    with stage.step("propose"):
        stage.person("finance", "fiona", "/v1/settlements", {"period": period})
        stage.advance(minutes=BEHIND_ITS_MACHINE)
    proposal = proposal_id_of(stage.stored(SettlementRun, period))
    with stage.step("approve"):
        stage.person("finance", "chief", f"/v1/approvals/{proposal}/approval", {"version": 1})
        stage.advance(minutes=BEHIND_ITS_MACHINE)
        stage.sweep()
    with stage.step("confirm"):
        for payout in _payouts(stage, period):
            take(stage, payout)
    return dict(stage.steps)


def _earn(stage: Stage, period: str, payees: int) -> None:
    """Let so many people have something available, as if their orders were closed."""
    for number in range(payees):
        name = f"{period}-01JQ8Z5X6Y7W8V9T0S1R{number:02d}"
        enrol(stage, name)
        balance = stage.laptop.ports.store.get(Balance, name) or Balance(payee=name)
        stage.laptop.ports.store.commit([balance.move(available=AMOUNT_FEN)])
    stage.settle()


def _payouts(stage: Stage, period: str) -> list[str]:
    store = stage.laptop.ports.store
    with stage.tally.unmetered():
        lines = [
            line
            for shard in range(LINE_SHARDS)
            for line in all_of(store, SettlementLine, f"{period}/{shard:02d}")
        ]
    return [line.payout for line in lines if line.payout]


def _each(usage: Usage) -> Usage:
    return Counter({what: much / (MORE - FEW) for what, much in usage.items()})


def _rest(few: dict[str, Usage], payee: dict[str, Usage]) -> Usage:
    rest: Usage = Counter()
    for name in STEPS:
        rest.update(few[name])
        rest.subtract({what: FEW * much for what, much in payee[name].items()})
    return +rest
