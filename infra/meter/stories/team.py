"""Three people of whom each has joined under the one before, and a buyer of the last."""

from infra.meter.stage import Stage

CHAIN = ("upline-of-upline-0001", "upline-0001", "promoter-0001")
BUYER = "oXa1b2c3d4e5f6g7h8i9j0k1l2m3"
"""As long as WeChat's openids are."""

PRICES = (19_900, 9_900)


def gather(stage: Stage) -> None:
    """Enrol the team and bind the buyer."""
    for upline, name in zip((None, *CHAIN), CHAIN, strict=False):
        enrol(stage, name, upline)
    code = stage.person("distributor", CHAIN[-1], "/v1/me/links")["code"]
    stage.shop("/v1/bindings", {"buyer": BUYER, "code": code})
    stage.settle()


def enrol(stage: Stage, name: str, upline: str | None) -> None:
    """Let a person join."""
    new = {"distributor": name, "upline": upline, "openid": f"openid-{name}"}
    stage.person("operator", "clerk", "/v1/distributors", new)


def place(stage: Stage, buyer: str = BUYER) -> str:
    """Place an order of two lines; give its id."""
    lines = [
        {"line": number, "sku": f"TEA-2026-{number:03d}", "qty": 2, "price_fen": price}
        for number, price in enumerate(PRICES, start=1)
    ]
    order: str = stage.shop("/v1/orders", {"buyer": buyer, "lines": lines})["order_id"]
    return order
