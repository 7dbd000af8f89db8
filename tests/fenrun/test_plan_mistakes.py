"""Mistakes that merchants make in a plan file: each is told with line, place and what to write."""

import re
from pathlib import Path

import pytest

from fenrun.documents.plan_file import read_plan_file
from fenrun.documents.unreadable import DocumentError
from shared.domain.documents.fault_hints import EXAMPLES, SHAPES
from shared.domain.documents.fault_texts import fault_of
from shared.words.catalogue import term

HEAD = "name: spring\npay_depth: 2\n"
PERCENT = HEAD + "rules:\n- id: relation\n  kind: percent\n"
TIER = HEAD + "rules:\n- id: monthly\n  kind: tier\n  period: month\n  tiers:\n"
BANDS = TIER + "    bands:\n      default:\n"

MISTAKES: list[tuple[str, str, str, str]] = [
    # Rates
    (
        PERCENT + "  rates_bp: [10, 5]\n",
        ":6: rules.1 (relation).rates_bp: ",
        "like `default: [10, 5]` (in basis points: 10 % is 1000)",
        "基点：10 % 写 1000",
    ),
    (
        PERCENT + "  rates_bp: {default: 10}\n",
        ":6: rules.1 (relation).rates_bp.default: ",
        "write [10] (in basis points: 10 % is 1000)",
        "请写成 [10]",
    ),
    (
        PERCENT + "  rates_bp: {default: [10%]}\n",
        ":6: rules.1 (relation).rates_bp.default.1: ",
        "is no rate: rates are whole basis points, 10 % is 1000; write 1000",
        "应为 1000",
    ),
    (PERCENT + "  rates_bp: {default: [0.1]}\n", "default.1: ", "write 1000", "应为 1000"),
    (PERCENT + "  rates_bp: {default: [10.5]}\n", "default.1: ", "write 1050", "应为 1050"),
    (PERCENT + '  rates_bp: {default: ["1000"]}\n', "default.1: ", "write 1000", "应为 1000"),
    (PERCENT + '  rates_bp: {default: ["10"]}\n', "default.1: ", "10 % is 1000", "10 % 写 1000"),
    (
        PERCENT + "  rates_bp: {default: [20000]}\n",
        "default.1: ",
        "20000 is too large; 10000 is the most, which is 100 %",
        "最大为 10000，即 100 %",
    ),
    (PERCENT + "  rates_bp: {default: [-5]}\n", "default.1: ", "0 is the least", "最小为 0"),
    (
        PERCENT + "  rates_bp: {default: [1000, 500, 200, 100]}\n",
        "rates_bp.default: ",
        "at most 3 items (a depth each)",
        "最多 3 项",
    ),
    (
        PERCENT + "  rates_bp: {default: []}\n",
        "rates_bp.default: ",
        "nothing stands here",
        "此处为空",
    ),
    (
        PERCENT + "  rates_bp: {gold: [1000]}\n",
        ":4: ",
        "needs an entry 'default'",
        "缺少 'default'",
    ),
    (
        PERCENT + "  rates_bp: {default: [6000, 5000]}\n",
        ":4: rules.1 (relation): ",
        "together pass 100 percent",
        "超过 100%",
    ),
    (
        PERCENT + "  rates_bp: {金牌: [1000], default: [1]}\n",
        "rates_bp.金牌: ",
        "is no name; use A-Z",
        "不能作名称",
    ),
    (HEAD + "cap_bp: 50%\nrules: []\n", ":3: cap_bp: ", "write 5000", "应为 5000"),
    (
        PERCENT + "  link: {min_bp: 2000, max_bp: 1000}\n",
        "(relation).link: ",
        "min_bp lies above max_bp",
        "请互换",
    ),
    # Names and kinds
    (
        PERCENT + "  rate_bp: {default: [1000]}\n",
        ".rate_bp: ",
        "write `rates_bp`",
        "应为 `rates_bp`",
    ),
    (
        HEAD + "rules: [{id: relation, rates_bp: {default: [1]}}]\n",
        ":3: rules.1 (relation): ",
        "`kind` is missing; add one of: percent, per_piece",
        "缺少 `kind`",
    ),
    (
        HEAD + "rules: [{id: relation, kind: percentage}]\n",
        ":3: rules.1 (relation): ",
        '"percentage" is none of the choices; write percent, or one of: percent, per_piece',
        "应为 percent",
    ),
    (HEAD + "rules: [{kind: percent}]\n", ".id: ", "like `id: relation`", "缺少 `id`"),
    (HEAD + "rules: [{id: Rule 1, kind: percent}]\n", "id: ", "a-z, 0-9, - and _", "小写字母"),
    (HEAD + "rules: [{id: 规则, kind: percent}]\n", "(规则).id: ", "a-z, 0-9", "小写字母"),
    (HEAD + "rules: [{id: 1, kind: percent}]\n", "rules.1.id: ", 'in quotes: "1"', "请加引号"),
    (HEAD + "rules: [percent]\n", ":3: rules.1: ", "write `name: value` entries", "逐项写"),
    (HEAD + "rules: {id: relation}\n", ":3: rules: ", "is no list", "不是列表"),
    (HEAD + "rules: []\n", ":3: rules: ", "write at least 1", "至少写 1 项"),
    (HEAD, ":1: rules: ", "`rules` is missing", "缺少 `rules`"),
    ("pay_depth: 1\nrules: []\n", ":1: name: ", "like `name: spring-2026`", "缺少 `name`"),
    (HEAD + "colour: red\nrules: []\n", ":3: colour: ", "or nothing", "或删除"),
    (
        PERCENT + "  rates_bp: {default: [1]}\n- id: relation\n  kind: percent\n",
        ":7: rules.2 (relation).id: ",
        "two rules are called 'relation'",
        "请改其一",
    ),
    (
        PERCENT + "  replaces: [relations]\n",
        ":4: rules.1 (relation): ",
        "may name only rules that stand before it: there are none",
        "此前没有规则",
    ),
    (PERCENT + "  form: money\n", ".form: ", "one of: cash, points, coupon, gift", "不在可选之列"),
    (HEAD + "release: monthly\nrules: []\n", ":3: release: ", "write month", "应为 month"),
    ("preset: depth-10-6\n", ":1: preset: ", "write depth-10-5", "应为 depth-10-5"),
    ("preset: 10-5\nrules: 5\n", ":1: preset: ", "choose one of depth-10-5", "选择其一"),
    # Values of other types
    ('name: spring\npay_depth: "2"\nrules: []\n', ":2: pay_depth: ", "without quotes", "不加引号"),
    (
        HEAD + "self_purchase: yes\nrules: []\n",
        ":3: self_purchase: ",
        "true or false",
        "true 或 false",
    ),
    (HEAD + "compression: 1\nrules: []\n", ":3: compression: ", "true or false", "true 或 false"),
    (
        HEAD + "effective_from: 2026-03-01\nrules: []\n",
        ":3: effective_from: ",
        'write "2026-03-01T00:00:00+08:00"',
        '请写成 "2026-03-01T00:00:00+08:00"',
    ),
    (
        HEAD + "effective_from: 2026/3/1\nrules: []\n",
        ":3: effective_from: ",
        "is no time; write day, hour and offset in quotes",
        "不是时间",
    ),
    (
        HEAD + 'effective_from: "2200-01-01T00:00:00+08:00"\nrules: []\n',
        ":3: effective_from: ",
        "2200 is too early or too late",
        "年份 2200",
    ),
    (
        HEAD + 'effective_from: "0026-03-01T00:00:00+08:00"\nrules: []\n',
        ":3: effective_from: ",
        "write a year from 2000 to 2199",
        "须在 2000 至 2199 之间",
    ),
    (
        HEAD + "joining_fee: 0\nrules: []\n",
        ":3: joining_fee: ",
        'in quotes: "0.00"',
        '加引号："0.00"',
    ),
    (
        HEAD + "products: {tee: {price: 198.5}}\nrules: []\n",
        ":3: products.tee.price: ",
        '198.5 is no amount; write yuan with two decimals, in quotes: "198.50"',
        '"198.50"',
    ),
    (
        HEAD + 'products: {tee: {price: "￥1,980"}}\nrules: []\n',
        ":3: products.tee.price: ",
        'in quotes: "1980.00"',
        '"1980.00"',
    ),
    (
        HEAD + 'products: {tee: {price: "20000000000.00"}}\nrules: []\n',
        ":3: products.tee.price: ",
        "is too much; 10000000000.00 is the most",
        "太大",
    ),
    (
        HEAD + 'products: {tee: "9.00"}\nrules: []\n',
        ":3: products.tee: ",
        "cannot stand",
        "此处不能写",
    ),
    (HEAD + "budget: 5000\nrules: []\n", ":3: budget: ", "cannot stand here", "此处不能写"),
    (HEAD + 'budget: {amount: "9.00"}\nrules: []\n', "budget.period: ", "period: month", "缺少"),
    # Tiers
    (
        BANDS + "      - {to: 1000, rate_bp: 1}\n",
        ":10: rules.1 (monthly).tiers.bands.default.1.to: ",
        'for sales write an amount in quotes, like "1000.00", not 1000',
        '如 "1000.00"',
    ),
    (
        BANDS + '      - {to: "1000.00"}\n      - {from: "1000.01"}\n',
        ":11: rules.1 (monthly).tiers.bands.default.2: ",
        'leave a gap at "1000.01": each begins where one ends; write `from: "1000.00"`',
        "有空缺",
    ),
    (
        BANDS + '      - {to: "1000.00"}\n      - {from: "900.00"}\n',
        ":11: rules.1 (monthly).tiers.bands.default.2: ",
        'overlap at "900.00"',
        "重叠",
    ),
    (
        BANDS + '      - {rate_bp: 100}\n      - {from: "900.00"}\n',
        ":11: rules.1 (monthly).tiers.bands.default.2: ",
        'the band before has no end; give it `to: "900.00"`',
        "前一档没有上限",
    ),
    (
        BANDS + '      - {to: "1.00"}\n',
        ":10: ",
        "the last band must have no end",
        "最后一档没有上限",
    ),
    (
        TIER + '    measure: margin_rate\n    bands:\n      default:\n      - {from: "0.10"}\n',
        ".default.1.from: ",
        "without quotes, 20 % is 2000",
        "20 % 写 2000",
    ),
    (
        TIER + "    bands: {gold: [{rate_bp: 1}]}\n",
        ".tiers: ",
        "an entry 'default'",
        "缺少 'default'",
    ),
    (TIER + "    measure: sales\n", ".tiers: ", "either bands or steps", "二者择一"),
    (
        TIER + "    steps: {default: [{rate_bp: 1}]}\n",
        "default.1.if: ",
        "like `if: {measure: orders, at_least: 10}`",
        "缺少 `if`",
    ),
    # YAML itself
    (HEAD + "rules:\n\t- id: x\n", ":4: ", "a tab; indent with spaces", "制表符"),
    (HEAD + "name: autumn\nrules: []\n", ":3: ", "'name' stands here twice", "重复出现"),
    ("name: spring: sale\n", ":1: ", "put text with a colon in quotes", "加引号"),
    (
        "name：spring\npay_depth：2\nrules: []\n",
        ":3: ",
        "half-width characters instead of ：",
        "半角",
    ),
    ("name：spring\n", ":1: ", "with half-width colons", "半角冒号"),
    ("name:spring\npay_depth: 2\n", ":2: ", "write a space behind `:`", "之后请留一个空格"),
    (HEAD + "rules:\n  -{id: x, kind: percent}\n", ":4: ", "behind `:` and `-`", "留一个空格"),
    (HEAD + "rules: [{id: x]\n", ":3: ", "a part in braces that is not closed", "花括号"),
    (HEAD + "rules: [x\n", ":4: ", "a list that is not closed", "列表没有结束"),
    ('name: "spring\n', ":2: ", "close the quotes", "引号没有结束"),
    (HEAD + " rules: []\n", ":3: ", "indentation", "缩进"),
    (HEAD + "---\nname: other\n", ":3: ", "a second document", "第二份文档"),
    (HEAD + "rules: *other\n", ":3: ", "write the value out", "引用"),
    ("[]\n", ":1: ", "begin with `name: `", "名称: 值"),
]


