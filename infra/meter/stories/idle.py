"""A minute in which nothing is due: the sweeper looks, and finds nothing."""

from infra.meter.stage import Stage


def play(stage: Stage) -> None:
    """What the stage has found out already."""
    stage.steps["minute"] = stage.idle
