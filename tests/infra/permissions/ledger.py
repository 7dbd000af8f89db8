"""What is still arriving at a balance, drained by whoever needs it."""

from tests.busy_balance import busy_balance
from tests.laptop_bench import Bench, Team

PERIOD = "2023"


def _arriving(bench: Bench) -> Team:
    """A team whose promoter has 10.00 arriving in each form that the plan pays."""
    team = bench.team()
    order = bench.paid_order(10_000, team=team)
    bench.deliver(order)
    with busy_balance(team.promoter):
        bench.advance_to(bench.order(order).due_at)
    return team


def withdrawn(bench: Bench) -> None:
    """A payee withdraws what is still arriving."""
    bench.withdraw(_arriving(bench).promoter, 500)


def suspended(bench: Bench) -> None:
    """An operator suspends somebody for whom something is arriving."""
    promoter = _arriving(bench).promoter
    because = {"reason": "complaints about his prices"}
    bench.as_person("operator", "olga", f"/v1/distributors/{promoter}/suspension", because)
    assert bench.balance(promoter).available == 1_000


def settled(bench: Bench) -> None:
    """Finance settles what is still arriving."""
    team = _arriving(bench)
    bench.start_settlement(PERIOD)
    assert bench.proposal(PERIOD, team.promoter).amount_fen == 1_000


CASES = (withdrawn, suspended)
BY_MACHINES = (settled,)
