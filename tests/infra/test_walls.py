"""The walls stand, and the checker sees each way through them."""

from pathlib import Path

import pytest

from infra.checks import all_checks
from infra.checks.modules import modules_of, read_modules
from infra.checks.runtime import runtime_packages
from infra.checks.walls import violations

ROOT = Path(__file__).parents[2]
RUNTIME = frozenset({"pydantic", "boto3", "botocore", "chalice", "wechatpayv3", "jwt"})


def test_no_import_of_the_house_goes_through_a_wall() -> None:
    assert all_checks.wall_violations(ROOT) == []


def test_the_whole_house_is_looked_at() -> None:
    modules = read_modules(ROOT, "shared", "functions")
    assert {"shared.domain.money", "shared.ports", "functions.authorizer.handler"} <= set(modules)
    assert "pydantic" in {name.partition(".")[0] for m in modules.values() for name in m.imports}


def test_every_function_folder_is_looked_at() -> None:
    modules = read_modules(ROOT, "functions")
    folders = {path.name for path in (ROOT / "functions").iterdir() if any(path.glob("*.py"))}
    assert {name.split(".")[1] for name in modules} == folders


@pytest.mark.parametrize(
    ("module", "line", "reason"),
    [
        ("shared.domain.money", "import boto3", "only pydantic belongs here"),
        ("shared.domain.money", "from jwt import decode", "only pydantic belongs here"),
        ("shared.domain.money", "from shared import ports", "only shared.domain may be imported"),
        ("shared.domain.money", "def f():\n    import shared.adapters.x", "may be imported here"),
        ("shared.domain.money", "from ..adapters import dynamodb", "may be imported here"),
        ("shared.ports", "import shared.usecases.pay", "only shared.domain may be imported"),
        ("shared.usecases.pay", "import boto3", "may know it"),
        ("shared.usecases.pay", "from mypy_boto3_dynamodb import DynamoDBClient", "may know it"),
        ("shared.usecases.pay", "from shared.adapters import dynamodb", "may be imported here"),
        ("shared.usecases.pay", "from shared.edge.http import view", "may be imported here"),
        ("shared.usecases.pay", "import chalice", "may know it"),
        ("shared.adapters.dynamodb", "import chalice", "may know it"),
        ("shared.adapters.dynamodb", "import shared.bootstrap", "may be imported here"),
        ("shared.adapters.dynamodb", "from shared.usecases.pay import pay", "may be imported here"),
        ("shared.edge.http", "import botocore.session", "may know it"),
        ("shared.edge.http", "from shared.bootstrap import ports", "may be imported here"),
        ("shared.edge.http", "import wechatpayv3", "may know it"),
        ("shared.bootstrap", "import chalice", "may know it"),
        ("shared.anything", "import shared.domain.money", "nothing of ours belongs here"),
        ("functions.stream.handler", "import boto3", "may know it"),
        ("functions.stream.handler", "from chalice import Chalice", "may know it"),
        ("functions.stream.handler", "from functions.sweeper import handler", "imported here"),
        ("functions.stream.handler", "import shared.adapters.secrets", "may be imported here"),
        ("functions.storefront.app", "from infra.local import cloud", "not there in production"),
        ("shared.edge.http", "import moto", "not there in production"),
        ("shared.edge.http", "import rich", "not a dependency in pyproject.toml"),
        ("shared.edge.http", "from fenrun.client import Client", "may be imported here"),
        ("functions.storefront.app", "import fenrun.roles", "may be imported here"),
        ("fenrun.client.client", "import click", "requests belongs here"),
        ("fenrun.client.client", "import shared.domain.money", "may be imported here"),
        ("fenrun.client.client", "from fenrun.terminal import talk", "may be imported here"),
        ("fenrun.documents.kinds", "from fenrun.client import Client", "may be imported here"),
        ("fenrun.terminal.reach", "from infra.local import cloud", "not there in production"),
        ("fenrun.terminal.reach", "import fenrun.commands.plans", "may be imported here"),
        ("fenrun.commands.plans", "import boto3", "belongs here"),
        ("fenrun.commands.plans", "def f():\n    import moto", "not there in production"),
        ("fenrun.commands.plans", "import shared.usecases.pay", "may be imported here"),
        ("fenrun.commands.plans", "from shared.adapters import clocks", "may be imported here"),
        ("fenrun.commands.plans", "import shared.edge.packaged", "may be imported here"),
        ("fenrun.main", "import fenrun.client", "only fenrun.terminal may be imported"),
    ],
)
def test_a_way_through_a_wall_is_seen(module: str, line: str, reason: str) -> None:
    problems = violations(modules_of({module: line}), RUNTIME)
    assert len(problems) == 1
    assert problems[0].startswith(f"{module} imports ")
    assert reason in problems[0]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("shared.domain.money", "import json, pydantic\nfrom shared.domain import errors"),
        ("shared.usecases.pay", "from shared.domain.money import split\nimport shared.ports"),
        ("shared.adapters.dynamodb", "import boto3\nfrom botocore.config import Config"),
        ("shared.bootstrap", "import boto3\nfrom shared.adapters import dynamodb"),
        ("shared.edge.http", "from chalice.app import Response\nimport jwt"),
        ("functions.storefront.app", "from chalice import Blueprint\nimport shared.bootstrap"),
        ("functions.authorizer.handler", "from shared.adapters.secrets import AwsSecrets"),
    ],
)
def test_what_is_allowed_is_not_reported(module: str, line: str) -> None:
    assert violations(modules_of({module: line}), RUNTIME) == []


def test_the_lock_of_the_layer_names_what_production_has() -> None:
    packages = runtime_packages(ROOT / "requirements" / "runtime.txt")
    assert {"boto3", "chalice", "jwt", "pydantic", "aws_lambda_powertools"} <= packages
    assert packages.isdisjoint({"moto", "pytest", "click", "rich", "yaml"})
