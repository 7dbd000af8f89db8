"""Three people of whom each has joined under the one before, and a buyer of the last."""

from infra.meter.stage import Stage
from shared.domain.events.feed import SHARDS, Entry
from shared.domain.orders.order import Order
from shared.usecases.events.pages import append

CHAIN = tuple(f"01JQ8Z5X6Y7W8V9T0S1R2Q3P4{letter}" for letter in "ABC")
"""As long as a platform's ids are that are ULIDs."""

BUYER = "oXa1b2c3d4e5f6g7h8i9j0k1l2m3"
"""As long as WeChat's openids are."""

PRICES = (19_900, 9_900)


def gather(stage: Stage) -> None:
    """Enrol the team, bind the buyer, and warm everything up with a first order."""
    for upline, name in zip((None, *CHAIN), CHAIN, strict=False):
        enrol(stage, name, upline)
    code = stage.person("distributor", CHAIN[-1], "/v1/me/links")["code"]
    stage.shop("/v1/bindings", {"buyer": BUYER, "code": code})
    order = released(stage)
    _let_the_back_office_know(stage, order)


def _let_the_back_office_know(stage: Stage, order: str) -> None:
    """Let something have arrived in each shard of the shop's feed, as its first orders would."""
    told = Entry(subject=f"order/{order}", numbers=(1,))
    with stage.tally.unmetered():
        for shard in range(SHARDS):
            append(stage.laptop.ports, "storefront:shop", shard, [told])


def enrol(stage: Stage, name: str, upline: str | None = None) -> None:
    """Let a person join."""
    new = {"distributor": name, "upline": upline, "openid": f"openid-{name}"}
    stage.person("operator", "clerk", "/v1/distributors", new)
    stage.settle()


def place(stage: Stage) -> str:
    """Place an order of two lines; give its id."""
    lines = [
        {"line": number, "sku": f"TEA-2026-{number:03d}", "qty": 2, "price_fen": price}
        for number, price in enumerate(PRICES, start=1)
    ]
    order: str = stage.shop("/v1/orders", {"buyer": BUYER, "lines": lines})["order_id"]
    return order


def pay(stage: Stage, order: str) -> None:
    """Let the customer pay by the code that he is given."""
    stage.shop(f"/v1/orders/{order}/payment")
    stage.laptop.channel.pay(order)
    stage.settle()


def ship(stage: Stage, order: str) -> None:
    """The parcel leaves."""
    stage.shop(f"/v1/orders/{order}/shipment")
    stage.settle()


def deliver(stage: Stage, order: str) -> None:
    """The parcel arrives."""
    stage.shop(f"/v1/orders/{order}/delivery", {})
    stage.settle()


def run_out(stage: Stage, order: str, step: str) -> None:
    """Let the time be over that the order waits for: a step of its own."""
    due = stage.stored(Order, order).due_at
    with stage.step(step):
        stage.advance_to(due)


def released(stage: Stage) -> str:
    """Live an order's whole life; give its id."""
    order = place(stage)
    pay(stage, order)
    ship(stage, order)
    deliver(stage, order)
    stage.advance_to(stage.stored(Order, order).due_at)
    return order
