"""`fenrun plan` and `fenrun policy` beside a running Fenrun: proposed, shown, decided, listed."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from fenrun.client import Stack
from fenrun.terminal.times import written
from infra.demo.seed import seed
from tests.http.running_fenrun import fenrun, propose, running_fenrun

PLAN = """\
name: spring
pay_depth: 3
products:
  tee: {price: "100.00", cost: "40.00"}
rules:
  - {id: relation, kind: percent, rates_bp: {default: [2000, 500, 100]}}
"""
POLICY = """\
inspection_days: 5
payout: {max_part: "200.00"}
"""
GROUPS = ("plan", "policy")
ACKNOWLEDGED = {"plan": ("--acknowledge", "depth_three"), "policy": ()}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fenrun")


@pytest.fixture(scope="module", autouse=True)
def stack(data: Path) -> Iterator[Stack]:
    (data / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (data / "policy.yaml").write_text(POLICY, encoding="utf-8")
    with running_fenrun(data) as stack:
        for _ in range(2):
            seed(stack)
        yield stack


def test_the_sample_brand_has_its_plan_once(data: Path) -> None:
    listed = fenrun(data, "plan", "list").stdout
    assert listed.count("depth-10-5-2@1  ") == 1
    assert "depth-10-5-2@2" not in listed


@pytest.mark.parametrize(
    ("group", "changed", "name"),
    [("plan", "rules.relation.rates_bp.default", "spring  "), ("policy", "payout.max_part", "")],
)
def test_a_proposal_says_what_it_changes_and_how_to_approve_it(
    data: Path, group: str, changed: str, name: str
) -> None:
    proposal = propose(data, group)
    shown = fenrun(data, group, "show", proposal).stdout
    assert changed in shown
    command = ("fenrun", group, "approve", "--data", str(data), proposal)
    words = (*command, "--seen 1", *ACKNOWLEDGED[group])
    assert "申请版本 proposal version 1" in shown.splitlines()[0]
    assert shown.rstrip().endswith(f"to approve: {' '.join(words)}")
    assert f"open: {proposal}  {name}by operator" in fenrun(data, group, "list").stdout


def revise(stack: Stack, proposal: str) -> None:
    path = f"/v1/approvals/{proposal}"
    body = {"version": 1, "content": stack.staff("finance").get(path)["content"]}
    stack.person("operator", "operator").post(f"{path}/revision", body)


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("stale", [(), ("--seen", "1")])
def test_what_was_revised_is_not_decided_unseen(
    stack: Stack, data: Path, group: str, stale: tuple[str, ...]
) -> None:
    proposal = propose(data, group)
    revise(stack, proposal)
    for words in ((group, "approve"), ("approve",), ("reject", "--reason", "no")):
        result = fenrun(data, *words, proposal, *stale)
        assert (result.exit_code, "outdated_version" in result.stderr) == (1, True)
        assert "The proposal is at version 2 now" in result.stderr
        look = f"{group} show" if words[0] == group else "approvals"
        assert "Look at it, then repeat" in result.stderr
        assert f"\n  fenrun {look} --data {data} {proposal}\n" in result.stderr
    assert stack.staff("finance").get(f"/v1/approvals/{proposal}")["state"] == "open"


@pytest.mark.parametrize("group", GROUPS)
def test_what_was_revised_is_decided_in_the_version_that_is_shown(
    stack: Stack, data: Path, group: str
) -> None:
    proposal = propose(data, group)
    revise(stack, proposal)
    for words in (("approvals",), ("approvals", proposal), (group, "list")):
        assert "申请版本 proposal version 2" in fenrun(data, *words).stdout
    assert f"{proposal} --seen 2\n" in fenrun(data, "approvals", proposal).stdout
    approved = fenrun(data, group, "approve", proposal, "--seen", "2", *ACKNOWLEDGED[group])
    assert approved.exit_code == 0, approved.output


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_approved_is_in_force_a_minute_later(data: Path, group: str) -> None:
    proposal = propose(data, group)
    result = fenrun(data, group, "approve", proposal, *ACKNOWLEDGED[group])
    assert result.exit_code == 0
    label = result.stdout.split()[0]
    assert f"in force: {label}" not in fenrun(data, group, "list").stdout
    assert fenrun(data, "advance", "1m").exit_code == 0
    assert f"in force: {label}" in fenrun(data, group, "list").stdout
    shown = fenrun(data, group, "show", proposal).stdout
    assert "approved" in shown.splitlines()[0]
    assert "to approve" not in shown


@pytest.mark.parametrize("group", GROUPS)
def test_the_same_person_may_not_approve(data: Path, group: str) -> None:
    proposal = propose(data, group)
    for words in ((group, "approve"), ("approve",), ("reject", "--reason", "no")):
        result = fenrun(data, *words, proposal, "--by", "operator")
        assert (result.exit_code, "same_person" in result.stderr) == (1, True)
        assert f"/v1/approvals/{proposal}/withdrawal" in result.stderr
        assert f"fenrun withdraw {proposal} --by operator --data {data}\n" in result.stderr


@pytest.mark.parametrize(
    "who", [("--by", "operator:operator"), ("--by", "operator"), ("--as", "finance:operator")]
)
def test_ones_own_proposal_is_taken_back(data: Path, who: tuple[str, str]) -> None:
    proposal = propose(data, "policy")
    other = fenrun(data, "withdraw", proposal, "--by", "li")
    assert (other.exit_code, "not_proposer" in other.stderr) == (1, True)
    taken = fenrun(data, "withdraw", proposal, "--reason", "a mistake", *who)
    assert (taken.exit_code, taken.stdout) == (0, f"{proposal} 已撤回 withdrawn\n")
    assert "已撤回 withdrawn" in fenrun(data, "approvals", proposal).stdout.splitlines()[0]
    again = fenrun(data, "approve", proposal)
    assert "The proposal was withdrawn already" in again.stderr


def test_an_auditor_has_nothing_to_take_back(data: Path) -> None:
    assert fenrun(data, "withdraw", "A" * 26, "--by", "auditor:li").exit_code == 2


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("again", [("reject", "--reason", "no"), ("approve",)])
def test_what_is_rejected_is_closed(data: Path, group: str, again: tuple[str, ...]) -> None:
    proposal = propose(data, group)
    rejected = fenrun(data, group, "reject", proposal, "--reason", "no")
    assert (rejected.exit_code, rejected.stdout) == (0, f"{proposal} 已驳回 rejected\n")
    assert "rejected" in fenrun(data, group, "show", proposal).stdout.splitlines()[0]
    result = fenrun(data, group, *again, proposal)
    assert (result.exit_code, "illegal_transition" in result.stderr) == (1, True)


def test_a_warning_has_to_be_acknowledged(data: Path) -> None:
    unseen = fenrun(data, "plan", "approve", propose(data, "plan"))
    assert (unseen.exit_code, "depth_three" in unseen.stderr) == (1, True)


def test_a_plan_that_the_guard_refuses_is_said_to_be_refused(data: Path) -> None:
    bad = data / "refused.yaml"
    bad.write_text(PLAN.replace("pay_depth: 3", "pay_depth: 4"), encoding="utf-8")
    result = fenrun(data, "plan", "propose", str(bad))
    assert result.exit_code == 0
    assert "the guard refuses it" in result.stdout
    assert "to approve" not in result.stdout


def test_a_policy_that_changes_nothing_says_so(data: Path) -> None:
    same = data / "default.yaml"
    same.write_text("{}\n", encoding="utf-8")
    fenrun(data, "policy", "approve", propose(data, "policy"))
    assert "nothing changes" not in fenrun(data, "policy", "propose", str(same)).stdout
    assert "nothing changes" in fenrun(data, "policy", "show", propose(data, "policy")).stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("inspection_days: five\n", ':1: inspection_days: "five" is no whole number'),
        ("inspection_day: 5\n", "write `inspection_days`"),
        ("bind_mode: last\n", "one of: first, register, override"),
        ("courier_surcharge: 10\n", 'in quotes: "10.00"'),
        ("payout:\n  confirm_hours: 0\n", ":2: payout.confirm_hours: 0 is too small; 1 is the"),
        ("payout: {max_part: 5}\n", "payout.max_part: 5 is no amount"),
        ("return_window: 7\n", "write `name: value` entries beneath it"),
        ("- 1\n", "docs/policy.yaml"),
        ("", "empty"),
    ],
)
def test_a_file_that_says_no_policy_is_told_its_lines(data: Path, text: str, said: str) -> None:
    bad = data / "bad.yaml"
    bad.write_text(text, encoding="utf-8")
    result = fenrun(data, "policy", "propose", str(bad))
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_a_check_may_look_at_the_network(data: Path) -> None:
    result = fenrun(data, "plan", "check", str(data / "plan.yaml"), "--network")
    assert result.exit_code == 0
    assert "large_tree" not in result.stdout


@pytest.mark.parametrize(
    ("day", "code"), [("2025-04-01T00:00:00+08:00", 1), ("2025-05-01T00:00:00+08:00", 0)]
)
def test_a_check_judges_the_day_by_business_time(
    stack: Stack, data: Path, day: str, code: int
) -> None:
    now = datetime.fromisoformat(stack.anybody().get("/_local/status")["business_time"])
    dated = data / "dated.yaml"
    dated.write_text(f'{PLAN}effective_from: "{day}"\n', encoding="utf-8")
    result = fenrun(data, "plan", "check", str(dated))
    assert (result.exit_code, "begins_in_past" in result.stdout) == (code, code == 1)
    assert (f"business time, {written(now)}" in result.stdout) == (code == 1)


@pytest.mark.parametrize("label", ["depth-10-5-2@1", "1"])
def test_a_version_of_the_plan_is_shown_as_a_document(data: Path, label: str) -> None:
    shown = fenrun(data, "plan", "show", label)
    assert shown.stdout.startswith("# depth-10-5-2@1\nname: depth-10-5-2\n")
    copied = data / "copied.yaml"
    copied.write_text(shown.stdout, encoding="utf-8")
    assert "nothing changes" in fenrun(data, "plan", "diff", label, str(copied)).stdout


def test_a_version_is_compared_with_a_file(data: Path) -> None:
    changed = fenrun(data, "plan", "diff", "depth-10-5-2@1", str(data / "plan.yaml")).stdout
    assert "rules.relation.rates_bp.default" in changed


def test_a_label_with_another_plans_name_says_whose_number_it_is(data: Path) -> None:
    result = fenrun(data, "plan", "show", "spring@1")
    assert (result.exit_code, "version 1 is depth-10-5-2@1" in result.stderr) == (1, True)
    unknown = fenrun(data, "plan", "show", "999")
    assert (unknown.exit_code, "unknown_plan" in unknown.stderr) == (1, True)


@pytest.mark.parametrize("label", ["policy@0", "0"])
def test_a_version_of_the_policy_is_shown_as_a_document(data: Path, label: str) -> None:
    shown = fenrun(data, "policy", "show", label).stdout
    assert shown.startswith("# policy@0\n")
    assert "inspection_days: 7\n" in shown
    wrong = fenrun(data, "policy", "show", "spring@0")
    assert (wrong.exit_code, "policy@0" in wrong.stderr) == (1, True)


def test_a_warning_that_there_is_not_is_told_its_name(data: Path) -> None:
    result = fenrun(data, "plan", "approve", propose(data, "plan"), "--acknowledge", "depth_tree")
    assert (result.exit_code, "write depth_three, or one of: " in result.stderr) == (1, True)


@pytest.mark.parametrize("group", GROUPS)
def test_who_decides_may_be_named_as_callers_are(data: Path, group: str) -> None:
    words = ("--as", "finance:li", *ACKNOWLEDGED[group])
    assert fenrun(data, group, "approve", propose(data, group), *words).exit_code == 0


def test_the_example_of_a_policy_changes_nothing(data: Path) -> None:
    example = Path(__file__).parents[2] / "docs" / "policy.yaml"
    assert fenrun(data, "policy", "propose", str(example)).exit_code == 0


@pytest.mark.parametrize("what", ["2025-13", "2025-4", "2025-Q5", "2025/04", "2025Q1"])
def test_a_period_that_is_written_wrongly_is_said_how(data: Path, what: str) -> None:
    result = fenrun(data, "explain", what)
    assert (result.exit_code, "a quarter 2025-Q1" in result.stderr) == (2, True)
    compared = fenrun(data, "plan", "compare", "depth-10-5", "--period", what)
    assert (compared.exit_code, "月写 2025-01" in compared.stderr) == (2, True)


def test_a_period_without_orders_says_so(data: Path) -> None:
    result = fenrun(data, "plan", "compare", "depth-10-5", "--period", "2024-01")
    assert (result.exit_code, "There is no order to compare" in result.stdout) == (0, True)
