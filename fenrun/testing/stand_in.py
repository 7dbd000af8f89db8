"""The payment channel's stand-in: what customers and payees do on their phones."""

from dataclasses import dataclass, field

import requests

from fenrun.client import Answer, answer_of
from fenrun.client.client import TIMEOUT_SECONDS


@dataclass
class StandIn:
    """The control routes of a stand-in at a base URL. Errors of every call: `Problem`."""

    base_url: str
    session: requests.Session = field(default_factory=requests.Session, repr=False)

    def __post_init__(self) -> None:
        # The environment's proxy cannot reach loopback.
        self.session.trust_env = False

    def pay(self, order_id: str, amount_fen: int | None = None) -> Answer:
        """The customer pays what the order asks for, or another sum."""
        return self.tell("pay", order_id=order_id, amount_fen=amount_fen)

    def confirm(self, bill_no: str) -> Answer:
        """The payee takes the money of a transfer."""
        return self.tell("confirm", bill_no=bill_no)

    def decline(self, bill_no: str) -> Answer:
        """The payee refuses the money of a transfer: it has failed."""
        return self.tell("decline", bill_no=bill_no)

    def tell(self, act: str, **said: object) -> Answer:
        """Let it act: `finish_refund`, `finish_transfer`, `behave` and more; it says which."""
        return answer_of(self.session.post(self._url(act), json=said, timeout=TIMEOUT_SECONDS))

    def state(self) -> Answer:
        """Read all that it remembers: by kind (`payment`, `refund`, `transfer`) and number."""
        return answer_of(self.session.get(self._url("state"), timeout=TIMEOUT_SECONDS))

    def _url(self, act: str) -> str:
        return f"{self.base_url}/_stand_in/{act}"
