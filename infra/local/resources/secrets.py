"""The values of the template's secrets and parameters, the same at every start of a stack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import boto3

from infra.local.table.change_log import ChangeLog
from infra.local.template import Resource


def create_secrets(
    declared: list[Resource], given: Mapping[str, str], log: ChangeLog, region: str
) -> None:
    """Create each SecretsManager secret; one that has no value yet stays without.

    A value is the given one (by logical id), else the one of the last start, else the template's.
    """
    client = boto3.client("secretsmanager", region_name=region)
    for secret in declared:
        value = given.get(secret.logical_id) or log.value(f"secret:{secret.name}")
        value = value or _initial(client, secret.properties)
        if value is None:
            client.create_secret(Name=secret.name)
            continue
        client.create_secret(Name=secret.name, SecretString=value)
        log.set_value(f"secret:{secret.name}", value)


def create_parameters(declared: list[Resource], given: Mapping[str, str], region: str) -> None:
    """Create each SSM parameter with the given value (by logical id), else the template's."""
    client = boto3.client("ssm", region_name=region)
    for parameter in declared:
        client.put_parameter(
            Name=parameter.name,
            Type=parameter.properties.get("Type", "String"),
            Value=given.get(parameter.logical_id) or str(parameter.properties["Value"]),
        )


def _initial(client: Any, properties: Mapping[str, Any]) -> str | None:
    if "GenerateSecretString" not in properties:
        value: str | None = properties.get("SecretString")
        return value
    wanted = dict(properties["GenerateSecretString"])
    template, key = wanted.pop("SecretStringTemplate", None), wanted.pop("GenerateStringKey", None)
    password: str = client.get_random_password(**wanted)["RandomPassword"]
    return json.dumps({**json.loads(template), key: password}) if template else password
