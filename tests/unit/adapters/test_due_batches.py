"""What a sweeper hands over is begun, or it hears that nobody can begin it."""

import json

import pytest

from shared.adapters.aws.errors import AwsError
from shared.adapters.step_functions import DueBatches
from tests.unit.adapters.aws_replies import answer, refusal, replying

ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:fenrun-due-batches"
BATCHES = [["0", "1"], ["PAYOUT#3"]]


def test_batches_are_begun_under_a_name_of_their_own() -> None:
    begun = answer(executionArn=f"{ARN}:1", startDate=1740787200.0)
    with replying("stepfunctions", begun, begun) as service:
        assert DueBatches(service.client, ARN).hand_over(BATCHES)
        assert DueBatches(service.client, ARN).hand_over(BATCHES)
    (headers, first), (_, second) = service.sent
    assert headers["X-Amz-Target"] == "AWSStepFunctions.StartExecution"
    assert first["stateMachineArn"] == ARN
    assert json.loads(first["input"]) == {"batches": BATCHES}
    assert first["name"] != second["name"]


def test_at_the_accounts_limit_nobody_else_begins() -> None:
    with replying("stepfunctions", refusal("ExecutionLimitExceeded")) as service:
        assert not DueBatches(service.client, ARN).hand_over(BATCHES)


def test_what_else_is_wrong_is_told() -> None:
    with (
        replying("stepfunctions", refusal("StateMachineDoesNotExist")) as service,
        pytest.raises(AwsError, match="StateMachineDoesNotExist"),
    ):
        DueBatches(service.client, ARN).hand_over(BATCHES)
