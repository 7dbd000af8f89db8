"""Secrets from Secrets Manager, cached for five minutes."""

from typing import Final

import boto3
from aws_lambda_powertools.utilities.parameters import SecretsProvider

MAX_AGE_SECONDS: Final = 300


class AwsSecrets:
    """Reads a secret's text by its name or ARN; a failing store raises `GetParameterError`."""

    def __init__(self) -> None:
        self._provider = SecretsProvider(boto3_client=boto3.client("secretsmanager"))

    def get(self, name: str, *, fresh: bool = False) -> str:
        """The text of a secret, at most five minutes old; `fresh` reads past the cache."""
        return str(self._provider.get(name, max_age=MAX_AGE_SECONDS, force_fetch=fresh))
