"""Chinese outside of the words is found, wherever it stands."""

from pathlib import Path

import pytest

from infra.checks.foreign_words import EXCEPTIONS, chinese_lines, violations

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ('said = "paid"', []),
        ('said = "已付款"', [1]),
        ('def said():\n    return f"{1} 元"', [2]),
        ('"""Say 已付款."""', [1]),
        ('@view("GET", "/", zh="付款")\ndef pay():\n    """Pay."""', []),
        ('@view("GET", "/", en="付款")\ndef pay():\n    """Pay."""', [1]),
    ],
)
def test_chinese_is_found_but_for_the_summary_of_a_view(source: str, lines: list[int]) -> None:
    assert list(chinese_lines(source)) == lines


def test_a_sentence_in_the_product_is_found_with_its_line(tmp_path: Path) -> None:
    for name in EXCEPTIONS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('said = "已付款"')
    (tmp_path / "shared/words").mkdir()
    (tmp_path / "shared/words/orders.py").write_text('said = "已付款"')
    (tmp_path / "shared/domain/paid.py").write_text('\nsaid = "已付款"')

    assert violations(tmp_path) == [
        "shared/domain/paid.py:2: Chinese for people belongs into shared/words"
    ]


def test_an_exception_without_chinese_is_none(tmp_path: Path) -> None:
    assert violations(tmp_path) == [
        f"{path} has no Chinese: it is no exception" for path in EXCEPTIONS
    ]


def test_this_tree_has_no_other_chinese() -> None:
    assert violations(ROOT) == []
