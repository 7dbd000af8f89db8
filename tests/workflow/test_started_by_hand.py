"""The four state machines, started from the AWS console with the inputs that comments name."""

import json
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import boto3
import pytest

from tests.laptop_bench import STACK, Bench

DEFINITIONS = Path(__file__).parents[2] / "statemachines"
MACHINES = ("order_lifecycle", "refund", "payout", "settlement")
NEVER_THERE: Mapping[str, dict[str, Any]] = {
    "order_lifecycle": {"order_id": "Z" * 26},
    "refund": {"order_id": "Z" * 26, "refund_id": "R" * 26},
    "payout": {"payout_id": "Z" * 26},
    "settlement": {"period": "1999"},
}
runs = count(1)


class Started:
    """What became of an execution that somebody started by hand."""

    def __init__(self, bench: Bench, machine: str, given: object) -> None:
        self._steps = boto3.client("stepfunctions", "us-east-1")
        arn = bench.laptop.cloud.state_machines.arn(f"{STACK}-{machine.replace('_', '-')}")
        name = f"by-hand-{next(runs)}"
        answer = self._steps.start_execution(
            stateMachineArn=arn, name=name, input=json.dumps(given)
        )
        self._arn = answer["executionArn"]
        bench.settle()

    @property
    def now(self) -> Any:
        return self._steps.describe_execution(executionArn=self._arn)


def refused(bench: Bench, machine: str, given: object) -> str:
    """Why a wrong input was refused, at once."""
    end = Started(bench, machine, given).now
    assert (end["status"], end["error"]) == ("FAILED", "WrongInput"), end
    assert end["cause"].startswith("The input names no "), end
    cause: str = end["cause"]
    return cause


@pytest.mark.parametrize("machine", MACHINES)
def test_an_unknown_id_is_said_to_be_unknown(bench: Bench, machine: str) -> None:
    cause = refused(bench, machine, NEVER_THERE[machine])
    assert all(value in cause for value in NEVER_THERE[machine].values())
    assert all(f'"{field}": "' in cause for field in NEVER_THERE[machine])


@pytest.mark.parametrize("machine", MACHINES)
def test_an_input_without_the_field_or_that_is_no_object_is_refused(
    bench: Bench, machine: str
) -> None:
    for given in ({}, {"id": "Z"}, None, "Z", ["Z"], 7, {"payout_id": {"a": 1}}):
        assert refused(bench, machine, given)


@pytest.mark.parametrize("machine", MACHINES)
def test_a_number_is_no_id(bench: Bench, machine: str) -> None:
    assert refused(bench, machine, dict.fromkeys(NEVER_THERE[machine], 2025))


def test_what_is_long_is_cut_in_the_cause(bench: Bench) -> None:
    assert len(refused(bench, "payout", {"payout_id": "Z" * 1_500})) < 800


def an_order(bench: Bench) -> dict[str, str]:
    return {"order_id": bench.paid_order()}


def a_refund(bench: Bench) -> dict[str, str]:
    order = bench.paid_order()
    bench.laptop.channel.behave("wait", operation="refund")
    return {"order_id": order, "refund_id": bench.refund(order, 5_000, line=2)}


def a_payout(bench: Bench) -> dict[str, str]:
    return {"payout_id": bench.withdraw(bench.with_money(10_000).promoter, 600)}


def a_run(bench: Bench) -> dict[str, str]:
    bench.start_settlement("2002")
    return {"period": "2002"}


@pytest.mark.parametrize(
    ("machine", "made"),
    list(zip(MACHINES, (an_order, a_refund, a_payout, a_run), strict=True)),
)
def test_what_is_there_is_waited_for_and_done_once(
    bench: Bench, machine: str, made: Callable[[Bench], dict[str, str]]
) -> None:
    given = made(bench)
    since = bench.last_change
    started = Started(bench, machine, given)
    assert started.now["status"] == "RUNNING"
    tokens_only = bench.laptop.cloud.log.after(since, 100)
    assert len(tokens_only) == 1
    assert tokens_only[0].key["SK"]["S"].startswith("TOKEN#")


def test_a_second_machine_beside_the_first_pays_nothing_twice(bench: Bench) -> None:
    team = bench.with_money(10_000)
    payout = bench.withdraw(team.promoter, 600)
    started = Started(bench, "payout", {"payout_id": payout})
    (part,) = bench.payout(payout).parts
    bench.laptop.channel.confirm(part.bill_no)
    bench.advance(hours=25)
    assert started.now["status"] == "SUCCEEDED"
    assert bench.balance(team.promoter).paid == 600


def test_what_has_ended_ends_at_once(bench: Bench) -> None:
    order = bench.placed_order()
    bench.cancel(order)
    assert Started(bench, "order_lifecycle", {"order_id": order}).now["status"] == "SUCCEEDED"


@pytest.mark.parametrize("machine", MACHINES)
def test_the_comment_of_the_definition_shows_an_input(machine: str) -> None:
    comment = json.loads((DEFINITIONS / f"{machine}.asl.json").read_text("utf-8"))["Comment"]
    start = comment.index("{")
    shown, _ = json.JSONDecoder().raw_decode(comment[start:])
    assert set(shown) == set(NEVER_THERE[machine])
