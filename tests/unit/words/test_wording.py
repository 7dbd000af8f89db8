"""How facts are written into both texts."""

import pytest

from shared.domain.errors import Clause
from shared.domain.money import percent, yuan
from shared.words.wording import UNITS, Words, facts_of, plain, said, said_twice

STATES = {"paid": Words("paid", "已付款")}
PARTS = {
    "any": Words("any goods", "任一商品"),
    "of": Words("goods of {category}", "{category} 类商品"),
}
REGISTERS = {"state": STATES, "part": PARTS}


@pytest.mark.parametrize(
    ("text", "fact", "expected"),
    [
        ("{it}", 7, "7"),
        ("{it!r}", "a", "'a'"),
        ("{it:yuan}", 12_30, "12.30"),
        ("{it:percent}", 7_90, "7.90%"),
        ("{it:state}", "paid", "paid"),
        ("{it:listed}", (1, 3), "1, 3"),
        ("it<: {it:yuan}>.", 0, "it: 0.00."),
        ("it<: {it:yuan}>.", None, "it."),
        ("it< of {it:listed}>.", (), "it."),
        ("it< of {other}>.", 1, "it."),
        ("{it:part}", Clause("any"), "any goods"),
        ("{it:part}", Clause("of", {"category": "tea"}), "goods of tea"),
        ("{it:part}", (Clause("any"), Clause("any")), "any goods; any goods"),
    ],
)
def test_a_fact_is_written_as_its_text_asks(text: str, fact: object, expected: str) -> None:
    assert said(Words(text, text), {"it": fact}, REGISTERS).en == expected


def test_a_code_is_said_in_the_language_of_the_sentence() -> None:
    words = Words("It is {it:state}.", "状态：{it:state}，{of:part}。")
    facts = {"it": "paid", "of": Clause("of", {"category": "tea"})}

    assert said(words, facts, REGISTERS) == ("It is paid.", "状态：已付款，tea 类商品。")


@pytest.mark.parametrize("facts", [{}, {"it": "unheard"}])
def test_what_nobody_gave_or_worded_is_an_error(facts: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        said(Words("{it:state}", "{it:state}"), facts, REGISTERS)


def test_what_is_no_code_is_an_error() -> None:
    with pytest.raises(TypeError, match="7 is no code"):
        said(Words("{it:state}", "{it:state}"), {"it": 7}, REGISTERS)


@pytest.mark.parametrize("fen", [0, 5, -5, 1230, -1230, 10**15])
def test_money_is_written_as_the_domain_writes_it(fen: int) -> None:
    assert UNITS["yuan"](fen) == yuan(fen)


@pytest.mark.parametrize("rate_bp", [0, 5, 790, 10_000])
def test_rates_are_written_as_the_domain_writes_them(rate_bp: int) -> None:
    assert UNITS["percent"](rate_bp) == percent(rate_bp)


def test_a_text_names_its_facts_with_how_they_are_written() -> None:
    assert facts_of("{a} of {b:yuan}, {c!r}") == {"a": "", "b": "yuan", "c": ""}


def test_a_table_shows_facts_by_their_names() -> None:
    assert plain(Words("{a:yuan} of {b!r}", "{b!r} 中的 {a:yuan}")) == (
        "{a} of {b}",
        "{b} 中的 {a}",
    )


def test_what_is_not_always_said_stands_in_brackets_in_a_table() -> None:
    assert plain(Words("a<: {b:yuan}>", "甲<：{b:yuan}>")) == ("a[: {b}]", "甲[：{b}]")


def test_numbers_are_listed_as_their_language_lists_them() -> None:
    words = Words("line {it:listed}", "第 {it:listed} 行")
    assert said(words, {"it": (1, 2)}, {}) == ("line 1, 2", "第 1、2 行")


def test_the_terminal_has_chinese_first() -> None:
    assert said_twice(Words("paid", "已付款")) == "已付款 paid"
