"""`fenrun waiting`: what waits for whom, with the command that goes on; it fits on a screen."""

import re
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.cells import cell_len
from rich.console import Console

from fenrun.terminal.there import DEFAULT_DATA
from infra.commands.welcome import print_welcome
from tests.http.running_fenrun import SCREEN, fenrun, told_in, too_wide
from tests.laptop_bench import Bench, running
from tests.long_ago import begun, failed_payout

WHY = ("--reason", "he has his phone again")


class Scene(NamedTuple):
    """Something that waits in every queue."""

    refund: str
    order: str
    failed: str
    confirming: str
    unknown: str
    short: str
    payee: str
    top: str


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fenrun")


@pytest.fixture(scope="module")
def bench(data: Path) -> Iterator[Bench]:
    with running(data_dir=data) as bench, told_in(data, bench.laptop):
        yield bench


@pytest.fixture(scope="module")
def scene(bench: Bench, data: Path) -> Scene:
    begun(bench.laptop.ports.store, bench.now - timedelta(days=100))
    assert shown(data) == "没有等待处理的事项 nothing waits for anybody\n"
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
    return Scene(refund, order, failed, confirming, unknown, short, team.promoter, team.upline)


def shown(data: Path, *words: str) -> str:
    result = fenrun(data, *(words or ("waiting",)))
    assert result.exit_code == 0, result.output
    return result.stdout


def bill(bench: Bench, payout: str) -> str:
    (part,) = bench.payout(payout).parts
    return part.bill_no


def test_everything_waits_under_the_name_of_whom_it_waits_for(scene: Scene, data: Path) -> None:
    queues = shown(data)
    assert re.search(
        rf"渠道所报与我方不符 .*\(\d, .*\)\n(  .*\n)*  wechat:\S+  ¥140\.00\n      .*{scene.short}",
        queues,
    )
    assert re.search(
        r"等待第二人批准 .*\(1, ¥15\.00\)\n  \w{26}  结算 settlement  ¥15\.00\n"
        r"      2024 的结算 the settlement of 2024\n      fiona  2025-",
        queues,
    )
    assert re.search(
        rf"微信确认 .*\(1, ¥3\.00\)\n  {scene.confirming}  {scene.payee}  ¥3\.00\n      至 until",
        queues,
    )
    assert re.search(rf"等待支付渠道答复.*\(1, ¥2\.00\)\n  {scene.unknown}  \S+  ¥2\.00\n", queues)
    assert re.search(
        rf"等待财务：打款失败 .*\(3, ¥4\.00\)\n  {scene.failed}  .*\n      PAYEE_REFUSED", queues
    )
    assert all(f"  {old}  {scene.top}  ¥1.00\n" in queues for old in ("OLD31", "OLD100"))
    assert re.search(
        rf"等待人工退款 .*\(1, ¥50\.00\)\n  {scene.refund}  ¥50\.00\n      {scene.order}", queues
    )
    assert f"→ fenrun retry PAYOUT --reason … --data {data}" in queues


def test_what_is_paid_again_waits_no_more(scene: Scene, bench: Bench, data: Path) -> None:
    failed = bench.withdraw(scene.payee, 100)
    bench.laptop.channel.decline(bill(bench, failed))
    bench.settle()
    assert failed in shown(data)
    proposal = shown(data, "retry", failed, *WHY, "--by", "li").split()[0]
    listed = shown(data, "approvals")
    assert re.search(rf"{proposal}  失败重打 payout tried again  {scene.payee}  ¥1\.00\n", listed)
    assert f"    打款 {failed} payout {failed}\n" in listed
    whole = shown(data, "approvals", proposal)
    assert re.search(r"金额 amount +¥1\.00", whole)
    assert re.search(r"失败转账 failed +\w{28}: PAYEE_REFUSED", whole)
    assert "amount_fen" not in whole
    assert "{" not in whole
    assert fenrun(data, "approve", proposal, "--by", "wang").exit_code == 0
    assert failed not in shown(data)


def test_everything_fits_on_a_screen(scene: Scene, data: Path) -> None:
    award = ("call", "POST", f"/v1/distributors/{scene.payee}/awards")
    shown(data, *award, '{"amount_fen":100,"reason":"the best of the month"}', "--as", "operator")
    transfer = ("call", "POST", f"/v1/distributors/{_other(data)}/transfer-proposals")
    shown(data, *transfer, f'{{"to":"{scene.top}","reason":"moved"}}', "--as", "operator")
    account = ("account", "open", "icbc", "--bank", "ICBC Shanghai", "--holder", "Brand Co.")
    shown(data, *account, "--number", "6222020000001", "--reason", "opened")
    retry = shown(data, "retry", scene.failed, *WHY, "--by", "li").split()[0]
    notice = shown(data, "odd-notices", "list").split()[0]
    lines = [
        line
        for words in (
            ("approvals",),
            *(("approvals", each) for each in re.findall(r"(?m)^\w{26}", shown(data, "approvals"))),
            ("approve", retry, "--by", "li"),
            ("reject", retry, "--seen", "2", "--reason", "no", "--by", "wang"),
            ("waiting",),
            ("odd-notices", "list"),
            ("odd-notices", "show", notice),
            ("odd-notices", "resolve", notice, "pay_back", "--reason", "he wants it"),
            ("retry", scene.failed, *WHY),
            ("retry", scene.unknown, *WHY),
            ("settle", "2023"),
            ("settle", "2024"),
            ("payout-account", scene.payee, "openid-new", "--reason", "he told us"),
            ("settlements",),
            ("payouts",),
            ("withdraw", retry, "--by", "li"),
        )
        for line in too_wide(data, *words)
    ]
    assert lines == []


def test_what_make_run_says_of_itself_fits_on_a_screen(bench: Bench) -> None:
    said = StringIO()
    print_welcome(Console(file=said, width=SCREEN), bench.laptop, DEFAULT_DATA)
    about, _, _ = said.getvalue().partition("Try 试一试")
    assert "Not emulated 未模拟" in about
    assert [line for line in about.splitlines() if cell_len(line.rstrip()) > SCREEN] == []


def _other(data: Path) -> str:
    """Somebody who stands under nobody of the scene."""
    return shown(data, "distributors", "--name", "promoter").split()[0]
