"""The policy document: written whole, of parts that fit, compared parameter by parameter."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from shared.domain.documents.part import written
from shared.domain.policy.policy import Policy
from shared.domain.policy.policy_diff import policy_changes
from tests.refusals import faulty

EXAMPLE = Path(__file__).parents[4] / "docs" / "policy.yaml"


def policy(**fields: Any) -> Policy:
    return Policy.model_validate(fields)


def test_what_is_written_reads_as_the_same_policy() -> None:
    before = policy(
        effective_from="2025-03-04T00:00:00+08:00",
        return_window={"from": "shipped", "days": 9},
        payout={"max_part": "200.00", "review": True},
    )
    assert Policy.model_validate(written(before)) == before


@pytest.mark.parametrize(
    ("minimum", "max_part", "least"),
    [("1.00", "0.99", "1.00"), ("0.00", "0.00", "0.01")],
)
def test_a_part_that_could_never_be_paid_is_refused(
    minimum: str, max_part: str, least: str
) -> None:
    with faulty(rf"max_part\n.*{least} is the least"):
        policy(payout={"minimum": minimum, "max_part": max_part})
    assert policy(payout={"minimum": minimum, "max_part": least}).payout.max_part


def test_changes_are_given_in_the_order_of_the_document() -> None:
    after = policy(courier_surcharge="8.00", payout={"max_part": "200.00"}, protection_days=3)
    found = policy_changes(policy(), after)
    assert [(each.path, each.before, each.after) for each in found] == [
        ("protection_days", 0, 3),
        ("payout.max_part", None, "200.00"),
        ("courier_surcharge", "10.00", "8.00"),
    ]
    assert policy_changes(after, after) == ()


def test_the_example_names_every_field_with_its_default() -> None:
    document = yaml.safe_load(EXAMPLE.read_text(encoding="utf-8"))
    assert document == written(Policy())
    assert policy(**document) == Policy()


def test_the_example_describes_every_field_in_both_languages() -> None:
    above: list[str] = []
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            above.append(line)
        elif line and not line.startswith(" "):
            assert any(each.isascii() for each in above), line
            assert any(not each.isascii() for each in above), line
            above = above if line.startswith("courier_surcharge") else []


@pytest.mark.parametrize("name", Policy.model_fields)
def test_every_part_of_a_policy_refuses_what_it_does_not_know(name: str) -> None:
    part = Policy.model_fields[name].annotation
    if isinstance(part, type) and issubclass(part, BaseModel):
        with faulty("nothing here is called `unheard-of`"):
            policy(**{name: {"unheard-of": 1}})
    else:
        with faulty(f"write `{name}`"):
            policy(**{f"{name}s": 1})
