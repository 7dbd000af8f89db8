from pathlib import Path
from typing import Any

import boto3
from moto import mock_aws

from infra.local.intrinsics import Stack
from infra.local.resources.tables_and_queues import create_tables
from infra.local.template import Resource, Template

REGION = "us-east-1"
GIVEN = {
    "PublicBaseUrl": "http://here",
    "LandingUrl": "http://shop",
    "JwtIssuer": "http://issuer",
}


def table(**parameters: str) -> Resource:
    stack = Stack("fenrun", REGION, parameters={**GIVEN, **parameters})
    tables = Template(Path("template.yaml"), stack).resources("AWS::DynamoDB::Table")
    return next(each for each in tables if each.logical_id == "Table")


def warmth(found: Resource) -> list[Any]:
    (index,) = found.properties["GlobalSecondaryIndexes"]
    return [each.get("WarmThroughput") for each in (found.properties, index)]


def test_a_table_comes_as_aws_makes_it_until_somebody_warms_it():
    assert warmth(table()) == [None, None]


def test_a_table_is_warmed_with_its_index():
    written = [int(each["WriteUnitsPerSecond"]) for each in warmth(table(WarmWrites="24000"))]
    assert written == [24_000, 24_000]


def test_a_warmed_table_comes_up_on_a_laptop():
    with mock_aws():
        create_tables([table(WarmWrites="24000")], REGION)
        assert boto3.client("dynamodb", REGION).list_tables()["TableNames"] == ["fenrun-Table"]
