"""An order of which one line comes back within its window, and is refunded in part."""

from infra.meter.stage import Stage
from infra.meter.stories.team import deliver, gather, pay, place, run_out, ship

LINE, AMOUNT_FEN = 2, 5_000


def play(stage: Stage) -> None:
    """From the return on; what comes before is the happy order's."""
    gather(stage)
    _returned(stage)
    stage.steps.clear()
    _returned(stage)


def _returned(stage: Stage) -> None:
    order = place(stage)
    pay(stage, order)
    ship(stage, order)
    deliver(stage, order)
    with stage.step("return"):
        case = stage.shop(f"/v1/orders/{order}/returns", {"lines": [LINE]})["return_id"]
    with stage.step("receive"):
        stage.shop(f"/v1/orders/{order}/returns/{case}/receipt", {})
    with stage.step("inspect"):
        stage.shop(f"/v1/orders/{order}/returns/{case}/inspection", {"accepted": True})
    with stage.step("refund"):
        stage.shop(f"/v1/orders/{order}/refunds", {"amount_fen": AMOUNT_FEN, "line": LINE})
        stage.minute()
    run_out(stage, order, "release")
