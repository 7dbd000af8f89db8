"""Headers as shop systems export them: each is of one layout, and says what it is said to."""

from pathlib import Path
from typing import Any

import pytest

from fenrun.histories.layouts import names, profile, profiles
from shared.domain.histories.header import faults_of, header_of, recognised
from shared.domain.histories.spelling import heading
from tests.unit.histories.files import Said, read, refused, said

HEADERS = {
    "shopify": (
        "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
        "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
        "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,"
        "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
        "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,"
        "Billing City,Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,"
        "Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,"
        "Shipping Zip,Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,"
        "Cancelled at,Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,"
        "Employee,Location,Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,"
        "Tax 1 Value,Tax 2 Name,Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,"
        "Tax 5 Name,Tax 5 Value,Phone,Receipt Number,Duties,Billing Province Name,"
        "Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At"
    ),
    "woocommerce": (
        "Order Number,Order Status,Order Date,Customer Note,First Name (Billing),"
        "Last Name (Billing),Company (Billing),Address 1&2 (Billing),City (Billing),"
        "State Code (Billing),Postcode (Billing),Country Code (Billing),Email (Billing),"
        "Phone (Billing),First Name (Shipping),Last Name (Shipping),Address 1&2 (Shipping),"
        "City (Shipping),State Code (Shipping),Postcode (Shipping),Country Code (Shipping),"
        "Payment Method Title,Cart Discount Amount,Order Subtotal Amount,Shipping Method Title,"
        "Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,"
        "Item #,Item Name,Quantity (- Refund),Item Cost,Coupon Code,Discount Amount,"
        "Discount Amount Tax"
    ),
    "woocommerce-orders": (
        "order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,"
        "tax_total,cart_discount,order_discount,discount_total,order_total,order_subtotal,"
        "order_currency,payment_method,payment_method_title,transaction_id,customer_ip_address,"
        "customer_user_agent,shipping_method,customer_id,customer_user,customer_email,"
        "billing_first_name,billing_city,shipping_first_name,shipping_city,customer_note,"
        "line_item_1,line_item_2"
    ),
    "taobao": (
        "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,"
        "买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,"
        "联系电话 ,联系手机,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,"
        "订单备注,宝贝总数量,"
        "店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,"
        "特权订金订单id,是否上传合同照片,是否上传小票,是否代付,定金排名,修改后的sku,修改后的收货地址,"
        "异常信息,天猫卡券抵扣,集分宝抵扣,是否是O2O交易,新零售交易类型,新零售导购门店名称,退款金额,预约门店,"
        "确认收货时间,打款商家金额,含应开票给个人的个人红包"
    ),
    "taobao-items": (
        "子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,订单状态,商家编码,买家会员名,"
        "买家应付货款,买家实付金额,买家应付邮费,退款状态,退款金额,订单创建时间,订单付款时间"
    ),
    "youzan-orders": (
        "订单号,订单状态,订单创建时间,买家付款时间,收货人手机号/提货人手机号,全部商品名称,商品种类数,"
        "订单实付金额,运费,收货人/提货人,收货人省份,收货人地区,详细收货地址/提货地址,买家昵称,优惠券码名称,分销员"
    ),
    "wechat-shop": (
        "订单号,订单下单时间,订单发货时间,订单确认收货时间,订单完成结算时间,订单状态,发货方式,收件人姓名,"
        "收件人地址,省,市,区,收件人手机,买家备注,商家备注,打标颜色,商品总价,订单实际支付金额,订单实际收款金额,"
        "订单运费,商品优惠,跨店优惠,商品改价,积分抵扣,支付方式,支付时间,交易单号,物流公司,快递单号,技术服务费,"
        "技术服务费（将以人气卡形式返还）,运费险预计投保费用,带货方式,带货账号类型,带货账号昵称,带货费用渠道,"
        "带货费用类型,带货费用,带货佣金率,礼物单号,商品名称,商品编码(平台),商品编码(自定义),SKU编码(自定义),"
        "商品属性,商品价格(单件),商品实际价格(单件),商品实际价格(总共),是否预售,商品数量,商品平台券优惠,"
        "商品平均运费,定制信息,定制预览图,商品发货,商品售后,商品已退款金额"
    ),
}

ORDERS: dict[str, list[dict[str, str]]] = {
    "woocommerce": [
        {
            "Order Number": "7", "Order Status": "Completed", "Order Date": "2024-04-01 00:09",
            "Email (Billing)": "a1@example.com", "SKU": sku, "Quantity (- Refund)": qty,
            "Item Cost": cost, "Cart Discount Amount": "118.00", "Order Shipping Amount": "10.00",
            "Order Refund Amount": "0", "Order Total Amount": "1190.00",
            "Order Total Tax Amount": "0",
        }
        for sku, qty, cost in (("tea", "2", "362.73"), ("cup", "1", "454.55"))
    ],
    "taobao-items": [
        {
            "子订单编号": f"{number}", "主订单编号": '="35153131473293579"', "购买数量": "1",
            "订单状态": status, "商家编码": sku, "买家会员名": "tb1", "买家实付金额": paid,
            "买家应付邮费": "10.00", "退款状态": state, "退款金额": back,
            "订单创建时间": "2024-04-01 00:09:58", "订单付款时间": "2024-04-01 00:10:05",
        }
        for number, sku, paid, status, state, back in (
            (1, "tea", "198.00", "交易成功", "没有申请退款", "无退款申请"),
            (2, "cup", "100.00", "交易成功", "退款成功", "40.00"),
            (3, "pot", "300.00", "交易关闭", "没有申请退款", "无退款申请"),
        )
    ],
    "wechat-shop": [
        {
            "订单号": "3718000000000000001\t", "订单下单时间": "2024-04-01 00:09:00",
            "支付时间": "2024-04-01 00:10", "订单状态": "已完成", "收件人手机": "13800000000",
            "订单实际支付金额": "208.00", "订单运费": "10.00", "商品名称": "龙井",
            "商品实际价格(总共)": "198.00", "商品数量": "1", "商品售后": "退款完成",
            "商品已退款金额": "98.00",
        }
    ],
    "youzan-orders": [
        {
            "订单号": "E1", "订单状态": "已发货", "买家付款时间": "2024-04-01 00:10",
            "买家昵称": "茶友一", "全部商品名称": "龙井(1件)", "订单实付金额": "208.00",
            "运费": "10.00",
        }
    ],
    "woocommerce-orders": [
        {
            "order_number": "7", "order_date": "4/1/2024 0:09", "status": "refunded",
            "customer_email": "a1@example.com", "order_total": "208.00",
            "shipping_total": "10.00", "tax_total": "0",
        }
    ],
}  # fmt: skip

