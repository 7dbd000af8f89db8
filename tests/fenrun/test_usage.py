"""A command that is written wrongly says so in both languages, and how it is written."""

import pytest
from click.testing import CliRunner

from fenrun.main import main


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ("approve", "缺少参数 ID。", "Missing argument ID."),
        ("plan chek", "没有命令 chek；是否为 check", "There is no command chek; perhaps check."),
        ("approve --sen 1", "没有选项 --sen；是否为 --seen", "no option --sen; perhaps --seen"),
        ("approve A --seen", "选项 '--seen' 须带一个值。", "Option '--seen' needs a value."),
        ("history none.csv", "'none.csv' 不存在。", "FILE]: 'none.csv' does not exist."),
        ("token nobody", "'nobody' 不在可选之列", "'nobody' is none of"),
        ("run --port abc", "--port 的值不对：'abc' 不是整数。", "'abc' is no whole number."),
        ("run --port 99999", "99999 不在 0<=x<=65535 之内。", "99999 is not in 0<=x<=65535."),
        ("links a", "多余的参数：a。", "Unexpected arguments: a."),
        ("plan compare x", "请写明哪些订单：--orders FILE", "say which orders: --orders FILE"),
        ("settle 2025-13", "2025-13 不是周期", "is no period"),
    ],
)
def test_a_mistake_is_told_in_both_languages(words: str, zh: str, en: str) -> None:
    result = CliRunner().invoke(main, words.split())

    assert result.exit_code == 2
    assert zh in result.stderr
    assert en in result.stderr
    assert result.stderr.count("Error:") == 1


def test_a_group_alone_shows_its_help() -> None:
    result = CliRunner().invoke(main, ["plan"])

    assert "Commands:" in result.stderr
    assert "Error:" not in result.stderr
