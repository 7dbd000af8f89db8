"""What customers and payees do on their phones, told to the payment channel's stand-in."""

from dataclasses import dataclass, field
from typing import Any

import requests

from fenrun.client import answer_of
from fenrun.client.client import TIMEOUT_SECONDS


@dataclass
class StandIn:
    """The control routes of a stand-in at a base URL. Errors of every call: `Problem`."""

    base_url: str
    session: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self) -> None:
        # The environment's proxy cannot reach loopback.
        self.session.trust_env = False

    def pay(self, order_id: str) -> dict[str, Any]:
        """The customer pays what the order asks for."""
        return self._tell("pay", {"order_id": order_id})

    def confirm(self, bill_no: str) -> dict[str, Any]:
        """The payee takes the money of a transfer."""
        return self._tell("confirm", {"bill_no": bill_no})

    def _tell(self, action: str, body: dict[str, str]) -> dict[str, Any]:
        url = f"{self.base_url}/_stand_in/{action}"
        return answer_of(self.session.post(url, json=body, timeout=TIMEOUT_SECONDS))
