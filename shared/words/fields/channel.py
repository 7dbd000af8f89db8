"""What the payment channel sends."""

from collections.abc import Mapping

from shared.words.wording import Words

TAG: Mapping[str, Words] = {
    "channel": Words(
        "Notices of the payment channel; nobody else calls them.", "支付渠道的通知，仅由渠道调用。"
    ),
}
