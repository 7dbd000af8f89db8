"""Secrets of endpoints, each made anew from one key whenever it is needed: none is stored.

What an endpoint's secret is follows from the key, the endpoint and the secret's number.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

PREFIX: Final = "whsec_"
_PURPOSE: Final = "fenrun webhook secret"


class DerivedSecrets:
    """Signs as Standard Webhooks says; `key` reads the one key, of at least 32 random bytes."""

    def __init__(self, key: Callable[[], str], now: Callable[[], datetime]) -> None:
        self._key = key
        self._now = now

    def secret(self, webhook: str, number: int) -> str:
        """Give a secret as its receiver gets it: 32 bytes in base64 behind `whsec_`."""
        about = f"{_PURPOSE}\n{webhook}\n{number}".encode()
        made = hmac.digest(self._key().encode(), about, hashlib.sha256)
        return PREFIX + base64.b64encode(made).decode()

    def signed(
        self, webhook: str, numbers: Sequence[int], message: str, body: str
    ) -> Mapping[str, str]:
        """Give the three headers of a message, with a signature by each of these secrets."""
        # Only who sends waits for the library to load.
        from standardwebhooks import Webhook  # noqa: PLC0415

        at = self._now()
        signers = [Webhook(self.secret(webhook, number)) for number in numbers]
        return {
            "webhook-id": message,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": " ".join(each.sign(message, at, body) for each in signers),
        }
