"""A function on its own, with nothing but its environment and AWS's services under an address."""

import json
import sys
from contextlib import redirect_stdout, suppress
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TextIO

import click

from fenrun.client import Problem
from fenrun.terminal.running import Running, require_running
from fenrun.terminal.talk import print_problem
from infra.local.aws.environment import only_local
from infra.local.clock.activity import Activity
from infra.local.functions.registry import FunctionError, FunctionRegistry
from infra.local.intrinsics import Stack
from infra.local.json_value import Json
from infra.local.laptop import TEMPLATE, stack_parameters
from infra.local.template import Function, Template
from infra.running.laptop import stack_of
from shared.adapters import clocks
from shared.words.catalogue import in_both

EVENTS = Path("events")


def invoke(function: str, event: TextIO | None, data: Path) -> None:
    """Play the event, and print what the function answers; end with 1 where it fails or refuses."""
    running = require_running(data)
    if running.aws_url is None:
        raise click.ClickException(in_both("usage", "no_aws"))
    template = Template(TEMPLATE, _stack(running))
    declared = _declared(template, function)
    given = _given(function, event)
    with only_local(template.stack.region, running.aws_url):
        _run_on_the_time_of(running, data)
        _tell(declared, given, template.stack)


def _tell(function: Function, event: Json, stack: Stack) -> None:
    try:
        answer = _played(function, event, stack)
    except FunctionError as error:
        click.echo(_text(error.payload), err=True)
        sys.exit(1)
    click.echo(_text(answer))
    if has_failed(answer):
        _tell_problem(answer)
        sys.exit(1)


def has_failed(answer: Json) -> bool:
    """Tell whether an answer says no: a status from 400 on, or messages that have to come again."""
    match answer:
        case {"statusCode": int(status)}:
            return status >= HTTPStatus.BAD_REQUEST
        case {"batchItemFailures": list(failures)}:
            return bool(failures)
    return False


def _tell_problem(answer: Json) -> None:
    """Say a problem document in words, as every command does."""
    with suppress(ValueError):
        match answer:
            case {"statusCode": int(status), "body": str(body)} if _is_object(body):
                print_problem(Problem(status, json.loads(body)))


def _is_object(body: str) -> bool:
    return isinstance(json.loads(body), dict)


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _stack(running: Running) -> Stack:
    parameters = stack_parameters(running.base_url, running.stand_in_url)
    return Stack(parameters=parameters)


def _declared(template: Template, function: str) -> Function:
    known = {each.code_uri.name: each for each in template.functions()}
    if function not in known:
        raise click.BadParameter(
            in_both("usage", "no_function", {"names": ", ".join(sorted(known))}),
            param_hint="FUNCTION",
        )
    return known[function]


def _given(function: str, event: TextIO | None) -> Json:
    if event is not None:
        return _read(event.name, event.read())
    path = EVENTS / f"{function}.json"
    if not path.exists():
        raise click.BadParameter(in_both("usage", "no_event", {"path": path}), param_hint="EVENT")
    return _read(str(path), path.read_text("utf-8"))


def _read(name: str, text: str) -> Json:
    try:
        return json.loads(text)
    except ValueError as error:
        raise click.BadParameter(
            in_both("usage", "no_json", {"name": name, "why": error}), param_hint="EVENT"
        ) from error


def _run_on_the_time_of(running: Running, data: Path) -> None:
    told = stack_of(running, data).anybody().get("/_local/status")["business_time"]
    ahead = datetime.fromisoformat(told) - datetime.now(UTC)
    clocks.run_on(lambda: datetime.now(UTC) + ahead)


def _played(function: Function, event: Json, stack: Stack) -> Json:
    functions = FunctionRegistry(Activity(), region=stack.region)
    with redirect_stdout(sys.stderr):
        functions.add(
            function.name,
            function.code_uri,
            function.handler,
            function.environment,
            memory_mb=function.memory_size,
            timeout_seconds=function.timeout,
        )
        return functions.invoke(function.name, event)
