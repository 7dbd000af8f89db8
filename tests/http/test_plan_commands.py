"""`fenrun plan` beside a running Fenrun: proposed, shown, approved by another person, listed."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from infra.cli.client import Client
from infra.cli.main import main
from infra.cli.running import Running
from infra.demo.seed import seed
from infra.local.laptop import SWEEP, Laptop
from tests.http.api_bench import START

PLAN = """\
name: spring
pay_depth: 3
products:
  tee: {price: "100.00", cost: "40.00"}
rules:
  - {id: relation, kind: percent, rates_bp: {default: [2000, 500, 100]}}
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    data = tmp_path_factory.mktemp("fenrun")
    (data / "spring.yaml").write_text(PLAN, encoding="utf-8")
    without = frozenset({SWEEP})
    with Laptop(data, frozen=True, start_time=START, without=without, workflows=False) as laptop:
        base_url = laptop.cloud.base_url
        client = Client(base_url, laptop.credentials)
        running = Running(base_url=base_url, stand_in_url=base_url, pid=os.getpid())
        with running.told_in(data):
            for _ in range(2):
                seed(client)
            yield data


def _plan(data: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["plan", *words, "--data", str(data)])


def _propose(data: Path) -> str:
    result = _plan(data, "propose", str(data / "spring.yaml"))
    assert result.exit_code == 0, result.output
    found = re.match(r"[A-Z2-7]{26}", result.stdout)
    assert found is not None
    return found[0]


def test_the_sample_brand_has_its_plan_once(data: Path) -> None:
    listed = _plan(data, "list").stdout
    assert listed.count("depth-10-5-2@1  ") == 1
    assert "depth-10-5-2@2" not in listed


def test_a_proposal_says_what_it_changes_and_how_to_approve_it(data: Path) -> None:
    result = _plan(data, "propose", str(data / "spring.yaml"))
    assert "rules.relation.rates_bp.default" in result.stdout
    assert "depth_three" in result.stdout
    proposal = result.stdout[:26]
    line = next(line for line in result.stdout.splitlines() if "to approve" in line)
    assert line.endswith(f"fenrun plan approve --data {data} {proposal} --acknowledge depth_three")
    assert f"open: {proposal}  spring  by operator" in _plan(data, "list").stdout


def test_an_approved_plan_is_in_force(data: Path) -> None:
    proposal = _propose(data)
    unseen = _plan(data, "approve", proposal)
    assert (unseen.exit_code, "depth_three" in unseen.stderr) == (1, True)
    result = _plan(data, "approve", proposal, "--acknowledge", "depth_three")
    assert result.exit_code == 0
    label = result.stdout.split()[0]
    assert f"in force: {label}" in _plan(data, "list").stdout
    shown = _plan(data, "show", proposal).stdout
    assert "approved" in shown.splitlines()[0]
    assert "to approve" not in shown


def test_the_same_person_may_not_approve(data: Path) -> None:
    result = _plan(data, "approve", _propose(data), "--by", "operator")
    assert result.exit_code == 1
    assert "same_person" in result.stderr


def test_a_rejected_plan_is_closed(data: Path) -> None:
    proposal = _propose(data)
    assert _plan(data, "reject", proposal, "--reason", "too dear").exit_code == 0
    assert "rejected" in _plan(data, "show", proposal).stdout.splitlines()[0]
    again = _plan(data, "reject", proposal, "--reason", "too dear")
    assert (again.exit_code, "illegal_transition" in again.stderr) == (1, True)


def test_a_plan_that_the_guard_refuses_is_said_to_be_refused(data: Path) -> None:
    bad = data / "bad.yaml"
    bad.write_text(PLAN.replace("pay_depth: 3", "pay_depth: 4"), encoding="utf-8")
    result = _plan(data, "propose", str(bad))
    assert result.exit_code == 0
    assert "the guard refuses it" in result.stdout


def test_a_check_may_look_at_the_network(data: Path) -> None:
    result = _plan(data, "check", str(data / "spring.yaml"), "--network")
    assert result.exit_code == 0
    assert "large_tree" not in result.stdout
