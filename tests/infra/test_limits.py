"""What is deployed stays far from AWS's limits, and the counts are true."""

from pathlib import Path
from typing import Any

import pytest

from infra.checks.limits import counts, main, permissions
from infra.checks.transformed import transformed

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return transformed(ROOT / "template.yaml")


def counted(document: dict[str, Any]) -> dict[str, int]:
    return {count.what: count.counted for count in counts(document)}


def test_a_function_has_at_most_one_permission(document: dict[str, Any]) -> None:
    given = permissions(document)
    assert {name: len(each) for name, each in given.items()} == dict.fromkeys(given, 1)


def test_at_most_half_of_every_limit_is_used(document: dict[str, Any]) -> None:
    assert [count for count in counts(document) if count.percent > 50] == []


def test_everything_is_counted(document: dict[str, Any]) -> None:
    assert 0 not in counted(document).values()


def small(**properties: dict[str, Any]) -> dict[str, Any]:
    kinds = {
        "Api": "ApiGateway::RestApi",
        "First": "Lambda::Permission",
        "Second": "Lambda::Permission",
        "Role": "IAM::Role",
    }
    return {
        "Resources": {
            name: {"Type": f"AWS::{kinds[name]}", "Properties": given}
            for name, given in properties.items()
        }
    }


PERMISSION = {"FunctionName": {"Ref": "F"}, "Principal": "p", "Action": "a"}


def test_each_part_of_a_path_counts_once_and_so_does_the_root() -> None:
    paths = dict.fromkeys(("/v1/orders", "/v1/orders/{order_id}", "/v1/plans", "/health"))
    found = counted(small(Api={"Body": {"paths": paths}}))
    assert found["resources of the API"] == 6
    assert found["resources of the stack"] == 1


def test_a_policy_grows_with_each_permission_of_its_function() -> None:
    name = "largest resource policy of a function, bytes"
    one = counted(small(First=PERMISSION))[name]
    both = counted(small(First=PERMISSION, Second=PERMISSION))[name]
    apart = counted(small(First=PERMISSION, Second={**PERMISSION, "FunctionName": {"Ref": "G"}}))
    assert one == apart[name] < both < 2 * one


def test_the_counts_are_shown_with_their_limits(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    main()
    shown = capsys.readouterr().out
    assert "| resources of the stack | " in shown
    assert shown.endswith("Lambda permissions, at most 1 a function\n")
