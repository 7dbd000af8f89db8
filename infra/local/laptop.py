"""The whole product on one laptop: the template's cloud and a payment channel to go with it."""

import json
import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from infra.local.cloud import BASE_URL, LocalCloud
from infra.local.credentials import ISSUER, Credentials
from infra.local.functions.cut_off import free_what_was_under_way
from infra.local.ledger_control import ledger_control
from infra.local.lifetime import Startable
from infra.local.timers.recurrence import parse_rate
from infra.local.timers.sweeps import Sweeps
from infra.local.wechat.keys import StandInKeys, wechat_config
from infra.local.wechat.stand_in import WechatStandIn
from shared.adapters import clocks
from shared.bootstrap import WiredPorts, wire_workflows
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.payouts.payouts import Payout
from shared.edge.settings import Settings
from shared.ports import Due
from shared.usecases.clockwork.follow_changes import begin_all

ROOT = Path(__file__).parents[2]
INSTALLED = Path(__file__).parents[1] / "stack"
"""Where the wheel has what stands at the root of the tree."""
TEMPLATE = (INSTALLED if INSTALLED.exists() else ROOT) / "template.yaml"
BEGINNING = datetime.fromisoformat("2025-03-01T10:00:00+08:00")
LANDING_URL = "https://shop.example/welcome"

HAVE_MACHINES = (Order, Refund, Payout)
"""Whose time a machine keeps to the second; without one, a laptop's sweeper does."""

SWEEP = "Sweep"
"""The template's name for the event that drives the sweeper."""

TIMEKEEPING = "FENRUN_TIMEKEEPING"
"""The variable that says how every laptop of this process keeps time that is not told otherwise."""

TRIES = "WebhookSends"
"""The template's name for the table of the tries of webhooks."""


_keys_of_this_process = cache(StandInKeys.generate)
"""Whoever keeps nothing shares them: to make three RSA keys takes a fifth of a second."""


def stack_parameters(base_url: str, channel_url: str) -> dict[str, str]:
    """The template's parameters on a laptop whose API and channel are there."""
    return {
        "PublicBaseUrl": base_url,
        "LandingUrl": LANDING_URL,
        "JwtIssuer": ISSUER,
        "WechatGateway": channel_url,
        "LogLevel": "INFO",
        "WakeSpreadSeconds": "0",
    }


