"""Transactions that clients repeat under a token of theirs: each has one effect."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from infra.local.table.change_log import ChangeLog, RequestToken

TOKEN_LIFE = timedelta(minutes=10)


class TokenOfAnother(Exception):
    """A request token came back within its ten minutes with another request."""


class RequestTokens:
    """The tokens in the log."""

    def __init__(self, log: ChangeLog, now: Callable[[], datetime]) -> None:
        self._log = log
        self._now = now

    def taken(self, token: str, asked: Any) -> RequestToken | None:
        """Give what is to be kept of a request; None where it was done. Errors: TokenOfAnother."""
        digest = _digest(asked)
        known = self._log.request_token(token)
        if known is None or self._now() - known.at >= TOKEN_LIFE:
            return RequestToken(token, digest, self._now())
        if known.digest != digest:
            raise TokenOfAnother
        return None

    def forget(self) -> None:
        """Forget what no client may repeat any more: boto3 gives each transaction a token."""
        self._log.forget_request_tokens(self._now() - TOKEN_LIFE)


def _digest(asked: Any) -> str:
    """Give a digest of what is asked, be it boto3's form or the wire's."""
    told = json.dumps(asked, sort_keys=True, default=lambda value: base64.b64encode(value).decode())
    return hashlib.sha256(told.encode()).hexdigest()
