"""What a sweeper hands over is begun, or it hears that nobody can begin it."""

import json
from collections.abc import Iterator

import boto3
import pytest
from botocore.exceptions import ClientError
from botocore.stub import ANY, Stubber

from shared.adapters.step_functions import DueBatches

ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:fenrun-due-batches"
BATCHES = [["0", "1"], ["PAYOUT#3"]]


@pytest.fixture
def answers() -> Iterator[tuple[DueBatches, Stubber]]:
    client = boto3.client("stepfunctions", region_name="us-east-1")
    with Stubber(client) as stubber:
        yield DueBatches(client, ARN), stubber


def test_batches_are_begun_under_a_name_of_their_own(answers: tuple[DueBatches, Stubber]) -> None:
    due_batches, stubber = answers
    given = {"stateMachineArn": ARN, "name": ANY, "input": json.dumps({"batches": BATCHES})}
    told = {"executionArn": f"{ARN}:1", "startDate": "2025-03-01T00:00:00Z"}
    stubber.add_response("start_execution", told, given)
    assert due_batches.hand_over(BATCHES)
    stubber.assert_no_pending_responses()


def test_at_the_accounts_limit_nobody_else_begins(answers: tuple[DueBatches, Stubber]) -> None:
    due_batches, stubber = answers
    stubber.add_client_error("start_execution", "ExecutionLimitExceeded")
    assert not due_batches.hand_over(BATCHES)


def test_what_else_is_wrong_is_told(answers: tuple[DueBatches, Stubber]) -> None:
    due_batches, stubber = answers
    stubber.add_client_error("start_execution", "StateMachineDoesNotExist")
    with pytest.raises(ClientError, match="StateMachineDoesNotExist"):
        due_batches.hand_over(BATCHES)
