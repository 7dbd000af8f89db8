from infra.commands.happened import happened

RELEASED = {"from": "pending", "to": "available", "amount_fen": 3366}
PAID = {"from": "brand:commission", "to": "pending", "amount_fen": 5100}


def ledger(orders, movements):
    return {"orders": orders, "movements": movements}


def test_orders_that_moved_and_money_that_moved_are_named():
    before = ledger({"paid": 2, "closed": 1}, [PAID])
    after = ledger({"paid": 1, "closed": 2}, [PAID, RELEASED])
    assert happened(before, after) == [
        "订单 orders: +1 已关闭 closed, -1 已付款 paid",
        "佣金 commission: 33.66 待结算 pending → 可提现 available",
    ]


def test_only_what_came_on_top_counts():
    after = ledger({}, [{**PAID, "amount_fen": 5200}])
    assert happened(ledger({}, [PAID]), after) == [
        "佣金 commission: 1.00 brand:commission → 待结算 pending"
    ]


def test_nothing_is_said_to_be_nothing():
    same = ledger({"paid": 2}, [PAID])
    assert happened(same, same) == [
        "没有订单变更状态，没有佣金变动 no order changed its status, no commission moved"
    ]
