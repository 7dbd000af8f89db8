"""A whole stack on one laptop: the template's resources in this process, HTTP on loopback."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from moto import mock_aws
from moto.core.config import DefaultConfig

from infra.local.api.gateway import BODY_LIMIT, Control, Gateway
from infra.local.asl.boto_api import led_to
from infra.local.asl.state_machines import StateMachines
from infra.local.aws.door import LARGEST, AwsDoor
from infra.local.aws.environment import only_local
from infra.local.clock.activity import Activity, NotQuiet
from infra.local.clock.business_clock import BusinessClock
from infra.local.cloud_controls import cloud_controls
from infra.local.consumer import Works
from infra.local.functions.registry import ACCOUNT_ID, FunctionRegistry
from infra.local.http.server import HttpServer
from infra.local.intrinsics import Stack
from infra.local.lifetime import Startable
from infra.local.queues.consumer import QueueConsumer, QueueMapping
from infra.local.queues.led import led_to as queues_led_to
from infra.local.resources.secrets import create_parameters, create_secrets
from infra.local.resources.tables_and_queues import create_queues, create_tables, queue_sender
from infra.local.streams.consumer import StreamConsumer, StreamMapping
from infra.local.streams.records import StreamView
from infra.local.table.change_log import ChangeLog
from infra.local.table.dynamodb import LocalDynamoDB
from infra.local.template import Template
from infra.local.timers.schedules import Schedules

LOG_FILE = "changes.sqlite"
BASE_URL = "{base_url}"
"""Stands for the front door's address in the value of a template parameter."""

LIMITS = (
    "API throttling",
    "IAM policies",
    "alarms and metrics",
    "function timeouts and memory limits",
    "stream batching windows and record age",
)
"""What no part of the local cloud does, whatever the template declares."""

_one_at_a_time = threading.Lock()
_MOTO: DefaultConfig = {
    "core": {
        "mock_credentials": True,
        "reset_boto3_session": True,
        "passthrough": {
            "urls": [r"http://127\.0\.0\.1[:/]", r"http://localhost[:/]"],
            "services": [],
        },
    }
}


