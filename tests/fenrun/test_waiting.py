"""`fenrun waiting`: what waits for whom, with the command that goes on."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.http.running_fenrun import fenrun, told_in
from tests.laptop_bench import Bench, running
from tests.long_ago import begun, failed_payout


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with running(data_dir=tmp_path) as bench, told_in(tmp_path, bench.laptop):
        yield bench


def shown(data: Path) -> str:
    result = fenrun(data, "waiting")
    assert result.exit_code == 0, result.output
    return result.stdout


def bill(bench: Bench, payout: str) -> str:
    (part,) = bench.payout(payout).parts
    return part.bill_no


def test_everything_waits_under_the_name_of_whom_it_waits_for(bench: Bench, tmp_path: Path) -> None:
    begun(bench.laptop.ports.store, bench.now - timedelta(days=100))
    assert shown(tmp_path) == "没有等待处理的事项 nothing waits for anybody\n"

    order = bench.paid_order()
    bench.laptop.channel.behave("refuse", operation="refund")
    refund = bench.refund(order, 5_000, line=2)
    team = bench.with_money(10_000)
    failed = bench.withdraw(team.upline, 200)
    bench.laptop.channel.decline(bill(bench, failed))
    bench.settle()
    bench.start_settlement("2024")
    confirming = bench.withdraw(team.promoter, 300)
    bench.laptop.channel.behave("not_enough", operation="transfer")
    unknown = bench.withdraw(team.promoter, 200)

    for days in (31, 100):
        old = failed_payout(f"OLD{days}", team.upline, bench.now - timedelta(days=days))
        bench.laptop.ports.store.commit([old])

    short = bench.placed_order()
    bench.post(f"/v1/orders/{short}/payment")
    bench.laptop.channel.pay(short, amount_fen=14_000)
    bench.settle()

    queues = shown(tmp_path)
    assert re.search(
        rf"渠道所报与我方不符 .*\(\d, .*\)\n(  .*\n)*  wechat:\S+  {short}  ¥140\.00", queues
    )
    assert re.search(r"等待第二人批准 .*\(1\)\n  \w{26}  结算 settlement  2024  fiona", queues)
    assert re.search(rf"微信确认 .*\(1, ¥3\.00\)\n  {confirming}  \S+  ¥3\.00  至 until", queues)
    assert re.search(rf"等待支付渠道答复.*\(1, ¥2\.00\)\n  {unknown}  \S+  ¥2\.00\n", queues)
    assert re.search(rf"等待财务：打款失败 .*\(3, ¥4\.00\)\n  {failed}  .*PAYEE_REFUSED", queues)
    assert all(f"  {old}  {team.upline}  ¥1.00\n" in queues for old in ("OLD31", "OLD100"))
    assert re.search(rf"等待人工退款 .*\(1, ¥50\.00\)\n  {refund}  {order}  ¥50\.00", queues)
    assert f"→ fenrun retry PAYOUT --reason … --data {tmp_path}" in queues

    asked = fenrun(tmp_path, "retry", failed, "--reason", "he can", "--by", "li").stdout
    assert fenrun(tmp_path, "approve", asked.split()[0], "--by", "wang").exit_code == 0
    assert failed not in shown(tmp_path)
