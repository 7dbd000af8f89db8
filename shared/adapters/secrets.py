"""Secrets from Secrets Manager, cached for five minutes."""

from time import monotonic
from typing import Final, NamedTuple

from shared.adapters.aws.client import AwsClient

MAX_AGE_SECONDS: Final = 300


class _Kept(NamedTuple):
    text: str
    until: float


class AwsSecrets:
    """Reads a secret's text by its name or ARN; a failing store raises `AwsError`."""

    def __init__(self) -> None:
        self._client = AwsClient("secretsmanager")
        self._kept: dict[str, _Kept] = {}

    def get(self, name: str, *, fresh: bool = False) -> str:
        """The text of a secret, at most five minutes old; `fresh` reads past the cache."""
        kept = self._kept.get(name)
        if fresh or kept is None or kept.until <= monotonic():
            answer = self._client.call("GetSecretValue", {"SecretId": name})
            text = str(answer["SecretString"])
            kept = self._kept[name] = _Kept(text, monotonic() + MAX_AGE_SECONDS)
        return kept.text
