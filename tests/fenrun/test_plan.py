"""`fenrun plan`: files are checked and compared, plans proposed to and approved in a Fenrun."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fenrun.commands.plans import COMMANDS, DOCUMENTS
from fenrun.main import main
from shared.edge.packaged import plan_schema

GOOD = """\
name: spring
pay_depth: 1
products:
  tee: {price: "100.00", cost: "40.00"}
rules:
  - {id: relation, kind: percent, rates_bp: {default: [2000]}}
"""
WARNED = GOOD.replace("pay_depth: 1", "pay_depth: 3")
REFUSED = GOOD.replace("pay_depth: 1", "pay_depth: 4")
UNREADABLE = GOOD.replace("[2000]", "[20.5]").replace("name: spring", "nam: spring")
ON_PRESET = """\
preset: depth-10-5
cap_bp: 1400
rules:
  - id: heads
    kind: recruit_award
    amount: "5.00"
"""


def _plan(*words: Path | str) -> Result:
    return CliRunner().invoke(main, ["plan", *map(str, words)])


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    texts = {
        "good": GOOD,
        "warned": WARNED,
        "refused": REFUSED,
        "unreadable": UNREADABLE,
        "preset": ON_PRESET,
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return {name: tmp_path / f"{name}.yaml" for name in texts}


@pytest.mark.parametrize("name", sorted([*COMMANDS, *DOCUMENTS.commands()]))
def test_every_command_tells_what_it_is_for(name: str) -> None:
    result = _plan(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: main plan {name}" in result.output


@pytest.mark.parametrize(
    ("name", "code"), [("good", 0), ("warned", 0), ("refused", 1), ("unreadable", 2), ("preset", 1)]
)
def test_the_exit_code_says_what_the_guard_says(
    files: dict[str, Path], name: str, code: int
) -> None:
    assert _plan("check", files[name]).exit_code == code
    assert _plan("check", files[name], "--json").exit_code == code


def test_a_finding_says_line_place_article_and_what_to_do(files: dict[str, Path]) -> None:
    output = _plan("check", files["refused"]).stdout
    assert "refused.yaml:2 pay_depth" in output
    assert "pay_depth_above_three" in output
    assert "《禁止传销条例》第七条第（三）项" in output
    assert "\x1b" not in output


def test_findings_as_json_carry_places_of_the_file(files: dict[str, Path]) -> None:
    shown = json.loads(_plan("check", files["preset"], "--json").stdout)
    assert shown["allowed"] is False
    places = {each["code"]: (each["place"], each["pointer"]) for each in shown["findings"]}
    assert places["headcount_reward"] == ("preset.yaml:4 rules.1 (heads)", "#/rules/0")
    assert places["above_cap"] == ("preset.yaml:2 cap_bp", "#/cap_bp")
    assert places["not_legal_advice"] == ("preset.yaml:1", "#")


def test_a_preset_is_checked_by_its_name() -> None:
    result = _plan("check", "depth-10-5-2")
    assert result.exit_code == 0
    assert "depth_three" in result.stdout


def test_json_files_are_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    rules = [{"id": "relation", "kind": "percent", "rates_bp": {"default": [1000]}}]
    path.write_text(json.dumps({"name": "one", "pay_depth": 1, "rules": rules}, indent=2))
    assert _plan("check", path).exit_code == 0


def test_every_fault_of_a_file_is_told_with_its_line(files: dict[str, Path]) -> None:
    result = _plan("check", files["unreadable"], "--json")
    assert result.stdout == ""
    told = result.stderr.replace(str(files["unreadable"]), "").splitlines()
    assert [line.split(" ")[0] for line in told[::2]] == [":1:", ":1:", ":6:"]
    assert told[4].startswith(":6: rules.1 (relation).rates_bp.default.1: ")
    assert all(line.startswith("    ") and not line.isascii() for line in told[1::2])


@pytest.mark.parametrize("text", ["", "- 1", "preset: depth-9", "a: [", "5"])
def test_what_is_no_plan_is_unreadable(tmp_path: Path, text: str) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(text)
    result = _plan("check", path)
    assert result.exit_code == 2
    assert "plan.yaml" in result.stderr


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    result = _plan("check", tmp_path / "none.yaml")
    assert result.exit_code == 2
    assert "no such file, and no such preset; presets are depth-10-5, " in result.stderr
    assert _plan("diff", "depth-10-5", tmp_path / "none.yaml").exit_code == 2
    assert _plan("propose", tmp_path / "none.yaml", "--data", tmp_path).exit_code == 2


def test_a_diff_shows_what_changes(files: dict[str, Path]) -> None:
    result = _plan("diff", files["good"], files["warned"], "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [{"path": "pay_depth", "before": 1, "after": 3}]
    table = _plan("diff", "depth-10-5", files["good"]).stdout
    assert "rules.relation.rates_bp.default" in table
    assert "10.00%, 5.00%" in table
    assert "成本 cost: 40.00 元" in table


def test_a_diff_of_the_same_says_so(files: dict[str, Path]) -> None:
    assert "nothing changes" in _plan("diff", files["good"], files["good"]).stdout


PAST = GOOD + 'effective_from: "2020-01-01T00:00:00+08:00"\n'


def test_a_check_says_by_which_clock_it_judged(tmp_path: Path) -> None:
    path = tmp_path / "past.yaml"
    path.write_text(PAST, encoding="utf-8")
    result = _plan("check", path, "--json", "--data", tmp_path)
    (past,) = (
        each for each in json.loads(result.stdout)["findings"] if each["code"] == "begins_in_past"
    )
    assert "Judged by this computer's clock, since no Fenrun is running" in past["message"]
    assert "依据本机时钟" in past["message_zh"]


@pytest.mark.parametrize("words", [("approve", "--as", "operator:li"), ("propose", "--by", "x:")])
def test_who_acts_has_one_role(words: tuple[str, ...], tmp_path: Path) -> None:
    result = _plan(words[0], "depth-10-5", *words[1:], "--data", tmp_path)
    assert (result.exit_code, "like finance:li" in result.stderr) == (2, words[0] == "approve")


def test_the_schema_is_printed_whole() -> None:
    assert _plan("schema").stdout == plan_schema()


@pytest.mark.parametrize(
    "words",
    [
        ("propose", "depth-10-5"),
        ("approve", "A" * 26),
        ("reject", "A" * 26, "--reason", "no"),
        ("show", "A" * 26),
        ("show", "spring@1"),
        ("diff", "spring@1", "depth-10-5"),
        ("list",),
        ("check", "depth-10-5", "--network"),
    ],
)
def test_what_needs_a_running_fenrun_says_how_to_start_it(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    result = _plan(*words, "--data", tmp_path)
    assert result.exit_code == 1
    assert "make run" in result.stderr
