"""A year of an invented shop, the same orders as each shop system exports them."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from random import Random
from typing import Literal

from shared.domain.money import spread, yuan

State = Literal["done", "shipped", "refunded", "unpaid", "closed"]

GOODS = {"tea-100g": 199_00, "cup-1": 88_50, "pot-2": 459_99, "gift": 9_90}
NAMES = ("茶友", "Lin", "张", "a1@example.com", "wx_")


@dataclass(frozen=True)
class SoldLine:
    sku: str
    qty: int
    price: int
    paid: int


@dataclass(frozen=True)
class Sold:
    number: str
    buyer: str
    at: datetime
    state: State
    lines: Sequence[SoldLine]
    discount: int
    freight: int
    refunded: int

    @property
    def goods(self) -> int:
        return sum(line.paid for line in self.lines)

    @property
    def total(self) -> int:
        return self.goods + self.freight

    @property
    def by_line(self) -> list[int]:
        """Refunds: in part of single lines, whole of several, so that each layout can say them."""
        return spread(self.refunded, [line.paid for line in self.lines])

    @property
    def is_paid(self) -> bool:
        return self.state not in ("unpaid", "closed")


def year(orders: int, seed: int) -> list[Sold]:
    dice = Random(seed)
    at = datetime.fromisoformat("2024-01-01T08:30:05")
    made = []
    for number in range(orders):
        at += timedelta(minutes=dice.randrange(60, 960))
        made.append(_sold(dice, number, at))
    return made


def _sold(dice: Random, number: int, at: datetime) -> Sold:
    skus = dice.sample(sorted(GOODS), dice.choice((1, 1, 1, 2, 3)))
    asked = [(sku, dice.randrange(1, 4)) for sku in skus]
    prices = [GOODS[sku] * qty for sku, qty in asked]
    discount = dice.choice((0, 0, 0, 5_00, 3_33, sum(prices) // 7))
    paid = spread(sum(prices) - discount, prices)
    state: State = dice.choices(
        ("done", "shipped", "refunded", "unpaid", "closed"), (70, 10, 4, 8, 8)
    )[0]
    return Sold(
        number=f"37180000000{number:08d}",
        buyer=f"{dice.choice(NAMES)}{dice.randrange(1, 300)}",
        at=at,
        state=state,
        lines=[
            SoldLine(sku, qty, GOODS[sku], fen) for (sku, qty), fen in zip(asked, paid, strict=True)
        ],
        discount=discount,
        freight=dice.choice((0, 0, 10_00, 6_50)),
        refunded=_refunded(dice, state, paid),
    )


def _refunded(dice: Random, state: State, paid: Sequence[int]) -> int:
    if state == "refunded":
        return sum(paid)
    if state in ("unpaid", "closed") or len(paid) > 1 or dice.random() > 0.1:
        return 0
    return dice.randrange(1, paid[0] + 1)


def thousands(fen: int) -> str:
    return f"{fen // 100:,}.{fen % 100:02d}"


def table(header: str, rows: Iterable[Sequence[object]], separator: str = ",") -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue()


def plain(orders: Sequence[Sold]) -> bytes:
    rows = (
        (each.number, each.buyer, each.at.date(), line.sku, line.qty, yuan(line.paid),
         yuan(back), yuan(each.freight), "paid" if each.is_paid else "closed")
        for each in orders for line, back in zip(each.lines, each.by_line, strict=True)
    )  # fmt: skip
    return table("order,buyer,date,sku,qty,amount,refunded,freight,status", rows).encode()


def shopify(orders: Sequence[Sold]) -> bytes:
    header = (
        "Name,Email,Financial Status,Paid at,Fulfillment Status,Currency,Subtotal,Shipping,Taxes,"
        "Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,"
        "Lineitem price,Lineitem sku,Billing Name,Cancelled at,Refunded Amount,Lineitem discount"
    )
    states = {"done": "paid", "shipped": "paid", "unpaid": "pending", "closed": "voided"}
    rows = []
    for each in orders:
        at = f"{each.at} +0800"
        state = states.get(each.state, "refunded")
        if each.refunded and each.state != "refunded":
            state = "partially_refunded"
        own: list[object] = [
            state, at if each.is_paid else "", "fulfilled", "CNY", yuan(each.goods),
            yuan(each.freight), "0.00", yuan(each.total), "", yuan(each.discount),
        ]  # fmt: skip
        for place, line in enumerate(each.lines):
            first = place == 0
            rows.append((
                f"#{each.number}", each.buyer, *(own if first else [""] * len(own)), at, line.qty,
                f"Item {line.sku}", yuan(line.price), line.sku, "A One" if first else "",
                at if first and each.state == "closed" else "",
                yuan(each.refunded) if first else "", "0.00",
            ))  # fmt: skip
    return table(header, rows).encode()


def woocommerce(orders: Sequence[Sold]) -> bytes:
    header = (
        "Order Number,Order Status,Order Date,Paid Date,Email (Billing),SKU,Item Name,Quantity,"
        "Item Cost,Cart Discount Amount,Order Shipping Amount,Order Refund Amount,"
        "Order Total Amount,Order Total Tax Amount,Payment Method Title"
    )
    states = {
        "done": "Completed", "shipped": "Processing", "refunded": "Refunded",
        "unpaid": "Pending payment", "closed": "Cancelled",
    }  # fmt: skip
    rows = (
        (each.number, states[each.state], f"{each.at:%Y-%m-%d %H:%M}",
         f"{each.at:%Y-%m-%d %H:%M}" if each.is_paid else "", each.buyer, line.sku, "Item",
         line.qty, yuan(line.price), yuan(each.discount), yuan(each.freight), yuan(each.refunded),
         yuan(each.total), "0.00", "WeChat Pay")
        for each in orders for line in each.lines
    )  # fmt: skip
    return (
        table(header, rows, ";").replace(".", ",").replace("@example,com", "@example.com").encode()
    )


def youzan(orders: Sequence[Sold]) -> bytes:
    header = (
        "订单号,订单类型,订单状态,订单创建时间,买家付款时间,买家,商品名称,规格编码,商品数量,商品单价,"
        "商品实付金额,订单实付金额,运费,商品退款状态,商品已退款金额,分销员"
    )
    states = {
        "done": "交易完成", "shipped": "已发货", "refunded": "交易完成", "unpaid": "待付款",
        "closed": "交易关闭",
    }  # fmt: skip
    rows = (
        (f"{each.number}\t", "普通订单", states[each.state], each.at,
         each.at if each.is_paid else "", each.buyer, "龙井", line.sku, line.qty, yuan(line.price),
         thousands(line.paid), thousands(each.total), yuan(each.freight),
         "部分退款" if back else "", yuan(back), "")
        for each in orders for line, back in zip(each.lines, each.by_line, strict=True)
    )  # fmt: skip
    return table(header, rows).encode("utf-8-sig")


def taobao(orders: Sequence[Sold]) -> bytes:
    header = (
        "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货地址 ,"
        "订单创建时间,订单付款时间 ,宝贝标题 ,宝贝总数量,店铺名称,退款金额"
    )
    states = {
        "done": "交易成功", "shipped": "卖家已发货，等待买家确认", "refunded": "交易成功",
        "unpaid": "等待买家付款", "closed": "交易关闭",
    }  # fmt: skip
    rows = (
        (f'="{each.number}"', each.buyer, yuan(each.goods), yuan(each.freight), yuan(each.total),
         yuan(each.total if each.is_paid else 0), states[each.state], "浙江省", each.at,
         each.at if each.is_paid else "", "，".join(line.sku for line in each.lines),
         sum(line.qty for line in each.lines), "茶店", yuan(each.refunded))
        for each in orders
    )  # fmt: skip
    return table(header, rows).encode("gbk")


def wechat_shop(orders: Sequence[Sold]) -> bytes:
    header = (
        "订单号,下单时间,支付时间,订单状态,买家身份标识,商品名称,商品编码,商品数量,"
        "商品实付总价（元）,订单实际支付金额（元）,运费（元）,售后状态,退款金额（元）"
    )
    states = {
        "done": "已完成", "shipped": "待收货", "refunded": "已完成", "unpaid": "待付款",
        "closed": "已取消",
    }  # fmt: skip
    rows = (
        (f"{each.number}\t", _slashes(each.at), _slashes(each.at) if each.is_paid else "",
         states[each.state], each.buyer, "龙井", line.sku, line.qty, f"¥{thousands(line.paid)}",
         f"¥{thousands(each.total)}", f"¥{yuan(each.freight)}", "退款完成" if back else "",
         f"¥{thousands(back)}")
        for each in orders for line, back in zip(each.lines, each.by_line, strict=True)
    )  # fmt: skip
    return table(header, rows).encode("utf-8-sig")


def _slashes(at: datetime) -> str:
    return f"{at.year}/{at.month}/{at.day} {at.hour}:{at:%M}"


LAYOUTS: Mapping[str, Callable[[Sequence[Sold]], bytes]] = {
    "shopify": shopify,
    "woocommerce": woocommerce,
    "youzan": youzan,
    "taobao": taobao,
    "wechat-shop": wechat_shop,
}
