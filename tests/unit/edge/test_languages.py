"""A caller's language is the one of ours that he weighs most."""

import pytest

from shared.edge.http.languages import preferred


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("zh", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh-Hant-TW", "zh"),
        ("ZH-cn", "zh"),
        ("en-GB, zh;q=0.9", "en"),
        ("en;q=0.5, zh;q=0.7", "zh"),
        ("zh;q=0.5, en;q=0.5", "zh"),
        ("fr, zh;q=0.1", "zh"),
        ("fr, *;q=0.5", "en"),
        ("zh;q=0, en;q=0.1", "en"),
        ("zh;q=0", "en"),
        ("zh;q=much, en;q=0.1", "en"),
        ("zh;v=1", "en"),
        ("zhuang", "en"),
        (",;=,", "en"),
    ],
)
def test_the_language_that_weighs_most_is_preferred(accepted: str, language: str) -> None:
    assert preferred(accepted) == language