def told(folder: Path, text: str) -> list[str]:
    """Give what is told of a file, without its path."""
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError) as refused:
        read_plan_file(str(path))
    return str(refused.value).replace(str(path), "").splitlines()


@pytest.mark.parametrize(
    ("text", "place", "english", "chinese"), MISTAKES, ids=[each[2][:40] for each in MISTAKES]
)
def test_a_mistake_is_told_where_it_is_and_how_to_mend_it(
    tmp_path: Path, text: str, place: str, english: str, chinese: str
) -> None:
    lines = told(tmp_path, text)
    pairs = list(zip(lines[::2], lines[1::2], strict=True))
    assert any(
        place in first and english in first and chinese in second for first, second in pairs
    ), lines
    assert all(second.startswith("    ") and not second.isascii() for _, second in pairs)
    raw = ("Input should", "Extra inputs", "Field required", "valid dictionary", "Value error")
    assert not any(words in line for line in lines for words in raw)


def test_twenty_faults_are_told_and_how_many_more_there_are(tmp_path: Path) -> None:
    entries = "".join(f"field-{number}: 1\n" for number in range(23))
    lines = told(tmp_path, "preset: depth-10-5\n" + entries)
    assert len(lines) == 2 * 21
    assert lines[-2:] == ["and 3 more; correct these first", "    另有 3 处；请先更正以上各处"]
    assert "field-19" in lines[-4]
    twenty = told(tmp_path, "preset: depth-10-5\n" + "".join(entries.splitlines(True)[:20]))
    assert len(twenty) == 2 * 20


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("name: x\npay_depth: " + "9" * 4301, ":2: pay_depth: "),
        ('{"name": "x",\n "rules": [{"a": -' + "9" * 4301 + "}]}", ":2: rules.1.a: "),
        ("name: x\n? " + "9" * 4301 + "\n: x", ":2: "),
    ],
)
def test_a_number_that_nobody_can_read_is_told_in_a_line_and_not_repeated(
    tmp_path: Path, text: str, place: str
) -> None:
    first, second = told(tmp_path, text)
    assert first.startswith(place)
    assert re.search(r"a number of 430[123] digits", first)
    assert second.startswith("    ")
    assert len(first) < 150


@pytest.mark.parametrize("value", ["null", "[]"])
def test_no_text_is_not_put_in_quotes_where_it_would_be_no_name(tmp_path: Path, value: str) -> None:
    first, _ = told(
        tmp_path, HEAD + f"rules: [{{id: {value}, kind: percent, rates_bp: {{default: [1]}}}}]"
    )
    assert f"{value} is no text; write one word" in first


def test_a_long_value_is_not_repeated_whole(tmp_path: Path) -> None:
    first, second = told(tmp_path, HEAD + f"release: {'x' * 500}\nrules: [{{id: a}}]\n")[:2]
    assert len(first) < 150
    assert len(second) < 150


def test_what_nobody_foresaw_is_told_as_pydantic_tells_it() -> None:
    fault = fault_of({"type": "unheard_of", "loc": (), "msg": "Value error, no", "input": 5})
    assert term("fault", *fault.clause) == ("5 does not fit: no", "5 不符合要求：no")


def test_kinds_that_are_always_refused_are_not_proposed() -> None:
    assert {"recruit_award", "share_award"}.isdisjoint(SHAPES.kinds)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_names_the_field_that_it_is_of(name: str) -> None:
    assert EXAMPLES[name].startswith(f"{name.rpartition('.')[2]}: ")
