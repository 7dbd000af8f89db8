"""A plan that the guard refuses makes its scenario unreadable: exit 2, errors with their lines."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from fenrun.documents.unreadable import DocumentError
from fenrun.main import main
from infra.scenarios.document import read_scenario
from tests.scenarios.stories import GOOD, write

ONE = """\
title: One plan
plan:
  name: one
  pay_depth: {depth}
  rules:
    - {{id: a, kind: percent, rates_bp: {{default: [1000]}}}}
    - {{id: b, kind: {kind}, amount: "5.00"}}
"""
SEVERAL = """\
title: Two plans
plan:
  - depth-10-5
  - preset: depth-10-5
    cap_bp: {cap}
    joining_fee: "{fee}"
"""


def _fault(tmp_path: Path, beginning: str) -> list[str]:
    path = write(tmp_path, "story.yaml", GOOD.replace("title: One order\n", beginning))
    with pytest.raises(DocumentError) as caught:
        read_scenario(path)
    return str(caught.value).replace(f"{path}:", "").splitlines()[::2]  # in English


def test_every_error_is_told_where_it_stands(tmp_path: Path) -> None:
    faults = _fault(tmp_path, ONE.format(depth=4, kind="recruit_award"))
    assert [fault.split(" ")[:3] for fault in faults] == [
        ["4:", "plan.pay_depth:", "pay_depth_above_three:"],
        ["7:", "plan.rules.2:", "headcount_reward:"],
    ]


def test_of_several_plans_the_bad_one_is_named(tmp_path: Path) -> None:
    faults = _fault(tmp_path, SEVERAL.format(cap=1499, fee="5.00"))
    assert [fault.split(" ")[:3] for fault in faults] == [
        ["5:", "plan.2.cap_bp:", "above_cap:"],
        ["6:", "plan.2.joining_fee:", "joining_fee:"],
    ]


def test_a_fault_of_a_field_is_told_in_the_same_way(tmp_path: Path) -> None:
    faults = _fault(tmp_path, SEVERAL.format(cap='"15 %"', fee="5"))
    assert [fault.split(" ")[:2] for fault in faults] == [
        ["5:", "plan.2.cap_bp:"],
        ["6:", "plan.2.joining_fee:"],
    ]


def test_a_plan_in_the_middle_is_guarded_as_well(tmp_path: Path) -> None:
    event = (
        '  - {at: "2025-03-01T10:07:00+08:00", do: plan_approved,\n'
        "     plan: {preset: depth-10-5, rules: [\n"
        '       {id: s, kind: share_award, amount: "1.00"}]}}\n'
    )
    path = write(tmp_path, "story.yaml", GOOD.replace("expect:\n", f"{event}expect:\n"))
    result = CliRunner().invoke(main, ["simulate", str(path)])
    assert result.exit_code == 2
    assert "story.yaml:11: events.4.plan.rules.1: share_award: " in result.stderr


def test_the_nearest_allowed_neighbours_are_read(tmp_path: Path) -> None:
    neighbour = SEVERAL.format(cap=1500, fee="0.00")
    path = write(tmp_path, "story.yaml", GOOD.replace("title: One order\n", neighbour))
    assert len(read_scenario(path).plan) == 2


def test_an_entry_fee_hidden_as_a_first_purchase_is_no_story(tmp_path: Path) -> None:
    award = "{id: t, kind: referral_award, rate_bp: 3000, within_days: 30, first_order_only: true}"
    plan = f"{{preset: depth-10-5, self_purchase: true, rules: [{award}]}}"

    faults = _fault(tmp_path, f"title: Entry\nplan: {plan}\n")

    assert [fault.split(" ")[:3] for fault in faults] == [
        ["2:", "plan.rules.1:", "entry_purchase:"]
    ]
