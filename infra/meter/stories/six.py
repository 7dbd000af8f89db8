"""Six orders of the same three payees, due in the same second: what each costs to release."""

from collections import Counter

from infra.meter.stage import Stage
from infra.meter.stories.team import deliver, gather, pay, place, run_out, ship

ORDERS = 6


def play(stage: Stage) -> None:
    """Only the release is metered: what comes before is the happy order's, six times."""
    gather(stage)
    orders = [place(stage) for _ in range(ORDERS)]
    for act in (pay, ship, deliver):
        for order in orders:
            act(stage, order)
    run_out(stage, orders[0], "release")
    together = stage.steps["release"]
    stage.steps["release"] = Counter({what: much / ORDERS for what, much in together.items()})
