"""The seams at which what a running cloud uses is counted; the product knows nothing of it."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stdout
from dataclasses import dataclass
from typing import Any
from unittest import mock

from aws_lambda_powertools.logging.formatter import LambdaPowertoolsFormatter

from infra.local.api.gateway import Gateway
from infra.local.asl.history import BEGUN, ENTERED, History
from infra.local.asl.retry import Retries
from infra.local.aws.calls import Answer, Call, Send, code_of, listened
from infra.local.cloud import LocalCloud
from infra.local.functions.registry import FunctionRegistry
from infra.meter.rules.platform_log import PLATFORM_BYTES
from infra.meter.table_calls import REFUSED, TableCalls
from infra.meter.tables import Images, declared_tables
from infra.meter.tally import EXPRESS, FUNCTION, LOG, MESSAGE, REQUEST, TRANSITION, Tally
from shared.adapters.dynamodb.store import DynamoStore

SENT_RECEIVED_DELETED = 3
"""Requests to a queue for a message that Lambda hands to a function."""

Original = Callable[..., Any]


@dataclass
class Tap:
    """Counts what one cloud uses."""

    cloud: LocalCloud
    tally: Tally

    def __post_init__(self) -> None:
        tables = declared_tables(self.cloud.template)
        self._images = Images(tables, self.cloud.log)
        self._calls = TableCalls(tables, self._images, self.tally)

    @contextmanager
    def open(self) -> Iterator[None]:
        """Count until the block ends."""
        with ExitStack() as seams:
            seams.enter_context(listened(self._call))
            _wrap(seams, DynamoStore, "lately", self._lately)
            _wrap(seams, FunctionRegistry, "invoke", self._invoke)
            _wrap(seams, Gateway, "_proxied", self._proxied)
            _wrap(seams, History, "note", self._note)
            _wrap(seams, Retries, "delay_after", self._retry)
            _wrap(seams, logging.StreamHandler, "emit", self._emit)
            # Metrics are printed.
            seams.enter_context(redirect_stdout(_Printed(self.tally)))
            yield

    def _call(self, send: Send, call: Call) -> Answer:
        match call.service:
            case "dynamodb":
                return self._table_call(send, call)
            case "sqs":
                self.tally.add(MESSAGE, SENT_RECEIVED_DELETED)
        return send(call)

    def _table_call(self, send: Send, call: Call) -> Answer:
        self._images.watch()
        try:
            answer = send(call)
        except Exception as error:
            if code_of(error) in REFUSED:
                self._calls.count(call.operation, call.parameters, {}, took=False)
            raise
        self._calls.count(call.operation, call.parameters, answer, took=True)
        return answer

    def _lately(self, original: Original, store: DynamoStore, *what: Any) -> Any:
        """What a process reads once and remembers is a cost of the process, not of a step."""
        with self.tally.unmetered():
            return original(store, *what)

    def _invoke(
        self, original: Original, functions: FunctionRegistry, name: str, event: Any
    ) -> Any:
        function = functions.get(name)
        short = function.name.removeprefix(f"{self.cloud.stack_name}-")
        self.tally.add(f"{short}{FUNCTION}{function.memory_mb}")
        self.tally.add(LOG, PLATFORM_BYTES)
        return original(functions, name, event)

    def _proxied(self, original: Original, gateway: Gateway, *request: Any) -> Any:
        self.tally.add(REQUEST)
        return original(gateway, *request)

    def _note(
        self, original: Original, history: History, kind: str, previous: int, **details: Any
    ) -> Any:
        if history.express:
            # A child of a map: a request of its own, and one step of the execution with the map.
            self.tally.add(TRANSITION, kind == BEGUN)
            self.tally.add(EXPRESS, kind == BEGUN)
        else:
            self.tally.add(TRANSITION, kind.endswith(ENTERED))
        return original(history, kind, previous, **details)

    def _retry(self, original: Original, retries: Retries, error: Any) -> Any:
        delay = original(retries, error)
        if delay is not None:
            self.tally.add(TRANSITION)
        return delay

    def _emit(
        self, original: Original, handler: logging.StreamHandler[Any], record: logging.LogRecord
    ) -> None:
        if isinstance(handler.formatter, LambdaPowertoolsFormatter):
            self.tally.add(LOG, len(handler.format(record).encode()))
        else:
            original(handler, record)


class _Printed(io.TextIOBase):
    """Where functions print to: what they print is logged."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def write(self, text: str, /) -> int:
        self._tally.add(LOG, len(text.encode()))
        return len(text)


def _wrap(seams: ExitStack, owner: type, name: str, wrapper: Original) -> None:
    original = getattr(owner, name)

    def replacement(subject: Any, *args: Any, **kwargs: Any) -> Any:
        return wrapper(original, subject, *args, **kwargs)

    seams.enter_context(mock.patch.object(owner, name, replacement))
