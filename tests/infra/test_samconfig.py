"""What `sam` is told of itself: parameters that the template has, and all that have no default."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from infra.local.intrinsics import parse_template

ROOT = Path(__file__).parents[2]
TOLD = tomllib.loads((ROOT / "samconfig.toml").read_text("utf-8"))["default"]
DECLARED: dict[str, Any] = parse_template((ROOT / "template.yaml").read_text("utf-8"))["Parameters"]


@pytest.mark.parametrize("command", ["deploy", "local_invoke"])
def test_each_parameter_without_default_is_given_and_each_given_one_is_declared(
    command: str,
) -> None:
    told = TOLD[command]["parameters"]["parameter_overrides"]
    given = {each.partition("=")[0] for each in told}
    assert given <= set(DECLARED)
    assert given >= {name for name, it in DECLARED.items() if "Default" not in it}
