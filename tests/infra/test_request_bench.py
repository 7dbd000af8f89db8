"""What is compared takes in the same order: the same promises, the same questions to the table."""

import json
from collections.abc import Callable

import pytest
from chalice.app import Chalice

from infra.bench.request.order import CONTEXT, event
from infra.bench.request.table import CHAIN, CannedTable
from infra.bench.request.ways import at_once, by_hand, one_by_one, product
from infra.bench.starts.subjects import CREDENTIALS

ONE_BY_ONE = ["BatchGetItem", "GetItem", "GetItem", "GetItem", "PutItem"]
AT_ONCE = ["BatchGetItem", "BatchGetItem", "PutItem"]


@pytest.mark.parametrize(
    ("way", "asked"),
    [
        (product, AT_ONCE),
        (lambda table: by_hand(table, one_by_one), ONE_BY_ONE),
        (lambda table: by_hand(table, at_once), AT_ONCE),
    ],
    ids=["product", "one by one", "at once"],
)
def test_a_warm_function_takes_the_order_in(
    monkeypatch: pytest.MonkeyPatch, way: Callable[[CannedTable], Chalice], asked: list[str]
) -> None:
    for name, value in {**CREDENTIALS, "AWS_REGION": "us-east-1"}.items():
        monkeypatch.setenv(name, value)
    table = CannedTable()
    app = way(table)
    app(event(1), CONTEXT)
    table.asked.clear()

    answer = app(event(2), CONTEXT)

    body = json.loads(answer["body"])
    assert (answer["statusCode"], body["due_fen"]) == (201, 796_00)
    assert [each["payee"] for each in body["promised"]] == [*reversed(CHAIN)]
    assert table.asked == asked
