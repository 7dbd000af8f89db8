"""A minute in which nothing is due: the sweeper looks, and finds nothing."""

from infra.meter.stage import Stage


def play(stage: Stage) -> None:
    """One minute."""
    stage.idle.clear()
    with stage.step("minute"):
        stage.sweep()
