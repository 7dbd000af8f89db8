"""An order as most are: paid, shipped in time, delivered, released when its window is over."""

from infra.meter.stage import Stage
from infra.meter.stories.team import deliver, gather, pay, place, run_out, ship


def play(stage: Stage) -> None:
    """One whole life."""
    gather(stage)
    with stage.step("create"):
        order = place(stage)
    with stage.step("pay"):
        pay(stage, order)
    stage.advance(hours=5)
    with stage.step("ship"):
        ship(stage, order)
    stage.advance(days=2)
    with stage.step("deliver"):
        deliver(stage, order)
    run_out(stage, order, "release")
