"""Lists in the terminal: two lines an item at 80 columns, filters as options, CSV into a file."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from rich.cells import cell_len

from fenrun.client import Stack
from fenrun.commands import lists, webhooks
from shared.domain.orders.kept_order import Status
from shared.domain.payouts.payouts import PayoutState
from shared.domain.payouts.settlements import SettlementState
from shared.domain.webhooks.deliveries import DeliveryState
from shared.domain.webhooks.webhooks import WebhookStatus
from tests.http.running_fenrun import fenrun, running_fenrun

LINES = [{"line": 1, "sku": "tee", "qty": 1, "price_fen": 19_800}]


@pytest.fixture(scope="module")
def brand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stack, Path]]:
    data = tmp_path_factory.mktemp("brand")
    with running_fenrun(data, workflows=True) as stack:
        operator = stack.person("operator", "ops")
        for name, upline in (("B", None), ("A", "B")):
            body = {"distributor": name, "upline": upline, "name": f"{name} 陈"}
            operator.post("/v1/distributors", body)
        stack.person("distributor", "A").post("/v1/me/links", {"rate_bp": None})
        for number in range(3):
            order = {"buyer": f"buyer-{number}", "order_no": f"2025040200{number}", "lines": LINES}
            stack.storefront().post("/v1/orders", order)
        stack.anybody().post("/_local/drain")
        yield stack, data


def printed(data: Path, *words: str) -> list[str]:
    result = fenrun(data, *words)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_an_order_stands_in_two_lines_that_fit(brand: tuple[Stack, Path]) -> None:
    _, data = brand
    lines = printed(data, "orders")
    window = lines.pop()
    assert window.endswith("since 2025-03-03 10:00:00: more by --from")
    assert len(lines) == 6
    assert all(cell_len(line) <= 80 for line in lines)
    assert {line.split()[1] for line in lines[::2]} == {"198.00"}
    assert all(line.endswith("待付款 waiting for payment") for line in lines[::2])
    assert any("2025-04-02 10:00:00  20250402001  buyer-1  shop" in line for line in lines)


def test_filters_are_options(brand: tuple[Stack, Path]) -> None:
    _, data = brand
    assert len(printed(data, "orders", "--buyer", "buyer-1")) == 2
    assert len(printed(data, "orders", "--number", "20250402002", "--storefront", "shop")) == 2
    assert printed(data, "orders", "--late") == ["没有找到 nothing is found"]
    assert printed(data, "orders", "--to", "2025-04-01")[0] == "没有找到 nothing is found"
    assert printed(data, "distributors", "--upline", "B")[0].startswith("A  A 陈  silver  ")
    assert printed(data, "distributors", "--upline", "brand")[1].endswith("品牌 brand")
    assert fenrun(data, "orders", "--state", "lost").exit_code == 2
    refused = fenrun(data, "orders", "--from", "yesterday")
    assert (refused.exit_code, refused.stdout) == (1, "")


def test_every_list_has_a_command(brand: tuple[Stack, Path]) -> None:
    _, data = brand
    for name in ("returns", "refunds", "payouts", "settlements"):
        assert printed(data, name) == ["没有找到 nothing is found"]
    *links, window = printed(data, "links")
    assert "since 2025-03-03" in window
    assert links == printed(data, "links", "--as", "distributor:A")
    assert "/r/" in links[1]


def test_a_csv_file_is_what_a_spreadsheet_and_python_read(brand: tuple[Stack, Path]) -> None:
    stack, data = brand
    file = data / "orders.csv"
    assert printed(data, "orders", "--csv", str(file)) == []
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    expected = list(stack.person("finance").items("/v1/orders"))
    assert [row["order_id"] for row in rows] == [each["order_id"] for each in expected]
    assert {row["order_no"] for row in rows} == {f"'2025040200{number}" for number in range(3)}
    assert {row["due_yuan"] for row in rows} == {"198.00"}
    assert printed(data, "orders", "--csv", "-")[0].startswith("order_id,order_no,")
    assert sorted(data.glob("orders.csv*")) == [file]


def test_a_csv_file_that_cannot_stand_there_is_refused(brand: tuple[Stack, Path]) -> None:
    _, data = brand
    for file in (str(data / "nowhere" / "orders.csv"), str(data)):
        refused = fenrun(data, "orders", "--csv", file)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert f"{file} cannot be written" in refused.stderr
        assert f"无法写入 {file}" in refused.stderr


def test_a_list_goes_on_behind_its_first_page(brand: tuple[Stack, Path]) -> None:
    stack, data = brand
    operator = stack.person("operator", "ops")
    for number in range(203):
        operator.post("/v1/distributors", {"distributor": f"n{number:03d}", "upline": "B"})
    page, everybody = printed(data, "distributors"), printed(data, "distributors", "--all")
    assert page[-1] == "还有更多，加 --all 全部列出 more follow: --all"
    assert len(page) < len(everybody) == 2 * 205
    assert everybody[: len(page) - 1] == page[:-1]
    rows = list(csv.DictReader(printed(data, "distributors", "--csv", "-")))
    assert len({row["distributor"] for row in rows}) == len(rows) == 205


@pytest.mark.parametrize(
    ("choices", "known"),
    [
        (lists.ORDER_STATES, Status),
        (lists.PAYOUT_STATES, PayoutState),
        (lists.SETTLEMENT_STATES, SettlementState),
        (webhooks.STATES, DeliveryState),
        (webhooks.STATUSES, WebhookStatus),
    ],
    ids=["orders", "payouts", "settlements", "deliveries", "webhooks"],
)
def test_an_option_offers_every_state_that_there_is(choices: tuple[str, ...], known: Any) -> None:
    """They are written out beside the options, since a command's help loads no domain."""
    assert choices == get_args(known)
