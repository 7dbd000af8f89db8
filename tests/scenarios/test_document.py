"""A scenario file is read strictly: every fault is told with its line and a remedy."""

from pathlib import Path

import pytest

from fenrun.documents.unreadable import DocumentError
from infra.scenarios.document import read_scenario
from tests.scenarios.stories import GOOD, write

BY_HAND = 'do: manual_payment, order: O9, account: icbc, amount: "1.00", transaction: T1'


def _fault(tmp_path: Path, old: str, new: str) -> str:
    assert old in GOOD
    path = write(tmp_path, "story.yaml", GOOD.replace(old, new))
    with pytest.raises(DocumentError) as caught:
        read_scenario(path)
    return str(caught.value).removeprefix(f"{path}:")


@pytest.mark.parametrize(
    ("old", "new", "line", "remedy"),
    [
        ("do: order_paid, order: O9", "do: order_payd, order: O9", 8, "write order_paid, or"),
        ("order: O9", "order: O9, colour: red", 8, "events.3.colour: nothing here is called"),
        ("title: One order\n", "title: One order\nplam: x\n", 2, "plam: nothing here is called"),
        ('price: "100.00"', "price: 100.00", 6, 'an amount like "12.30" in quotes'),
        ('price: "100.00"', 'price: "100.0"', 6, 'an amount like "12.30" in quotes'),
        ('price: "100.00"', 'price: "-1.00"', 6, 'an amount like "12.30" in quotes'),
        ("qty: 1", 'qty: "1"', 6, "qty"),
        ("qty: 1", "qty: 0", 6, "0 is too small; 1 is the least"),
        (", order: O9", "", 8, "events.3.order: is missing; add it"),
        ("10:06:00+08:00", "10:04:00+08:00", 8, "put the events in the order of their times"),
        ("10:06:00+08:00", "10:06:00", 8, 'write "2025-03-01T10:06:00+08:00"'),
        ('"2025-03-01T10:06:00+08:00"', "20250301", 8, "write the time as text"),
        ("do: order_paid, order: O9", f"{BY_HAND}, paid_at: 1", 8, "paid_at: write the time as"),
        ("bound_to: A", "bound_to: B", 1, "X names B, who does not stand under people"),
        ("title: One order\n", "title: One order\nplan: depth-9\n", 2, "choose one of depth-10-5"),
        ("title: One order\n", "title: x\nplan: {preset: depth-10-5, pay_depth: 0}\n", 2, "pay_de"),
        ("title: One order\n", "title: x\npolicy: {sla_mode: never}\n", 2, "payment_day"),
        ("title: One order\n", "title: x\ntitle: y\n", 2, "stands here twice"),
        ("A: {}", "brand: {}", 2, "choose another"),
        ('{pending: "10.00"}', '{point: {held: "1.00"}}', 10, "expect.balances.A.point"),
        ('{pending: "10.00"}', '{points: {helt: "1.00"}}', 10, "expect.balances.A.points.helt"),
        ('{pending: "10.00"}', '{points: "1.00"}', 10, "expect.balances.A.points"),
        ('pending: "10.00"', "pending: 10.00", 10, 'an amount like "12.30" in quotes'),
        ('pending: "10.00"', 'pendig: "10.00"', 10, "pendig"),
        ('"100.00"', "&x [*x]", 6, "an anchor (`&name`) is not taken here; leave it out"),
        ("title: One order", "title: One: order", 1, "this is no YAML"),
        ("title: One order", "title: !!timestamp x", 1, "leave it out"),
    ],
)
def test_a_fault_is_told_with_line_and_remedy(
    tmp_path: Path, old: str, new: str, line: int, remedy: str
) -> None:
    fault = _fault(tmp_path, old, new)

    assert fault.startswith(f"{line}:")
    assert remedy in fault


def test_two_lines_of_one_number_are_refused(tmp_path: Path) -> None:
    one = '{line: 1, sku: tee, qty: 1, price: "100.00"}'

    assert "line 1 stands here 2 times" in _fault(tmp_path, one, f"{one}, {one}")


def test_a_fault_inside_a_list_is_told_once(tmp_path: Path) -> None:
    assert _fault(tmp_path, "qty: 1", "qty: 0").splitlines() == [
        "6: events.1.lines.1.qty: 0 is too small; 1 is the least",
        "    0 太小，最小为 1",
    ]


def test_all_faults_are_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = GOOD.replace("order: O9", "ordr: O9").replace("qty: 1", "qty: 0")
    path = write(tmp_path, "story.yaml", text)

    with pytest.raises(DocumentError) as caught:
        read_scenario(path)

    lines = [int(fault.split(":")[1]) for fault in str(caught.value).splitlines()[::2]]
    assert lines == [6, 8, 8]


@pytest.mark.parametrize("text", ["", "title: [", "- 1", "title: \x00"])
def test_what_is_no_scenario_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DocumentError, match=r"story\.yaml"):
        read_scenario(write(tmp_path, "story.yaml", text))


@pytest.mark.parametrize("text", ["010", "no", "1e3", "2025-03-01", "0x10"])
def test_what_yaml_would_reinterpret_stays_text(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "story.yaml", GOOD.replace("title: One order", f"title: {text}"))

    assert read_scenario(path).title == text


def test_a_document_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.yaml"
    path.write_text("title: " + "[" * 50_000)

    with pytest.raises(DocumentError, match="nested too deeply"):
        read_scenario(path)
