"""`fenrun simulate`: exit codes, JSON, tables, several files."""

import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len
from rich.console import Console

from fenrun.main import main
from infra.commands.story import print_story
from infra.scenarios.document import read_scenario
from infra.scenarios.play import play_on
from infra.scenarios.stage import Stage
from shared.adapters.calendar_file import load_calendar
from tests.scenarios.stories import GOOD, UNREADABLE, WRONG, write

STATES = (
    "pending",
    "arriving",
    "held",
    "available",
    "reserved",
    "paid",
    "debt",
    "forfeited",
)


def _simulate(*arguments: Path | str) -> Result:
    return CliRunner().invoke(main, ["simulate", *map(str, arguments)])


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (WRONG, 1), (UNREADABLE, 2)])
def test_the_exit_code_says_how_it_ended(tmp_path: Path, text: str, code: int) -> None:
    path = write(tmp_path, "story.yaml", text)

    assert _simulate(path).exit_code == code
    assert _simulate(path, "--json").exit_code == code


def test_json_is_the_whole_result(tmp_path: Path) -> None:
    result = json.loads(_simulate(write(tmp_path, "story.yaml", GOOD), "--json").stdout)

    assert result["title"] == "One order"
    assert result["ok"] is True
    assert result["balances"] == {"A": dict.fromkeys(STATES, "0.00") | {"pending": "10.00"}}
    assert result["orders"] == {
        "O1": {
            "status": "paid",
            "ship_by": "2025-03-04T10:05:00+08:00",
            "window_ends": None,
            "released_at": None,
        }
    }
    assert result["notices"] == []
    assert result["rejected"] == [{"event": 3, "code": "unknown_order"}]
    assert result["mismatches"] == []


def test_a_posting_explains_its_cents(tmp_path: Path) -> None:
    text = GOOD.replace("100.00", "33.33").replace('"10.00"', '"3.33"')
    result = json.loads(_simulate(write(tmp_path, "story.yaml", text), "--json").stdout)

    assert result["postings"] == [
        {
            "at": "2025-03-01T10:05:00+08:00",
            "cause": "order_paid",
            "order": "O1",
            "line": 1,
            "from": "brand:commission",
            "to": "A:pending",
            "amount": "3.33",
            "why": {
                "rule": "relation",
                "kind": "percent",
                "base": "33.33",
                "rate": "10.00%",
                "fixed": "0.00",
                "pieces": None,
                "per_piece": None,
                "sold": None,
                "bought": None,
                "cut": "0.000000",
                "depth": 1,
                "level": "silver",
                "raw": "3.333000",
                "rounding_rest": "0.003000",
                "tier": None,
                "bands": [],
                "left": None,
                "form": "cash",
                "tax_nature": "labour",
                "plan": "depth-10-5@1",
                "relation": 1,
                "withheld": None,
            },
        }
    ]


def test_a_difference_is_readable(tmp_path: Path) -> None:
    result = _simulate(write(tmp_path, "story.yaml", WRONG))

    assert "balances.A.pending: expected '9.99', got '10.00'" in result.stdout


def test_a_fault_of_the_file_goes_to_the_error_stream(tmp_path: Path) -> None:
    result = _simulate(write(tmp_path, "story.yaml", UNREADABLE), "--json")

    assert result.stdout == ""
    assert "story.yaml:6: events.1.lines.1.price" in result.stderr


def test_a_person_gets_tables_without_colours_off_a_terminal(tmp_path: Path) -> None:
    output = _simulate(write(tmp_path, "story.yaml", GOOD)).stdout

    assert "brand:commission" in output
    assert "第 3 个事件被拒绝 event 3 is refused: unknown_order" in output
    assert "结果与预期一致 ends as expected" in output
    assert "\x1b" not in output


def test_a_person_can_have_every_order_explained(tmp_path: Path) -> None:
    story = write(tmp_path, "story.yaml", GOOD)
    rows = [" ".join(row.split()) for row in _simulate(story, "--explain").stdout.splitlines()]

    assert "订单 Order O1 · paid · 方案 Plan depth-10-5@1" in rows
    assert "算法 How 100.00 × 10.00%" in rows
    assert "现状 Now 10.00 pending" in rows
    assert not any("算法" in row for row in _simulate(story).stdout.splitlines())


def test_explaining_is_for_one_file_and_for_people(tmp_path: Path) -> None:
    story = write(tmp_path, "a.yaml", GOOD)

    several = _simulate(story, write(tmp_path, "b.yaml", GOOD), "--explain")
    machine = _simulate(story, "--explain", "--json")

    assert (several.exit_code, machine.exit_code) == (2, 2)
    assert "one file" in several.stderr


def _with_gift(expected: str) -> str:
    """The story with a plan that pays a gift instead of money."""
    rule = "{id: r, kind: percent, form: gift, rates_bp: {default: [1000]}}"
    plan = f"title: Gift\nplan: {{name: p, pay_depth: 1, rules: [{rule}]}}\n"
    return GOOD.replace("title: One order\n", plan).replace('{pending: "10.00"}', expected)


