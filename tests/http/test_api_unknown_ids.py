"""Whoever mistypes an id hears that nothing has it, or what is wrong, not that no path is."""

import json
from collections.abc import Iterator

import pytest

from shared.edge.http.operations import Operation
from shared.edge.http.paths import value_of
from tests.http.api_bench import Api, sample_path
from tests.http.in_process import Bench
from tests.unit.edge.rooms import all_views

MISSHAPEN = ["short", "a%2Fb", "%E8%8C%B6", "A" * 27, "a" * 2_000, "%00", "A%0A"]
CODES = {
    "account": "unknown_account",
    "award_id": "unknown_proposal",
    "code": "unknown_person",
    "distributor_id": "unknown_person",
    "odd_notice": "unknown_odd_notice",
    "order_id": "unknown_order",
    "payout_id": "unknown_payout",
    "proposal_id": "unknown_proposal",
    "refund_id": "unknown_refund",
    "return_id": "unknown_return",
    "webhook_id": "unknown_webhook",
}
FROM_OUTSIDE = {"buyer", "number", "period"}
OPERATIONS = [
    operation
    for operation in (view.operation for view in all_views())
    if operation.parameters and operation.path.startswith(("/v1/", "/r/"))
]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with Api.running() as api:
        yield Bench(api)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
@pytest.mark.parametrize("last", [True, False], ids=["last", "first"])
def test_what_cannot_be_an_id_is_unknown_or_says_what_is_wrong(
    bench: Bench, operation: Operation, *, last: bool
) -> None:
    name = operation.parameters[-1 if last else 0]
    for text in (each for each in MISSHAPEN if value_of(name, each) is None):
        path = sample_path(operation.path.replace(f"{{{name}}}", text))
        answer = bench.ask(operation.method, path, sorted(operation.roles), b"", "")
        problem = json.loads(answer.body)
        if name in FROM_OUTSIDE:
            assert (answer.status, problem["code"]) == (422, "invalid_fields"), path
            assert [error["pointer"] for error in problem["errors"]] == [f"{{{name}}}"]
        else:
            assert (answer.status, problem["code"]) == (404, CODES[name]), path
            assert len(problem["detail"]) < 200
