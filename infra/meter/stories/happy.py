"""An order as most are: paid, shipped in time, delivered, released when its window is over."""

from infra.meter.stage import Stage
from infra.meter.stories.team import gather, place
from shared.domain.orders.order import Order


def play(stage: Stage) -> None:
    """One whole life, after another that has warmed everything up."""
    gather(stage)
    live(stage)
    stage.steps.clear()
    live(stage)


def live(stage: Stage) -> None:
    """Create, pay, ship, deliver, release."""
    with stage.step("create"):
        order = place(stage)
    with stage.step("pay"):
        stage.pay(order)
    stage.advance(hours=5)
    with stage.step("ship"):
        stage.shop(f"/v1/orders/{order}/shipment")
    stage.advance(days=2)
    with stage.step("deliver"):
        stage.shop(f"/v1/orders/{order}/delivery", {})
    due = stage.stored(Order, order).due_at
    with stage.step("release"):
        stage.advance_to(due)
    assert stage.stored(Order, order).status == "closed"
