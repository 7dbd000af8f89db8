"""The events for `sam local invoke`: one a function, of AWS's own shape, each played in-process."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aws_lambda_powertools.utilities.parser.models import (
    ApiGatewayAuthorizerRequest,
    APIGatewayProxyEventModel,
    DynamoDBStreamModel,
    EventBridgeModel,
    SqsModel,
)
from pydantic import BaseModel

from fenrun.terminal.running import Running
from infra.demo.brand import BUYER
from infra.demo.seed import seed
from infra.local.functions.registry import FunctionError
from infra.local.intrinsics import Stack
from infra.local.laptop import TEMPLATE, stack_parameters
from infra.local.template import Template
from tests.laptop_bench import Bench, running

FOLDER = Path(__file__).parents[2] / "events"
PAGES = FOLDER.parent / "docs"
EVENTS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
DECLARED = Template(TEMPLATE, Stack(parameters=stack_parameters("http://api", "http://channel")))
FUNCTIONS = {each.code_uri.name: each for each in DECLARED.functions()}

TRIGGERS: dict[str, type[BaseModel]] = {
    "DynamoDB": DynamoDBStreamModel,
    "SQS": SqsModel,
    "Schedule": EventBridgeModel,
}
ROUTES = {(r.method, r.path): r.target for r in DECLARED.routes() if isinstance(r.target, str)}
BY_NAME: dict[str, type[BaseModel]] = {
    **dict.fromkeys(ROUTES.values(), APIGatewayProxyEventModel),
    **{each.function: TRIGGERS[each.kind] for each in DECLARED.events(*TRIGGERS)},
}
SHAPES = {name: BY_NAME[it.name] for name, it in FUNCTIONS.items() if it.name in BY_NAME}
"""What AWS sends of its own; state machines send what their definitions say."""

IN_ORDER = ("people", "storefront", "backoffice")
"""What others work on comes first."""

REFUSED = {"callbacks": 401}
"""A sample cannot be signed: it is told so."""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def bench(data_dir: Path) -> Iterator[Bench]:
    """The sample brand; A has earned enough for the sample's withdrawal."""
    with running(data_dir=data_dir, aws_port=0) as bench:
        seed(bench._stack)
        yield bench


@pytest.fixture(scope="module")
def answers(bench: Bench) -> dict[str, Any]:
    """What each function says to its event."""
    withdraw(bench)
    names = sorted(EVENTS, key=lambda name: (name not in IN_ORDER, name))
    return {name: played(bench, name) for name in names}


def withdraw(bench: Bench) -> None:
    code = bench.as_person("distributor", "A", "/v1/me/links")["code"]
    bench.post("/v1/bindings", {"buyer": BUYER, "code": code})
    line = {"line": 1, "sku": "longjing-100g", "qty": 1, "price_fen": 198_00}
    order = str(bench.post("/v1/orders", {"buyer": BUYER, "lines": [line]})["order_id"])
    bench.pay(order)
    bench.deliver(order)
    bench.laptop.cloud.advance(timedelta(days=12))
    person = bench._stack.person("distributor", "A")
    person.post("/v1/me/withdrawals", {"amount_fen": 5_00}, key="sample-withdrawal-0001")
    bench.settle()


def played(bench: Bench, name: str) -> Any:
    try:
        return bench.laptop.cloud.functions.invoke(FUNCTIONS[name].name, EVENTS[name])
    except FunctionError as error:
        return {"raised": error.payload["errorMessage"]}


def test_each_function_has_an_event() -> None:
    assert set(EVENTS) == set(FUNCTIONS)


def test_the_pages_say_what_each_plays() -> None:
    for page in ("aws-tools.md", "aws-tools.zh-CN.md"):
        rows = re.findall(r"^\| (`.*?) \|", (PAGES / page).read_text("utf-8"), re.MULTILINE)
        assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(EVENTS), page


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_it_has_the_shape_that_aws_sends(name: str) -> None:
    SHAPES[name].model_validate(EVENTS[name])


def test_the_authorizer_is_asked_as_the_gateway_asks() -> None:
    ApiGatewayAuthorizerRequest.model_validate(EVENTS["authorizer"])


def test_requests_go_to_a_route_of_their_function() -> None:
    sent = {n: e for n, e in EVENTS.items() if SHAPES.get(n) is APIGatewayProxyEventModel}
    targets = {name: ROUTES[each["httpMethod"], each["resource"]] for name, each in sent.items()}
    assert targets == {name: FUNCTIONS[name].name for name in sent}


def test_each_plays(answers: dict[str, Any]) -> None:
    statuses = {n: a["statusCode"] for n, a in answers.items() if "statusCode" in a}
    raised = {name: answer["raised"] for name, answer in answers.items() if "raised" in answer}
    assert {name: status for name, status in statuses.items() if status >= 300} == REFUSED
    assert raised == {"authorizer": "Unauthorized"}


def test_what_is_no_request_does_its_work(answers: dict[str, Any]) -> None:
    assert answers["stream"] == {"batchItemFailures": []}
    assert answers["webhook_sender"] == {"batchItemFailures": []}
    assert answers["settlement_tasks"] == {"done": True}
    assert answers["order_tasks"]["awaiting"] == "payment"
    assert answers["payout_tasks"]["awaiting"] == "confirmation"


def test_a_function_in_a_process_of_its_own_works_on_what_runs(
    bench: Bench, data_dir: Path, answers: dict[str, Any]
) -> None:
    """As in a container: the code, its environment, and AWS's services under an address."""
    cloud = bench.laptop.cloud
    up = Running(cloud.base_url, bench.laptop.channel.base_url, os.getpid(), cloud.aws_url)
    command = [sys.executable, "-c", "from fenrun.main import main; main()", "invoke", "storefront"]
    with up.told_in(data_dir):
        done = subprocess.run(
            [*command, "--data", str(data_dir)],
            cwd=FOLDER.parent,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    again = json.loads(done.stdout)
    assert (again["statusCode"], again["body"]) == (201, answers["storefront"]["body"])
