"""Secrets from Secrets Manager, cached for five minutes."""

from time import monotonic
from typing import Final, NamedTuple

from shared.adapters.aws_clients import aws_client

MAX_AGE_SECONDS: Final = 300


class _Kept(NamedTuple):
    text: str
    until: float


class AwsSecrets:
    """Reads a secret's text by its name or ARN; a failing store raises `ClientError`."""

    def __init__(self) -> None:
        self._client = aws_client("secretsmanager")
        self._kept: dict[str, _Kept] = {}

    def get(self, name: str, *, fresh: bool = False) -> str:
        """The text of a secret, at most five minutes old; `fresh` reads past the cache."""
        kept = self._kept.get(name)
        if fresh or kept is None or kept.until <= monotonic():
            text = str(self._client.get_secret_value(SecretId=name)["SecretString"])
            kept = self._kept[name] = _Kept(text, monotonic() + MAX_AGE_SECONDS)
        return kept.text
