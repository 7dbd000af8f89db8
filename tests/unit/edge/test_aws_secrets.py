"""Secrets from AWS: cached, and read anew on demand."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

import infra.local.aws.led_calls  # noqa: F401 - moto answers functions through it
from shared.adapters.aws.errors import AwsError
from shared.adapters.secrets import AwsSecrets


@pytest.fixture(autouse=True)
def _aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "cn-north-1")
    with mock_aws():
        yield


def test_a_secret_is_cached_until_a_fresh_one_is_asked_for() -> None:
    manager = boto3.client("secretsmanager")
    arn = manager.create_secret(Name="keys", SecretString="old")["ARN"]
    secrets = AwsSecrets()
    assert secrets.get(arn) == "old"
    manager.put_secret_value(SecretId=arn, SecretString="new")
    assert secrets.get(arn) == "old"
    assert secrets.get(arn, fresh=True) == "new"
    assert secrets.get(arn) == "new"


def test_a_store_that_fails_raises() -> None:
    with pytest.raises(AwsError, match="ResourceNotFoundException"):
        AwsSecrets().get("missing")
