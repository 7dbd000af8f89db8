"""The one place that wires ports to adapters, for every function alike."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from shared.adapters.aws.client import AwsClient
from shared.adapters.clocks import BusinessClock, machine_now
from shared.adapters.dynamodb.store import DynamoStore
from shared.adapters.secrets import AwsSecrets
from shared.domain.calendar import WorkingCalendar
from shared.domain.channel.channel import TransferTerms
from shared.edge.settings import Settings
from shared.ports import (
    Clock,
    JobQueue,
    Outside,
    PaymentChannel,
    Store,
    WebhookSecrets,
    Workflows,
    nothing_met,
)

if TYPE_CHECKING:
    from shared.adapters.step_functions import DueBatches
    from shared.domain.changes import Change, Waiting
    from shared.domain.ledger.busy import BusyPurses


class _Wired(NamedTuple):
    """A channel, and the text of the secret that it was wired with."""

    secret: str
    channel: PaymentChannel


class WiredPorts:
    """Ports on AWS; each adapter is made when a use case first reaches for it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._channel: _Wired | None = None

    @cached_property
    def store(self) -> Store:
        """The table."""
        return DynamoStore(AwsClient("dynamodb"), self._settings.table_name)

    @cached_property
    def clock(self) -> Clock:
        """The business clock."""
        return BusinessClock()

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The working calendar that ships with the code."""
        from shared.adapters.calendar_file import load_calendar  # noqa: PLC0415

        return load_calendar()

    @property
    def channel(self) -> PaymentChannel:
        """WeChat Pay, with the merchant's account from its secret, wired anew once that changes.

        Most requests never reach it: its library waits for the first that does.
        """
        secret = self._secrets.get(self._settings.wechat_secret_arn)
        if self._channel is None or self._channel.secret != secret:
            self._channel = _Wired(secret, self._wired_channel(secret))
        return self._channel.channel

    @cached_property
    def _secrets(self) -> AwsSecrets:
        return AwsSecrets()

    def _wired_channel(self, secret: str) -> PaymentChannel:
        from shared.adapters.wechat.config import WechatConfig  # noqa: PLC0415
        from shared.adapters.wechat.pay import WechatPay  # noqa: PLC0415

        parameters = {
            "notify_base_url": self._settings.public_base_url,
            "gateway": self._settings.wechat_gateway,
        }
        account = {**parameters, **json.loads(secret)}
        return WechatPay(WechatConfig.model_validate(account), machine_now)

    @property
    def transfer_terms(self) -> TransferTerms:
        """What WeChat Pay asks of a transfer; known without the merchant's secret."""
        from shared.adapters.wechat.terms import TRANSFER_TERMS  # noqa: PLC0415

        return TRANSFER_TERMS

    @cached_property
    def busy(self) -> "BusyPurses":
        """The purses that this process has met busy."""
        return nothing_met()

    @cached_property
    def jobs(self) -> JobQueue:
        """The queue of webhooks' sender."""
        from shared.adapters.webhooks.queue import SqsJobs  # noqa: PLC0415 - most never reach it

        return SqsJobs(AwsClient("sqs"), self._settings.webhook_queue_url)

    @cached_property
    def outside(self) -> Outside:
        """The endpoints of webhooks."""
        from shared.adapters.webhooks.outside import HttpsOutside  # noqa: PLC0415

        return HttpsOutside(loopback=self._settings.may_reach_loopback)

    @cached_property
    def webhook_secrets(self) -> WebhookSecrets:
        """The secrets of endpoints, made from the one key in Secrets Manager."""
        from shared.adapters.webhooks.secrets import DerivedSecrets  # noqa: PLC0415

        secrets, arn = AwsSecrets(), self._settings.webhook_key_arn
        return DerivedSecrets(lambda: secrets.get(arn), machine_now)


def wire_workflows(settings: Settings) -> Workflows:
    """Wire the state machines that a stream consumer starts and signals."""
    from shared.adapters.step_functions import StepFunctions  # noqa: PLC0415 - the stream's alone

    return StepFunctions(
        AwsClient("stepfunctions"),
        {
            "order_lifecycle": settings.order_lifecycle_arn,
            "refund": settings.refund_arn,
            "payout": settings.payout_arn,
            "settlement": settings.settlement_arn,
        },
    )


def wire_due_batches(settings: Settings) -> "DueBatches":
    """Wire the machine to which a sweeper hands over what is too much for one sweep."""
    from shared.adapters.step_functions import DueBatches  # noqa: PLC0415 - hardly ever reached

    return DueBatches(AwsClient("stepfunctions"), settings.due_batches_arn)


open_secrets = AwsSecrets
"""Opens the store of the stack's secrets."""


def read_change(record: Mapping[str, Any]) -> "Change | Waiting | None":
    """Read the `dynamodb` part of a record of the table's stream."""
    from shared.adapters.dynamodb.changes import change_of  # noqa: PLC0415 - the stream's alone

    return change_of(record)
