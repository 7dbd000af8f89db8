"""Orders of the same three payees that live side by side: what each costs where orders are many.

Each act comes for all of them before the stream is read, and all are due in the same second.
"""

from collections import Counter

from infra.meter.stage import Stage
from infra.meter.stories.team import gather, place, run_out


def play(orders: int, stage: Stage) -> None:
    """So many whole lives, each step shared out among them."""
    gather(stage)
    with stage.step("create"):
        placed = [place(stage) for _ in range(orders)]
    with stage.step("pay"):
        _pay(stage, placed)
    stage.advance(hours=5)
    with stage.step("ship"):
        _tell(stage, placed, "shipment")
    stage.advance(days=2)
    with stage.step("deliver"):
        _tell(stage, placed, "delivery", {})
    run_out(stage, placed[0], "release")
    _share(stage, orders)


def _pay(stage: Stage, orders: list[str]) -> None:
    _tell(stage, orders, "payment")
    for order in orders:
        stage.laptop.channel.pay(order)


def _tell(stage: Stage, orders: list[str], fact: str, body: object = None) -> None:
    for order in orders:
        stage.shop(f"/v1/orders/{order}/{fact}", body)


def _share(stage: Stage, orders: int) -> None:
    for name, together in stage.steps.items():
        stage.steps[name] = Counter({what: much / orders for what, much in together.items()})
