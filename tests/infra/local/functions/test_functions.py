import os
import sys

import pytest

from infra.local.clock.activity import Activity
from infra.local.functions.registry import (
    FunctionError,
    FunctionLoadError,
    FunctionNotFoundError,
    FunctionRegistry,
)

READS_STAGE = """
import os
import helper
STAGE = os.environ["STAGE"]
HIDDEN = os.environ.get("FORGOTTEN_IN_TEMPLATE")
def handler(event, context):
    return {"stage": STAGE, "hidden": HIDDEN, "helper": helper.NAME, "module": __name__}
"""


@pytest.fixture
def activity():
    return Activity()


@pytest.fixture
def registry(activity):
    return FunctionRegistry(activity, region="cn-north-1")


def write_function(folder, code, name="handler.py", **others):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(code)
    for module, text in others.items():
        (folder / f"{module}.py").write_text(text)
    return folder


def test_each_function_has_its_own_module_settings_and_siblings(registry, tmp_path):
    for name in ("one", "two"):
        folder = write_function(tmp_path / name, READS_STAGE, helper=f"NAME = {name!r}")
        registry.add(name, folder, "handler.handler", {"STAGE": f"stage-{name}"})
    one, two = registry.invoke("one", {}), registry.invoke("two", {})
    assert (one["stage"], one["helper"]) == ("stage-one", "one")
    assert (two["stage"], two["helper"]) == ("stage-two", "two")
    assert one["module"] != two["module"]


def test_a_function_sees_only_what_the_template_gives_it(registry, tmp_path, monkeypatch):
    monkeypatch.setenv("FORGOTTEN_IN_TEMPLATE", "from the shell")
    folder = write_function(tmp_path / "one", READS_STAGE, helper="NAME = 1")
    registry.add("one", folder, "handler.handler", {"STAGE": "test"})
    assert registry.invoke("one", {})["hidden"] is None


def test_loading_leaves_the_process_as_it_was(registry, tmp_path):
    environment, path = dict(os.environ), list(sys.path)
    folder = write_function(tmp_path / "one", READS_STAGE, helper="NAME = 1")
    registry.add("one", folder, "handler.handler", {"STAGE": "test"})
    assert dict(os.environ) == environment
    assert sys.path == path
    assert "helper" not in sys.modules


def test_a_failing_import_leaves_the_environment_as_it_was(registry, tmp_path):
    environment = dict(os.environ)
    folder = write_function(tmp_path / "one", "raise RuntimeError('no settings')")
    with pytest.raises(RuntimeError, match="no settings"):
        registry.add("one", folder, "handler.handler", {"STAGE": "test"})
    assert dict(os.environ) == environment


def test_an_app_object_is_a_handler(registry, tmp_path):
    code = "class App:\n    def __call__(self, event, context): return event['n'] + 1\napp = App()"
    registry.add("app", write_function(tmp_path / "app", code, "app.py"), "app.app", {})
    assert registry.invoke("app", {"n": 1}) == 2


@pytest.mark.parametrize("handler", ["missing.handler", "handler.missing"])
def test_a_wrong_handler_is_named(registry, tmp_path, handler):
    folder = write_function(tmp_path / "one", "")
    with pytest.raises(FunctionLoadError, match="one"):
        registry.add("one", folder, handler, {})


def test_the_context_tells_about_the_function(registry):
    def handler(event, context):
        return {
            "name": context.function_name,
            "arn": context.invoked_function_arn,
            "memory": context.memory_limit_in_mb,
            "id": context.aws_request_id,
            "left": context.get_remaining_time_in_millis(),
        }

    registry.add_handler("one", handler, memory_mb=512, timeout_seconds=30)
    first, second = registry.invoke("one", {}), registry.invoke("one", {})
    assert first["name"] == "one"
    assert first["arn"] == "arn:aws-cn:lambda:cn-north-1:123456789012:function:one"
    assert first["memory"] == "512"
    assert 0 <= first["left"] <= 30_000
    assert first["id"] != second["id"]


@pytest.mark.parametrize("suffix", ["", ":live"])
def test_invoked_by_arn(registry, suffix):
    arn = registry.add_handler("one", lambda event, context: event).arn
    assert registry.invoke(arn + suffix, {"n": 1}) == {"n": 1}


def test_an_unknown_function_is_refused(registry):
    registry.add_handler("one", lambda event, context: None)
    with pytest.raises(FunctionNotFoundError, match="loaded are: one"):
        registry.invoke("two", {})


def test_an_exception_becomes_what_lambda_answers(registry):
    def handler(event, context):
        raise LookupError("no such order")

    registry.add_handler("one", handler)
    with pytest.raises(FunctionError) as raised:
        registry.invoke("one", {})
    assert raised.value.payload["errorType"] == "LookupError"
    assert raised.value.payload["errorMessage"] == "no such order"


def test_an_answer_that_is_not_json_is_an_error_of_the_function(registry):
    registry.add_handler("one", lambda event, context: object())
    with pytest.raises(FunctionError, match="not JSON serializable"):
        registry.invoke("one", {})


def test_event_and_answer_are_copies(registry):
    kept = []
    registry.add_handler("one", lambda event, context: kept.append(event) or {"kept": kept})
    event = {"lines": [1]}
    answer = registry.invoke("one", event)
    answer["kept"][0]["lines"].append(2)
    event["lines"].append(3)
    assert kept == [{"lines": [1]}]


def test_a_call_counts_as_activity_until_it_ends(registry, activity):
    registry.add_handler("one", lambda event, context: activity.count)
    assert registry.invoke("one", {}) == 1
    assert activity.count == 0
