"""An order that is shipped only after its 48 hours are over."""

from infra.meter.stage import Stage
from infra.meter.stories.team import deliver, gather, pay, place, run_out, ship


def play(stage: Stage) -> None:
    """From payment on; what comes before is the happy order's."""
    gather(stage)
    order = place(stage)
    pay(stage, order)
    run_out(stage, order, "breach")
    with stage.step("ship"):
        ship(stage, order)
    stage.advance(days=2)
    with stage.step("deliver"):
        deliver(stage, order)
    run_out(stage, order, "release")