@dataclass
class Laptop(Startable):
    """A brand's stack and its payment channel, up between `start` and `stop`.

    With a data folder everything survives any end of the process. `without` names template events
    to leave out; `workflows` off starts no state machine; `parameters` are values for those of the
    template.
    """

    data_dir: Path | None = None
    port: int = 0
    aws_port: int | None = None
    frozen: bool = False
    start_time: datetime | None = BEGINNING
    without: frozenset[str] = frozenset()
    workflows: bool = True
    parameters: Mapping[str, str] = field(default_factory=dict)

    cloud: LocalCloud = field(init=False)
    channel: WechatStandIn = field(init=False)
    credentials: Credentials = field(init=False)
    ports: WiredPorts = field(init=False)
    _sweeps: list[Sweeps] = field(init=False, default_factory=list)
    _running: ExitStack = field(init=False, default_factory=ExitStack)

    @property
    def timekeeping(self) -> str:
        """What keeps time: the template's parameter."""
        return self.parameters.get("Timekeeping") or os.environ.get(TIMEKEEPING, "visible")

    def start(self) -> None:
        """Bring the channel up, then the cloud, then a machine for everything that waits."""
        with ExitStack() as started:
            keys, self.credentials = self._keys()
            started.callback(clocks.run_on, clocks.machine_now)
            self.channel = self._make_channel(keys)
            self.cloud = self._make_cloud(keys)
            self.channel.serve()
            started.callback(self.channel.stop)
            self.cloud.start()
            started.callback(self.cloud.stop)
            started.callback(self._stop_sweeps)
            self.channel.notify_base_url = self.cloud.base_url
            self.channel.redeliver()
            self._running = started.pop_all()

    def stop(self) -> None:
        """Take everything down."""
        self._running.close()

    def _keys(self) -> tuple[StandInKeys, Credentials]:
        if self.data_dir is None:
            return _keys_of_this_process(), Credentials.generate()
        return StandInKeys.load(self.data_dir), Credentials.load(self.data_dir)

    def _make_channel(self, keys: StandInKeys) -> WechatStandIn:
        return WechatStandIn(
            keys,
            data_dir=self.data_dir,
            # The cloud and its clock come up after the channel that the template names.
            business_now=lambda: self.cloud.clock.now(),  # noqa: PLW0108
            scheduler=lambda seconds, action: self.cloud.clock.call_later(seconds, action),  # noqa: PLW0108
            busy=lambda: self.cloud.activity.busy("notice of the payment channel"),
        )

    def _make_cloud(self, keys: StandInKeys) -> LocalCloud:
        without = self.without if self.workflows else self.without | {"Changes"}
        return LocalCloud(
            TEMPLATE,
            data_dir=self.data_dir,
            parameters=self._parameters(),
            secrets=self._secrets(keys),
            frozen=self.frozen,
            start_time=self.start_time,
            port=self.port,
            aws_port=self.aws_port,
            # Sweeps follow the due times here, and skip the minutes with nothing to do.
            disabled_events=without | {SWEEP},
            # Receivers stand on this very machine, too; no template says so.
            extra_environment={"WEBHOOKS_TO_LOOPBACK": "allowed"},
            install_clock=clocks.run_on,
            controls=ledger_control(lambda: self.cloud.log),
            on_restart=[self._free_tries, self._sweep_when_due, self._begin_again],
        )

    def _parameters(self) -> dict[str, str]:
        here = stack_parameters(BASE_URL, self.channel.base_url)
        return {**here, "Timekeeping": self.timekeeping, **self.parameters}

    def _secrets(self, keys: StandInKeys) -> dict[str, str]:
        account = wechat_config(keys, self.channel.base_url, BASE_URL)
        secret = account.model_dump(mode="json", exclude={"gateway", "notify_base_url"})
        secret["api_v3_key"] = account.api_v3_key.get_secret_value()
        secret["private_key"] = account.private_key.get_secret_value()
        return {
            "WechatSecret": json.dumps(secret),
            "StorefrontKeys": self.credentials.storefront_keys(),
            "LoginKeySet": self.credentials.login_key_set(),
        }

    def _free_tries(self) -> None:
        table = self.cloud.template.names.name(TRIES)
        free_what_was_under_way(table, self.cloud.region)

    def _sweep_when_due(self) -> None:
        if SWEEP in self.without:
            return
        first = HAVE_MACHINES if self.timekeeping == "batched" else ()
        self._sweeps = [self._swept(lambda due: due.kind not in first, at_once=False)]
        if first:
            self._sweeps.append(self._swept(lambda due: due.kind in first, at_once=True))

    def _swept(self, wanted: Callable[[Due], bool], *, at_once: bool) -> Sweeps:
        cloud = self.cloud
        (event,) = (e for e in cloud.template.events("Schedule") if e.name == SWEEP)
        return Sweeps(
            cloud.clock,
            cloud.activity,
            cloud.log,
            lambda: cloud.functions.invoke(event.function, {}),
            every=parse_rate(event.name, event.properties),
            at_once=at_once,
            wanted=wanted,
        )

    def _stop_sweeps(self) -> None:
        for each in self._sweeps:
            each.stop()

    def _begin_again(self) -> None:
        """Executions are never saved: one begins for everything that awaits something."""
        functions = {f.code_uri.name: f.environment for f in self.cloud.template.functions()}
        self.ports = WiredPorts(Settings({**functions["sweeper"], **functions["storefront"]}))
        if self.workflows:
            settings = Settings(functions["stream"])
            begin_all(self.ports, wire_workflows(settings), settings.timekeeping)
