"""What the stream's function cannot follow comes again, and holds up nothing that can be."""

from collections.abc import Mapping
from unittest import mock

from infra.local.functions.context import LambdaContext
from infra.local.json_value import Json
from shared.adapters.step_functions import StepFunctions
from shared.ports import Machine
from tests.laptop_bench import STREAM, Bench


def test_a_change_that_fails_comes_again_and_the_others_do_not(bench: Bench) -> None:
    answers: list[Json] = []
    handler = bench.laptop.cloud.functions.get(STREAM).handler
    failing = {"once"}
    start = StepFunctions.start

    def started(it: StepFunctions, machine: Machine, name: str, given: Mapping[str, str]) -> None:
        if failing:
            failing.clear()
            raise ConnectionError("no machine is reached")
        start(it, machine, name, given)

    def heard(event: Json, context: LambdaContext) -> Json:
        answer = handler(event, context)
        answers.append(answer)
        return answer

    with mock.patch.object(StepFunctions, "start", started), bench.function_does(STREAM, heard):
        first, second = bench.paid_order(), bench.paid_order()
        bench.advance(minutes=5)
    (failed,) = [answer["batchItemFailures"] for answer in answers if answer["batchItemFailures"]]
    assert len(failed) == 1
    assert bench.states_of(first) == bench.states_of(second) == "AwaitShipment"
