"""`fenrun invoke` where it cannot play the event; tests/infra/test_sample_events.py plays one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fenrun.main import main
from fenrun.terminal.running import Running
from infra.commands import invoke_acts
from shared.edge.http.problems import Unacceptable, problem_of


def invoke(*words: str) -> Result:
    return CliRunner().invoke(main, ["invoke", *words])


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Something runs, by its own word; in an empty folder."""
    there = Running("http://127.0.0.1:1", "http://127.0.0.1:2", 3, "http://127.0.0.1:4")
    monkeypatch.setattr(invoke_acts, "require_running", lambda data: there)
    monkeypatch.chdir(tmp_path)


def test_without_awss_services_it_says_how_to_start_them(
    monkeypatch: pytest.MonkeyPatch, running: None
) -> None:
    there = Running("http://127.0.0.1:1", "http://127.0.0.1:2", 3)
    monkeypatch.setattr(invoke_acts, "require_running", lambda data: there)
    done = invoke("storefront")
    assert (done.exit_code, "fenrun run --aws-port" in done.stderr) == (1, True)


def test_an_unknown_function_is_told_which_there_are(running: None) -> None:
    done = invoke("shop")
    assert done.exit_code == 2
    assert "approvals, authorizer, backoffice" in done.stderr


def test_without_an_event_it_says_which_file_is_not_there(running: None) -> None:
    done = invoke("storefront")
    assert (done.exit_code, "events/storefront.json" in done.stderr) == (2, True)


def test_an_event_that_is_no_json_is_told_as_such(running: None, tmp_path: Path) -> None:
    (tmp_path / "event.json").write_text("{", encoding="utf-8")
    done = invoke("storefront", "event.json")
    assert (done.exit_code, "event.json" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ({"statusCode": 200, "body": "{}"}, 0),
        ({"statusCode": 404, "body": "<html>"}, 1),
        ({"statusCode": 500, "body": "null"}, 1),
        ({"batchItemFailures": [{"itemIdentifier": "1"}]}, 1),
        ({"batchItemFailures": []}, 0),
        ([], 0),
    ],
)
def test_an_answer_that_says_no_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, running: None, tmp_path: Path, answer: object, code: int
) -> None:
    monkeypatch.setattr(invoke_acts, "_run_on_the_time_of", lambda running, data: None)
    monkeypatch.setattr(invoke_acts, "_played", lambda *_: answer)
    (tmp_path / "event.json").write_text("{}", encoding="utf-8")
    done = invoke("storefront", "event.json")
    assert (done.exit_code, json.loads(done.stdout)) == (code, answer)
    assert isinstance(done.exception, SystemExit | None)


def test_a_problem_that_it_answers_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, running: None, tmp_path: Path
) -> None:
    monkeypatch.setattr(invoke_acts, "_run_on_the_time_of", lambda running, data: None)
    problem = problem_of(Unacceptable("invalid_fields", "fields_named", []))
    answer = {"statusCode": problem.status, "body": json.dumps(problem.members())}
    monkeypatch.setattr(invoke_acts, "_played", lambda *_: answer)
    (tmp_path / "event.json").write_text("{}", encoding="utf-8")
    done = invoke("storefront", "event.json")
    assert "422 invalid_fields  Some fields are invalid 部分字段无效" in done.stderr


def test_a_function_that_raises_ends_with_1_and_what_it_raised(
    monkeypatch: pytest.MonkeyPatch, running: None, tmp_path: Path
) -> None:
    monkeypatch.setattr(invoke_acts, "_run_on_the_time_of", lambda running, data: None)
    (tmp_path / "event.json").write_text('{"task": "none"}', encoding="utf-8")
    done = invoke("order_tasks", "event.json")
    assert done.exit_code == 1
    told = json.loads(done.stderr[done.stderr.index('{\n  "errorMessage"') :])
    assert told["errorMessage"] == "no task fits {'task': 'none'}"