@dataclass
class LocalCloud(Startable):
    """Runs one SAM template until stopped; one cloud a process at a time.

    With a data folder everything written survives any end of the process; without one it is gone.
    A frozen cloud's business time moves only by `advance`. With an `aws_port` AWS's tools are
    answered there.
    """

    template_path: Path
    data_dir: Path | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    frozen: bool = False
    start_time: datetime | None = None
    port: int = 0
    aws_port: int | None = None
    region: str = "us-east-1"
    stack_name: str = "fenrun"
    disabled_events: frozenset[str] = frozenset()
    extra_environment: Mapping[str, str] = field(default_factory=dict)
    install_clock: Callable[[Callable[[], datetime]], None] | None = None
    controls: dict[str, Control] = field(default_factory=dict)
    on_restart: list[Callable[[], None]] = field(default_factory=list)

    activity: Activity = field(init=False, default_factory=Activity)
    log: ChangeLog = field(init=False)
    clock: BusinessClock = field(init=False)
    functions: FunctionRegistry = field(init=False)
    state_machines: StateMachines = field(init=False)
    template: Template = field(init=False)
    base_url: str = field(init=False, default="")
    aws_url: str | None = field(init=False, default=None)
    not_emulated: list[str] = field(init=False, default_factory=list)
    _consumers: list[StreamConsumer] = field(init=False, default_factory=list)
    _running: ExitStack = field(init=False, default_factory=ExitStack)

    def start(self) -> None:
        """Bring everything up, oldest owed work first; on an error everything is down again.

        Raises PortInUse, DatabaseInUse or TemplateError, each saying what to do.
        """
        with ExitStack() as started:
            server = HttpServer(self.port, BODY_LIMIT)
            started.callback(server.stop)
            _claim_process(started)
            self.base_url = server.base_url
            aws_server = self._bind_aws(started)
            self._come_up(started)
            self._open_doors(started, server, aws_server)
            # Requests under way end, long advances too, before what they use is taken down.
            started.callback(server.stop)
            started.callback(self.clock.halt)
            self._running = started.pop_all()

    def stop(self) -> None:
        """Take everything down; what was not delivered yet is owed at the next start."""
        self._running.close()

    def drain(self, timeout: float = 60.0) -> None:
        """Return when nothing is under way and nothing is due; raises NotQuiet."""
        self.clock.advance(self.clock.now(), lambda: self.activity.wait_quiet(timeout))

    def advance(self, target: timedelta | datetime, timeout: float = 60.0) -> None:
        """Move business time on, from one due time to the next, draining at each.

        Raises NotQuiet, or Halted when the cloud is stopped meanwhile. `timeout` is for how long
        nothing that is under way may end, in seconds of machine time.
        """
        self.clock.advance(self._instant(target), lambda: self._settle(timeout))
        self._remember_time()

    def go_on(self, target: timedelta | datetime, seconds: float) -> bool:
        """Advance for so many seconds of machine time at most; tell whether the target is reached.

        What is under way then goes on, and the next call waits for it. Raises Halted.
        """
        until = monotonic() + seconds

        def settle() -> None:
            if not self.activity.is_quiet_within(max(0.0, until - monotonic())):
                raise NotQuiet
            self._remember_time()
            if monotonic() >= until:
                raise NotQuiet

        try:
            self.clock.advance(self._instant(target), settle)
        except NotQuiet:
            return False
        return True

    def status(self) -> dict[str, Any]:
        """Business time, what is under way, and what is declared but not emulated."""
        return {
            "base_url": self.base_url,
            "aws_url": self.aws_url,
            "business_time": self.clock.now().isoformat(),
            "quiet": self.activity.count == 0,
            "under_way": self.activity.under_way,
            "changes": self.log.last_seq,
            "undelivered": max((each.owed for each in self._consumers), default=0),
            "not_emulated": self.not_emulated,
            "limits": list(LIMITS),
        }

    def _come_up(self, started: ExitStack) -> None:
        self._open_log(started)
        self._enter_aws(started)
        self._create_resources()
        self._load_functions()
        self._create_state_machines(started)
        self._start_events(started)
        for action in self.on_restart:
            action()
        self.clock.start()
        started.callback(self.clock.stop)

    def _open_doors(
        self, started: ExitStack, server: HttpServer, aws_server: HttpServer | None
    ) -> None:
        server.start(self._gateway().handle)
        if aws_server:
            door = AwsDoor(aws_server.base_url, self.region, self.activity)
            aws_server.start(door.handle)
            started.callback(aws_server.stop)

    def _bind_aws(self, started: ExitStack) -> HttpServer | None:
        if self.aws_port is None:
            return None
        server = HttpServer(self.aws_port, LARGEST, name="aws", option="--aws-port")
        started.callback(server.stop)
        self.aws_url = server.base_url
        return server

    def _open_log(self, started: ExitStack) -> None:
        if self.data_dir:
            self.data_dir.mkdir(parents=True, exist_ok=True)
        self.log = ChangeLog(self.data_dir / LOG_FILE if self.data_dir else None)
        started.callback(self.log.close)
        begin = self.start_time or datetime.now(UTC)
        # Business time never goes back, not even over a restart.
        self.clock = BusinessClock(max(begin, self.log.last_time() or begin), frozen=self.frozen)
        if self.install_clock:
            self.install_clock(self.clock.now)
        started.callback(self._remember_time)

    def _enter_aws(self, started: ExitStack) -> None:
        started.enter_context(only_local(self.region))
        started.enter_context(mock_aws(config=_MOTO))
        self._dynamodb = LocalDynamoDB(self.log, self.clock.now)
        self._dynamodb.install()
        started.callback(self._dynamodb.uninstall)

    def _create_resources(self) -> None:
        values = {n: v.replace(BASE_URL, self.base_url) for n, v in self.parameters.items()}
        stack = Stack(self.stack_name, self.region, ACCOUNT_ID, values)
        self.template = Template(self.template_path, stack)
        self.not_emulated = self.template.not_emulated()
        declared = self.template.resources
        create_tables(declared("AWS::DynamoDB::Table"), self.region)
        self._dynamodb.restore(ACCOUNT_ID, self.region)
        create_queues(declared("AWS::SQS::Queue"), self.region)
        create_secrets(declared("AWS::SecretsManager::Secret"), self.secrets, self.log, self.region)
        create_parameters(declared("AWS::SSM::Parameter"), self.secrets, self.region)

    def _load_functions(self) -> None:
        self.functions = FunctionRegistry(self.activity, region=self.region)
        for function in self.template.functions():
            self.functions.add(
                function.name,
                function.code_uri,
                function.handler,
                {**function.environment, **self.extra_environment},
                memory_mb=function.memory_size,
                timeout_seconds=function.timeout,
            )

    def _create_state_machines(self, started: ExitStack) -> None:
        self.state_machines = StateMachines(self.clock, self.activity, self.functions)
        started.callback(self.state_machines.stop_all)
        started.enter_context(led_to(self.state_machines))
        for machine in self.template.state_machines():
            definition = machine.definition_uri.read_text("utf-8")
            self.state_machines.create(machine.name, definition, machine.substitutions)

    def _start_events(self, started: ExitStack) -> None:
        self._consumers.clear()
        self._start_queues(started)
        schedules = Schedules(self.clock, self.activity, self.functions)
        started.callback(schedules.stop)
        for event in self.template.events("DynamoDB", "Schedule", "ScheduleV2"):
            if event.name in self.disabled_events:
                continue
            if event.kind == "DynamoDB":
                self._start_consumer(started, event.name, event.function, event.properties)
            else:
                schedules.add(event.name, event.function, event.properties)

    def _start_queues(self, started: ExitStack) -> None:
        declared = {
            self.template.names.arn(queue.logical_id): queue.properties
            for queue in self.template.resources("AWS::SQS::Queue")
        }
        consumers = {}
        for event in self.template.events("SQS"):
            arn = event.properties["Queue"]
            mapping = QueueMapping.of(arn, event.function, declared[arn], event.properties)
            consumer = QueueConsumer(mapping, self._works())
            started.callback(consumer.stop)
            consumers[mapping.queue] = consumer
        started.enter_context(queues_led_to(consumers))

    def _start_consumer(
        self, started: ExitStack, name: str, function: str, properties: Mapping[str, Any]
    ) -> None:
        arn = properties["Stream"]
        view = StreamView(table=arn.split("/")[1], arn=arn, region=self.region)
        mapping = StreamMapping.of(f"{function}:{name}", function, view, properties)
        consumer = StreamConsumer(mapping, self.log, self._works())
        consumer.start()
        self._consumers.append(consumer)
        started.callback(consumer.stop)

    def _works(self) -> Works:
        return Works(self.clock, self.activity, self.functions, queue_sender(self.region))

    def _gateway(self) -> Gateway:
        return Gateway(
            self.template.api(),
            self.template.routes(),
            self.template.stack,
            self.functions,
            self.activity,
            {**cloud_controls(self), **self.controls},
        )

    def _instant(self, target: timedelta | datetime) -> datetime:
        return self.clock.now() + target if isinstance(target, timedelta) else target

    def _settle(self, timeout: float) -> None:
        self.activity.wait_quiet(timeout)
        # At every step, so that an end in the middle of an advance takes no time back.
        self._remember_time()

    def _remember_time(self) -> None:
        self.log.set_value("business_time", self.clock.now().isoformat())


def _claim_process(started: ExitStack) -> None:
    # moto, its patches and the environment are the process's, so two clouds would be one.
    if not _one_at_a_time.acquire(blocking=False):
        raise RuntimeError("stop the cloud that runs in this process before starting another")
    started.callback(_one_at_a_time.release)
