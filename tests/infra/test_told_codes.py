"""What is told of records and commands is found without words, and words without what is told."""

from pathlib import Path

import pytest

from infra.checks.told_codes import violations
from shared.words.catalogue import Catalogue, catalogue
from shared.words.wording import Words

ROOT = Path(__file__).parents[2]


def changed(register: str, codes: dict[str, Words]) -> Catalogue:
    words = catalogue()
    return words._replace(registers={**words.registers, register: codes})


@pytest.mark.parametrize(
    ("register", "code"),
    [
        ("event", "commission_released"),
        ("event", "PAYOUT_EXPIRED"),
        ("operation", "suspend"),
        ("subject", "transfer"),
    ],
)
def test_a_code_without_words_is_found(register: str, code: str) -> None:
    left = {key: words for key, words in catalogue().registers[register].items() if key != code}
    assert violations(ROOT, changed(register, left)) == [f"{register}.{code} has no words"]


@pytest.mark.parametrize("code", ["check_plan", "ship_order", "read_order"])
def test_words_for_what_leaves_nothing_in_the_log_are_found(code: str) -> None:
    more = {**catalogue().registers["operation"], code: Words("Done.", "完成。")}
    (found,) = violations(ROOT, changed("operation", more))
    assert found == (
        f"operation.{code} is worded, and never told: "
        "is its view in a room among the ROOMS of a function?"
    )


def test_this_tree_tells_nothing_without_words() -> None:
    assert violations(ROOT, catalogue()) == []
