"""Everybody who deals with the product from outside: its shop, its people, payers and payees."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import requests

from fenrun.client import Stack
from infra.local.credentials import Credentials
from infra.local.laptop import Laptop
from shared.edge.callers.access import PersonRole


@dataclass
class World:
    """A running product and its channel's stand-in, reached over HTTP only."""

    stack: Stack
    channel_url: str

    @classmethod
    def around(cls, laptop: Laptop) -> "World":
        return cls.at(laptop.cloud.base_url, laptop.channel.base_url, laptop.credentials)

    @classmethod
    def at(cls, api_url: str, channel_url: str, credentials: Credentials) -> "World":
        return cls(Stack(api_url, credentials, pauses=()), channel_url)

    def shop(self, method: str, path: str, body: object = None, key: str = "") -> dict[str, Any]:
        """The storefront calls."""
        return self.stack.storefront().call(method, path, body, key or None)

    def person(
        self,
        role: PersonRole,
        subject: str,
        method: str,
        path: str,
        body: object = None,
        key: str = "",
    ) -> dict[str, Any]:
        """Somebody who has logged in calls."""
        return self.stack.person(role, subject).call(method, path, body, key or None)

    def move_on(self, to: datetime) -> None:
        """Business time passes, and what it brings about is done."""
        self.stack.anybody().call("POST", "/_local/advance", {"to": to.isoformat()})

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.stack.anybody().call("POST", "/_local/drain")

    def pay(self, order_id: str) -> None:
        """The customer pays, unless he has."""
        if self.channel()["payment"][order_id]["trade_state"] != "SUCCESS":
            self._at_channel("pay", {"order_id": order_id})

    def confirm(self, bill_no: str) -> None:
        """The payee takes his money, unless he has."""
        if self.channel()["transfer"][bill_no]["state"] != "SUCCESS":
            self._at_channel("confirm", {"bill_no": bill_no})

    def channel(self) -> dict[str, Any]:
        """All that the channel remembers."""
        state = self.stack.session.get(f"{self.channel_url}/_stand_in/state", timeout=30)
        state.raise_for_status()
        found: dict[str, Any] = state.json()
        return found

    def _at_channel(self, action: str, body: dict[str, Any]) -> None:
        answer = self.stack.session.post(
            f"{self.channel_url}/_stand_in/{action}", json=body, timeout=30
        )
        assert answer.status_code == requests.codes.ok, answer.text
