import io
from decimal import Decimal

from rich.console import Console

from infra.replay.acts import Tally
from infra.replay.report import Outcome, print_report
from infra.replay.rule import Rule

LEDGER = {
    "entries": 12,
    "sum_fen": 0,
    "accounts": {"brand:commission": -1160, "paid": 1160},
    "movements": [
        {"from": "pending", "to": "available", "amount_fen": 1000},
        {"from": "brand:commission", "to": "available", "amount_fen": 400},
        {"from": "brand:commission", "to": "held", "amount_fen": 70},
        {"from": "held", "to": "available", "amount_fen": 60},
        {"from": "held", "to": "brand:commission", "amount_fen": 10},
        {"from": "available", "to": "reserved", "amount_fen": 1160},
        {"from": "reserved", "to": "paid", "amount_fen": 1160},
        {"from": "available", "to": "brand:commission", "amount_fen": 250},
        {"from": "debt", "to": "brand:commission", "amount_fen": 50},
    ],
    "orders": {"closed": 9},
    "broken_chains": [],
    "lost_entries": [],
    "wrong_balances": [],
}


def printed(**ledger):
    tally = Tally()
    tally.count("order")
    tally.refuse("order", "amount_zero")
    out = io.StringIO()
    outcome = Outcome("r1", Rule(seed=7), 2, tally, {**LEDGER, **ledger}, 4.0)
    print_report(Console(file=out, width=120), outcome)
    return outcome, [" ".join(line.split()) for line in out.getvalue().splitlines()]


def test_it_tells_what_happened_and_where_the_money_is():
    outcome, lines = printed()

    assert outcome.in_order
    assert lines[0].startswith("重放 Replay r1: seed 7; alone 10 %, joins 20 %, late 5 %,")
    for line in (
        "读入订单 Orders read 2",
        "下单并支付 Orders placed and paid 1",
        "拒绝 Refused: order, amount_zero 1",
        "现状 Orders now closed 9",
        "解冻 Released 10.60",
        "奖励 Awards 4.00",
        "· 另冻结 beside that, held; Released counts it later 0.70",
        "追回 Clawed back after release 3.00",
        "· 形成欠款 of that, into debt 0.50",
        "打款 Paid out 11.60",
        "brand:commission -11.60",
        "12 journal entries sum to 0.00: in order 账目相符",
        "2 orders in 4 s: 0.5 orders a second",
    ):
        assert line in lines


def test_what_was_released_and_awarded_less_what_was_taken_back_is_what_was_paid_out():
    _, lines = printed()

    def said(name):
        return next(Decimal(row.split()[-1]) for row in lines if row.startswith(f"{name} "))

    assert said("解冻") + said("奖励") - said("追回") == said("打款")


def test_a_ledger_that_is_not_in_order_is_told_item_by_item():
    outcome, lines = printed(sum_fen=1, wrong_balances=["A:debt"], broken_chains=["ORDER#[o1]"])

    assert not outcome.in_order
    assert "hash chain broken 哈希链断裂: ORDER#[o1]" in lines
    assert "stored balance differs from the journal 余额与分录不符: A:debt" in lines
    assert "12 journal entries sum to 0.01: NOT IN ORDER 账目不符" in lines
