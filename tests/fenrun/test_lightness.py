"""A command's help waits for nothing that the command needs."""

import json
import subprocess
import sys

import pytest

from fenrun.commands import plans, policies
from fenrun.main import COMMANDS

HEAVY = frozenset(
    {
        "aws_lambda_powertools",
        "boto3",
        "botocore",
        "chalice",
        "cheroot",
        "cryptography",
        "http_message_signatures",
        "jsonata",
        "jwt",
        "moto",
        "pydantic",
        "requests",
        "rich",
        "shared.adapters",
        "shared.domain",
        "shared.edge",
        "shared.usecases",
        "wechatpayv3",
        "yaml",
    }
)
MOST_MODULES = 180
"""Python itself, click and what a command needs to say what it takes."""

LOADED = """
import json, sys
from fenrun.main import main
try:
    main([*sys.argv[1:], "--help"], prog_name="fenrun")
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def groups() -> list[tuple[str, ...]]:
    inner = [("plan", name) for name in [*plans.COMMANDS, *plans.DOCUMENTS.commands()]]
    inner += [("policy", name) for name in [*policies.COMMANDS, *policies.DOCUMENTS.commands()]]
    return [(), *((name,) for name in COMMANDS), *inner]


@pytest.mark.parametrize("words", groups(), ids=" ".join)
def test_help_loads_nothing_heavy(words: tuple[str, ...]) -> None:
    command = [sys.executable, "-c", LOADED, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Usage: fenrun")
    loaded = json.loads(done.stderr)
    assert HEAVY.isdisjoint(loaded)
    assert len(loaded) <= MOST_MODULES
