"""The sample brand: its products, its distributors and the plan it pays them by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Product:
    """Something the sample brand sells; the price is in fen."""

    sku: str
    name: str
    name_zh: str
    price_fen: int


TEA = Product("longjing-100g", "Longjing tea", "西湖龙井 100 g", 198_00)
CUP = Product("celadon-cup", "celadon cup", "龙泉青瓷杯", 66_00)
TIN = Product("tea-tin", "tea tin", "马口铁茶罐", 39_00)

CATALOGUE = (TEA, CUP, TIN)
"""What demo orders are made of: the storefront sends prices, Fenrun keeps no catalogue."""

UPLINES: dict[str, str | None] = {"C": None, "B": "C", "A": "B"}
"""The distributors by id, each with who brought him, uplines first."""

PLAN = "depth-10-5-2"
"""Who promotes an order earns 10 %, the one above him 5 %, the next 2 %."""

BUYER = "lin"