def test_a_form_stands_beside_money_where_anybody_owns_it(tmp_path: Path) -> None:
    story = write(tmp_path, "story.yaml", _with_gift('{gift: {pending: "10.00"}}'))

    balances = json.loads(_simulate(story, "--json").stdout)["balances"]

    nothing = dict.fromkeys(STATES, "0.00")
    assert balances == {"A": {**nothing, "gift": {**nothing, "pending": "10.00"}}}


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ('{pending: "0.00", gift: {pending: "10.00"}, points: {available: "0.00"}}', 0),
        ('{gift: {pending: "9.00"}}', 1),
        ('{points: {pending: "10.00"}}', 1),
    ],
)
def test_a_form_can_be_expected_also_to_be_empty(tmp_path: Path, expected: str, code: int) -> None:
    assert _simulate(write(tmp_path, "story.yaml", _with_gift(expected))).exit_code == code


def test_a_gift_is_named_in_words(tmp_path: Path) -> None:
    output = _simulate(write(tmp_path, "story.yaml", _with_gift("{}"))).stdout

    assert "A:gift:pending" in output
    assert "  gift" in output


def test_a_folder_gives_one_line_each_and_a_count(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", GOOD)
    write(tmp_path, "b.yaml", GOOD)

    result = _simulate(tmp_path)

    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 3
    assert result.stdout.endswith("2 of 2 scenarios end as expected\n")


def test_the_worst_of_several_files_decides(tmp_path: Path) -> None:
    good, wrong = write(tmp_path, "a.yaml", GOOD), write(tmp_path, "b.yaml", WRONG)
    unreadable = write(tmp_path, "c.yaml", UNREADABLE)

    assert _simulate(good, wrong).exit_code == 1
    assert _simulate(good, unreadable, wrong).exit_code == 2
    assert "1 of 3 scenarios" in _simulate(good, unreadable, wrong).stdout


def test_several_files_are_one_list_of_json(tmp_path: Path) -> None:
    good, wrong = write(tmp_path, "a.yaml", GOOD), write(tmp_path, "b.yaml", WRONG)

    results = json.loads(_simulate(good, wrong, "--json").stdout)

    assert [each["ok"] for each in results] == [True, False]


def test_an_empty_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    assert _simulate(tmp_path).exit_code == 2
    assert "end in .yaml" in _simulate(tmp_path).stderr
    assert _simulate(tmp_path / "none.yaml").exit_code == 2


def test_awards_of_periods_are_explained_below_the_orders(tmp_path: Path) -> None:
    tiers = "{bands: {default: [{rate_bp: 700}]}}"
    rule = f"{{id: r, kind: tier, period: month, counted: paid, tiers: {tiers}}}"
    plan = f"title: Month\nplan: {{name: p, pay_depth: 1, rules: [{rule}]}}\n"
    later = '  - {at: "2025-04-01T00:00:00+08:00", do: clock}\nexpect:'
    text = GOOD.replace("title: One order\n", plan).replace("expect:", later)
    story = write(tmp_path, "story.yaml", text.replace('pending: "10.00"', 'available: "7.00"'))

    told = _simulate(story, "--explain")

    rows = [" ".join(row.split()) for row in told.stdout.splitlines()]
    assert told.exit_code == 0
    assert "算法 How 100.00 × 7.00%" in rows
    assert "现状 Now 7.00 released" in rows


def test_decisions_about_money_are_explained_below_the_awards() -> None:
    stories = Path(__file__).parent.parent / "data" / "scenarios"

    told = _simulate(stories / "manual-award.yaml", "--explain").stdout

    rows = [" ".join(row.split()) for row in told.splitlines()]
    first = rows.index("决定 Decisions") + 1
    assert rows[first].endswith(" manual_award: brand:commission → A:available")
    assert rows[first + 1 : first + 4] == [
        "金额 Amount = 30.00",
        "谁 By olga → fiona",
        "原因 Why the story says so",
    ]
    assert "决定 Decisions" not in _simulate(stories / "manual-award.yaml").stdout


def test_a_fault_is_told_in_both_languages_with_what_may_be_meant(tmp_path: Path) -> None:
    text = GOOD.replace("do: order_paid, order: O1", "do: order_payed, order: O1")

    told = _simulate(write(tmp_path, "story.yaml", text)).stderr

    assert '"order_payed" is none of the choices; write order_paid' in told
    assert '"order_payed" 不在可选之列；应为 order_paid' in told


@pytest.mark.parametrize("columns", [80, 60, 40])
def test_no_amount_and_no_name_is_cut_on_a_narrow_terminal(tmp_path: Path, columns: int) -> None:
    text = GOOD.replace('"100.00"', '"9999999.00"').replace('{pending: "10.00"}', "{}")
    scenario = read_scenario(write(tmp_path, "story.yaml", text))
    out = StringIO()

    print_story(
        Console(file=out, width=columns, force_terminal=True, color_system=None),
        play_on(Stage(scenario, load_calendar()), scenario),
    )

    lines = out.getvalue().splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert "…" not in out.getvalue()
    assert any(line.split()[:1] == ["A"] for line in lines)
    assert any("999999.90" in line for line in lines)


def test_states_in_which_nobody_holds_anything_are_left_out(tmp_path: Path) -> None:
    output = _simulate(write(tmp_path, "story.yaml", GOOD)).stdout

    assert "待结算" in output
    assert "forfeited" not in output
