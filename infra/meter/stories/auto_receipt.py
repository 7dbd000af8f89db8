"""An order whose delivery nobody reports: the house confirms its receipt."""

from infra.meter.stage import Stage
from infra.meter.stories.team import gather, pay, place, run_out, ship


def play(stage: Stage) -> None:
    """From shipment on; what comes before is the happy order's."""
    gather(stage)
    order = place(stage)
    pay(stage, order)
    stage.advance(hours=5)
    with stage.step("ship"):
        ship(stage, order)
    run_out(stage, order, "receipt")
    run_out(stage, order, "release")
