"""The pictures of the architecture: drawn from what is there; anything else is noticed."""

import json
import re
import shutil
from pathlib import Path

import pytest

from infra.checks.pictures.machines import machine_picture
from infra.checks.pictures.order import NotOnTheWay
from infra.checks.pictures.pages import PAGES, draw, pictures, stale

ROOT = Path(__file__).parents[2]
SHOWN = ("docs/" + page for page in PAGES)
DRAWN_FROM = ("template.yaml", "gateway.json", "functions", "statemachines", *SHOWN)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """What the pictures are drawn from, and the pages, to be changed."""
    (tmp_path / "docs").mkdir()
    for name in DRAWN_FROM:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_another_definition_is_noticed_until_it_is_drawn(tree: Path) -> None:
    change(tree / "statemachines" / "payout.asl.json", "PayoutFinished", "PaidOut")
    assert len(stale(tree)) == len(PAGES)
    draw(tree)
    assert stale(tree) == []
    assert "PaidOut" in (tree / "docs" / "architecture.md").read_text("utf-8")


def test_a_picture_that_a_page_leaves_out_is_noticed(tree: Path) -> None:
    change(tree / "docs" / "architecture.zh-CN.md", "drawn: refund", "drawn: refunds")
    [problem] = stale(tree)
    assert problem == "docs/architecture.zh-CN.md and the pictures differ in refund, refunds"


def test_a_way_over_a_route_that_is_gone_is_not_drawn(tree: Path) -> None:
    change(tree / "gateway.json", '"/v1/orders/{order_id}/shipment"', '"/v1/shipments"')
    with pytest.raises(NotOnTheWay, match="shipment is no route any more"):
        pictures(tree)


def test_the_stack_shows_who_calls_and_who_may_do_what(tree: Path) -> None:
    lines = pictures(tree)["stack"].splitlines()
    for edge in (
        '  Table -->|"stream"| StreamFunction',
        '  Clock -->|"rate(1 minute)"| SweeperFunction',
        '  Api -->|"who calls?"| AuthorizerFunction',
        "  OrderLifecycleMachine --> OrderTasksFunction",
        "  Requests --> Table",
        '  SweeperFunction -.->|"what failed"| FailureQueue',
        '  Scheduler -->|"cron(0 2 1 * ? *)"| SettlementTasksFunction',
        '  WebhookSenderFunction -->|"signed webhooks"| Receivers',
        '  PayoutTasksFunction -->|"asks"| Channel',
    ):
        assert edge in lines


def test_the_table_of_what_each_may_reach_has_no_empty_place(tree: Path) -> None:
    rows = pictures(tree)["reach"].splitlines()[2:]
    assert all(re.fullmatch(r"\| `\w+` \|( (`\w+(#\w+:)?`(, )?)* \|){2}", row) for row in rows)


def test_a_machine_shows_states_choices_and_what_is_caught() -> None:
    token = "arn:${Partition}:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken"
    states = {
        "Await": {
            "Type": "Task",
            "Resource": token,
            "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Which"}],
            "Next": "Which",
        },
        "Which": {
            "Type": "Choice",
            "Choices": [{"Condition": '{% $states.input.done = "yes" %}', "Next": "Ended"}],
            "Default": "Wrong",
        },
        "Ended": {"Type": "Pass", "End": True},
        "Wrong": {"Type": "Fail", "Error": "WrongInput"},
    }
    definition = json.loads(json.dumps({"StartAt": "Await", "States": states}))
    assert machine_picture(definition) == [
        "flowchart TD",
        '  Begin("start")',
        '  Await["Await<br>waits for its token"]',
        '  Which{"Which"}',
        '  Ended["Ended"]',
        '  Wrong(["Wrong<br>WrongInput"])',
        '  Done("end")',
        "  Begin --> Await",
        "  Await --> Which",
        '  Await -.->|"Timeout"| Which',
        "  Which -->|\"done = 'yes'\"| Ended",
        '  Which -->|"else"| Wrong',
        "  Ended --> Done",
    ]
