"""The state machines' definitions keep the rules, and the checker sees each break of them."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from infra.checks import all_checks
from infra.checks.definitions import violations

ROOT = Path(__file__).parents[2]
RETRY = {
    "ErrorEquals": ["Lambda.TooManyRequestsException"],
    "IntervalSeconds": 1,
    "MaxAttempts": 3,
    "BackoffRate": 2.0,
    "MaxDelaySeconds": 60,
    "JitterStrategy": "FULL",
}
SOUND: dict[str, Any] = {
    "QueryLanguage": "JSONata",
    "StartAt": "Ask",
    "States": {
        "Ask": {
            "Type": "Task",
            "Resource": "arn:${Partition}:states:::lambda:invoke",
            "Arguments": {"FunctionName": "${Tasks}", "Payload": "{% $states.input %}"},
            "TimeoutSeconds": "{% $max([1, $states.input.seconds]) %}",
            "Retry": [RETRY],
            "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "GiveUp"}],
            "Next": "Each",
        },
        "Each": {
            "Type": "Map",
            "Items": "{% $states.input.items %}",
            "ItemProcessor": {
                "StartAt": "Rest",
                "States": {"Rest": {"Type": "Wait", "Seconds": 1, "End": True}},
            },
            "Next": "Choose",
        },
        "Choose": {
            "Type": "Choice",
            "Choices": [{"Condition": "{% $states.input.again %}", "Next": "Ask"}],
            "Default": "Done",
        },
        "GiveUp": {"Type": "Fail"},
        "Done": {"Type": "Succeed"},
    },
}
GIVEN = frozenset({"Partition", "Tasks"})


def found(definition: dict[str, Any], given: frozenset[str] = GIVEN) -> list[str]:
    return violations(json.dumps(definition), given)


@pytest.fixture
def broken() -> dict[str, Any]:
    return copy.deepcopy(SOUND)


def test_the_definitions_of_the_house_are_sound() -> None:
    assert all_checks.definition_violations(ROOT) == []


def test_every_definition_is_looked_at() -> None:
    names = {path.name for path in (ROOT / "statemachines").iterdir()}
    machines = ("due_batches", "order_lifecycle", "payout", "refund", "settlement")
    assert names == {f"{machine}.asl.json" for machine in machines}


def test_a_sound_definition_has_no_problem() -> None:
    assert found(SOUND) == []


def test_a_substitution_that_nobody_gives_is_seen() -> None:
    assert found(SOUND, frozenset({"Tasks"})) == [
        "${Partition} has no substitution in the template"
    ]


def test_a_substitution_that_nobody_uses_is_seen() -> None:
    assert found(SOUND, GIVEN | {"Table"}) == ["substitution Table is never used"]


def test_a_state_that_nothing_leads_to_is_seen(broken: dict[str, Any]) -> None:
    broken["States"]["Lost"] = {"Type": "Succeed"}
    assert "state Lost cannot be reached" in found(broken)


def test_a_transition_to_nowhere_is_seen(broken: dict[str, Any]) -> None:
    broken["States"]["Ask"]["Next"] = "Nowhere"
    assert any("Nowhere" in problem for problem in found(broken))


def test_a_task_without_time_limit_is_seen(broken: dict[str, Any]) -> None:
    del broken["States"]["Ask"]["TimeoutSeconds"]
    assert "state Ask has no TimeoutSeconds" in found(broken)


def test_a_task_inside_a_map_is_looked_at(broken: dict[str, Any]) -> None:
    inner = {"Type": "Task", "Resource": "arn:${Partition}:states:::sqs:sendMessage", "End": True}
    broken["States"]["Each"]["ItemProcessor"]["States"]["Rest"] = inner
    assert "state Rest has no TimeoutSeconds" in found(broken)


def test_a_retry_of_everything_is_seen(broken: dict[str, Any]) -> None:
    broken["States"]["Ask"]["Retry"] = [RETRY | {"ErrorEquals": ["States.ALL"]}]
    assert found(broken) == ["state Ask retries States.ALL; name the transient errors"]


def test_a_retry_without_jitter_is_seen(broken: dict[str, Any]) -> None:
    del broken["States"]["Ask"]["Retry"][0]["JitterStrategy"]
    assert any("JitterStrategy" in problem for problem in found(broken))


def test_an_expression_that_is_no_jsonata_is_seen(broken: dict[str, Any]) -> None:
    broken["States"]["Ask"]["Arguments"]["Payload"] = "{% $max([1, %}"
    problems = [problem for problem in found(broken) if "is no JSONata" in problem]
    assert len(problems) == 1
    assert problems[0].startswith("definition.States.Ask.Arguments.Payload ")


def test_what_statelint_finds_is_passed_on(broken: dict[str, Any]) -> None:
    broken["States"]["Ask"]["Type"] = "Tusk"
    assert any("Tusk" in problem for problem in found(broken))


def test_a_definition_outside_the_template_is_seen(tmp_path: Path) -> None:
    (tmp_path / "statemachines").mkdir()
    (tmp_path / "statemachines" / "spare.asl.json").write_text(json.dumps(SOUND))
    machine = {"Type": "AWS::Serverless::StateMachine", "Properties": {"DefinitionUri": "a.json"}}
    (tmp_path / "template.yaml").write_text(json.dumps({"Resources": {"Machine": machine}}))
    assert all_checks.definition_violations(tmp_path) == [
        "spare.asl.json belongs to no state machine",
        "a.json: named by the template but not there",
    ]
