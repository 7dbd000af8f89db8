"""`fenrun odd-notices`: what does not fit, listed, shown and decided in the terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fenrun.client import Stack
from infra.local.wechat.keys import StandInKeys
from infra.local.wechat.signing import signed_headers
from shared.adapters.wechat.config import PAYMENT_NOTICES
from tests.http.api_bench import ORDER
from tests.http.running_fenrun import fenrun, running_fenrun
from tests.http.test_api_notices import notice, payment


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with running_fenrun(tmp_path) as stack:
        yield stack


def odd(stack: Stack, data: Path, amount_fen: int) -> tuple[str, str]:
    """An order, and what is kept of a payment of another sum for it."""
    keys = StandInKeys.load(data)
    order_id = stack.storefront().call("POST", "/v1/orders", ORDER)["order_id"]
    content = payment(keys, order_id)
    content["amount"]["total"] = amount_fen
    body = notice(keys, "TRANSACTION.SUCCESS", content)
    url, headers = stack.url + PAYMENT_NOTICES, {**signed_headers(keys, body)}
    assert stack.anybody().send_raw("POST", url, body, headers).status_code == 204
    return order_id, f"wechat:{content['transaction_id']}"


def said(data: Path, *words: str) -> str:
    result = fenrun(data, "odd-notices", *words)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_it_is_listed_shown_with_what_to_do_and_taken_by_two(stack: Stack, tmp_path: Path) -> None:
    assert said(tmp_path, "list") == "没有找到 nothing is found\n"
    order_id, kept = odd(stack, tmp_path, 10_001)

    assert said(tmp_path, "list").splitlines() == [
        f"{kept}  待处理 open  ¥100.01",
        f"    2025-04-02 10:00:00  amount_mismatch  {order_id}",
    ]
    assert kept in said(tmp_path, "list", "--csv", "-", "--as", "operator:li")
    shown = said(tmp_path, "show", kept)
    assert "应为 expected" in shown
    assert "100.00" in shown
    assert "如何处理 what to do" in shown
    assert "take (认作该订单的付款 take it as the order's payment)" in shown

    proposed = said(tmp_path, "resolve", kept, "take", "--reason", "a tip, as he says")
    proposal, how = proposed.split(" ", 1)
    assert how.startswith(f"等待财务审批 waits for finance:\n  fenrun approve {proposal} --seen 1 ")
    assert fenrun(tmp_path, "approve", proposal, "--by", "fay").exit_code == 0
    assert "已认作付款 taken as the payment  finance: a tip, as he says" in said(
        tmp_path, "show", kept
    )
    assert said(tmp_path, "list", "--resolved").startswith(f"{kept}  已处理 resolved  ¥100.01\n")


def test_what_nobody_has_to_do_anything_about_is_noted_by_one(stack: Stack, tmp_path: Path) -> None:
    _, kept = odd(stack, tmp_path, 9_999)
    told = said(tmp_path, "resolve", kept, "note", "--reason", "paid back at the counter")
    assert told == f"{kept} 已注明 noted\n"
    again = fenrun(tmp_path, "odd-notices", "resolve", kept, "note", "--reason", "once more")
    assert (again.exit_code, "已处理" in again.output) == (1, True)
