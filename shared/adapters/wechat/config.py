"""What a merchant's WeChat Pay account is made of; production and the laptop differ by it alone."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import ConfigDict, Field, SecretStr, StringConstraints

from shared.domain.immutable import Immutable

PAYMENT_NOTICES = "/callbacks/wechat/payments"
REFUND_NOTICES = "/callbacks/wechat/refunds"
TRANSFER_NOTICES = "/callbacks/wechat/transfers"

Text = Annotated[str, StringConstraints(min_length=1)]


class SceneReport(Immutable):
    """One line that the channel demands about why money is transferred (transfer scene rules)."""

    info_type: Text
    info_content: Text


COMMISSION_REPORTS = (
    SceneReport(info_type="岗位类型", info_content="分销员"),
    SceneReport(info_type="报酬说明", info_content="推广佣金"),
)


class WechatConfig(Immutable):
    """A merchant account in public-key mode; keys are PEM text, no `gateway` is the real channel.

    The channel is asked to sign its answers with `public_key`; while it changes its key, notices
    come under any of `other_public_keys` as well, each under its id. `app_id` is the app of
    transfers, and of payments where none is named; `other_app_ids` are the merchant's further ones.
    `notify_base_url` is where the channel reaches us; scene 1005 is commission pay; `bypass_proxy`
    ignores the environment's proxy, which cannot reach a gateway on loopback.
    """

    model_config = ConfigDict(hide_input_in_errors=True)

    mch_id: Text
    app_id: Text
    api_v3_key: Annotated[SecretStr, Field(min_length=32, max_length=32)]
    private_key: SecretStr
    certificate_serial: Text
    public_key: Text
    public_key_id: Text
    other_public_keys: Mapping[Text, Text] = {}
    other_app_ids: tuple[Text, ...] = ()
    notify_base_url: Text
    transfer_scene_id: Text = "1005"
    scene_reports: tuple[SceneReport, ...] = COMMISSION_REPORTS
    gateway: Text | None = None
    bypass_proxy: bool = False
    timeout_seconds: Annotated[float, Field(gt=0, le=30)] = 5.0

    @property
    def public_keys(self) -> Mapping[str, str]:
        """Every key that the channel may sign with, by its id."""
        return {**self.other_public_keys, self.public_key_id: self.public_key}

    @property
    def app_ids(self) -> tuple[str, ...]:
        """The apps that buyers pay in, the usual one first."""
        return (self.app_id, *self.other_app_ids)

    def notify_url(self, path: str) -> str:
        """The full address of one of our callback routes."""
        return self.notify_base_url.rstrip("/") + path
