"""`fenrun retry`: what failed or is not known, tried again from a terminal."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.http.running_fenrun import fenrun, told_in
from tests.laptop_bench import Bench, running

WHY = ("--reason", "the account was topped up")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fenrun")


@pytest.fixture(scope="module")
def bench(data: Path) -> Iterator[Bench]:
    with running(data_dir=data) as bench, told_in(data, bench.laptop):
        yield bench


@pytest.fixture
def payee(bench: Bench) -> str:
    return bench.with_money(10_000).promoter


def test_what_failed_is_proposed_and_paid_again(bench: Bench, payee: str, data: Path) -> None:
    payout = bench.withdraw(payee, 600)
    (part,) = bench.payout(payout).parts
    early = fenrun(data, "retry", payout, *WHY)
    assert (early.exit_code, "may still succeed" in early.output) == (1, True)

    declined = fenrun(data, "decline", payout)
    assert (declined.exit_code, declined.stdout) == (
        0,
        f"{payout}: 6.00 of 6.00 declined; 未到账 not paid\n",
    )
    again = fenrun(data, "decline", payout)
    assert (
        again.exit_code,
        "waits for no confirmation; its transfers: failed" in again.stderr,
    ) == (
        1,
        True,
    )
    assert bench.laptop.channel.state()["transfer"][part.bill_no]["state"] == "FAIL"
    proposed = fenrun(data, "retry", payout, *WHY, "--by", "li")
    assert proposed.exit_code == 0, proposed.output
    found = re.search(
        r"^(\w{26}) 等待另一位财务人员批准 .*:\n  fenrun approve \1 --seen 1", proposed.stdout
    )
    assert found
    shown = fenrun(data, "approvals", found[1]).stdout
    assert "失败重打 payout tried again" in shown
    assert "PAYEE_REFUSED" in shown
    assert fenrun(data, "approve", found[1], "--by", "wang").exit_code == 0
    assert bench.payout(found[1]).retry_of == payout


def test_what_is_not_known_is_asked_about(bench: Bench, payee: str, data: Path) -> None:
    bench.laptop.channel.behave("not_enough", operation="transfer")
    payout = bench.withdraw(payee, 600)
    asked = fenrun(data, "retry", payout, *WHY)
    assert asked.exit_code == 0, asked.output
    assert asked.stdout.startswith(f"{payout} 立即查询支付渠道")
