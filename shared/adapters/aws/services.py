"""The services that functions call, and where they are."""

import os
from collections.abc import Mapping
from typing import Literal, NamedTuple

Service = Literal["dynamodb", "secretsmanager", "sqs", "stepfunctions"]


class Protocol(NamedTuple):
    """How a service is spoken to: its name in addresses and signatures, its operations' prefix."""

    name: str
    target: str
    version: str = "1.0"


PROTOCOLS: Mapping[Service, Protocol] = {
    "dynamodb": Protocol("dynamodb", "DynamoDB_20120810"),
    "secretsmanager": Protocol("secretsmanager", "secretsmanager", "1.1"),
    "sqs": Protocol("sqs", "AmazonSQS"),
    "stepfunctions": Protocol("states", "AWSStepFunctions"),
}


def region() -> str:
    """Name the region of the environment, which Lambda tells under both names."""
    return os.environ.get("AWS_DEFAULT_REGION") or os.environ["AWS_REGION"]


def address(service: Service, where: str) -> str:
    """Give the URL of a service in a region: the environment's, where it names one."""
    told = os.environ.get(f"AWS_ENDPOINT_URL_{_VARIABLES[service]}")
    return told or os.environ.get("AWS_ENDPOINT_URL") or _public(PROTOCOLS[service].name, where)


_VARIABLES: Mapping[Service, str] = {
    "dynamodb": "DYNAMODB",
    "secretsmanager": "SECRETS_MANAGER",
    "sqs": "SQS",
    "stepfunctions": "SFN",
}


def _public(name: str, where: str) -> str:
    china = ".cn" if where.startswith("cn-") else ""
    return f"https://{name}.{where}.amazonaws.com{china}"