SAID = {
    "woocommerce": Said(1, 1_180_00),
    "taobao-items": Said(1, 298_00, 40_00),
    "wechat-shop": Said(1, 198_00, 98_00),
    "youzan-orders": Said(1, 198_00),
    "woocommerce-orders": Said(1, 198_00, 198_00),
}


def content(layout: str) -> str:
    header = HEADERS[layout]
    rows = [",".join(row.get(name.strip(), "") for name in header.split(","))
            for row in ORDERS[layout]]  # fmt: skip
    return "\n".join([header, *rows, ""])


@pytest.mark.parametrize("layout", names())
def test_all_that_a_layout_knows_is_of_it_alone(layout: str) -> None:
    known = profile(layout)
    header = [each[0] for each in known.columns.values()]
    header += [name for name in known.marks if name not in header]
    header += [name for name in known.unused if name not in header and not name.endswith("*")]

    assert recognised(profiles(), header) == known
    assert list(faults_of(header_of(known, header))) == []


@pytest.mark.parametrize("layout", names())
def test_no_word_of_a_status_has_two_meanings(layout: str) -> None:
    known = profile(layout)
    for words in (known.statuses, known.refund_statuses):
        spelt = [heading(each) for texts in words.values() for each in texts]
        assert len(set(spelt)) == len(spelt)


@pytest.mark.parametrize("layout", HEADERS)
def test_a_header_as_it_is_exported_is_known_whole(layout: str) -> None:
    header = HEADERS[layout].split(",")
    found = recognised(profiles(), header)

    assert found is not None
    assert found.name == layout
    assert list(faults_of(header_of(found, header))) == []


def test_what_a_row_and_its_order_say_went_back_is_counted_once_freight_too(
    tmp_path: Path,
) -> None:
    header = "order_number,date,status,item_quantity,item_total,billing_email,shipping_total"
    text = (
        f"{header},order_total,item_refunded,refunded_total\n"
        "7,2024-04-01,completed,1,198.00,c1,10.00,208.00,208.00,208.00\n"
    )
    (order,) = read(tmp_path, text).history.orders

    assert (order.refunded_fen, order.freight_refunded_fen) == (198_00, 10_00)
    assert "rows give back 208.00, the order 218.00" in refused(
        tmp_path, text.replace("208.00\n", "218.00\n")
    )


@pytest.mark.parametrize("layout", ORDERS)
def test_its_orders_are_read_to_the_fen(tmp_path: Path, layout: str) -> None:
    wanted: dict[str, Any] = {"dates": "month_first"} if layout == "woocommerce-orders" else {}

    assert said(read(tmp_path, content(layout), **wanted)) == SAID[layout]


@pytest.mark.parametrize(
    ("layout", "written", "instead", "told"),
    [
        ("woocommerce", "362.73", "372.73", "goods are 1180.00, but prices 1200.01 less 118.00"),
        ("woocommerce", "1190.00", "1191.00", "order 7 has 1190.00 and 1191.00 in one column"),
        (
            "wechat-shop",
            "208.00",
            "207.00",
            "its rows are 198.00 and freight 10.00, the order",
        ),
        ("wechat-shop", "退款完成", "退款关闭", "the refund's state says none, the amount 98.00"),
        ("wechat-shop", "退款完成", "平台介入", "商品售后 is '平台介入', a state of refunds"),
        ("taobao-items", "无退款申请", "400.00", "the refund's state says none, the amount 400.00"),
        ("taobao-items", "40.00", "400.00", "退款金额 is '400.00', more than the amount"),
        (
            "taobao-items",
            '="35153131473293579"',
            "3.51531E+16",
            "a spreadsheet has shortened",
        ),
        (
            "youzan-orders",
            ",运费,",
            ",导购,",
            "no column 运费, 邮费, which the layout",
        ),
        (
            "youzan-orders",
            "208.00",
            "5.00",
            "5.00 was paid in all, less than freight",
        ),
        ("woocommerce-orders", "4/1/2024", "1 Ap 2024", "order_date is '1 Ap 2024 0:09'"),
    ],
)
def test_what_contradicts_itself_is_refused(
    tmp_path: Path, layout: str, written: str, instead: str, told: str
) -> None:
    text = content(layout)
    assert written in text
    assert told in refused(tmp_path, text.replace(written, instead, 1))
