"""No field without words, no words without a field: each is seen by the check."""

import pytest

from infra.checks.field_words import violations
from infra.openapi.field_words import FieldWords
from infra.openapi.written import described
from shared.words.wording import Words

COURIERS = {"enum": ["standard", "other"], "type": "string"}
GOOD = Words("The buyer.", "客户。")


def test_every_field_parameter_and_tag_has_words() -> None:
    assert violations(described().words) == []


def of(**field: Words) -> FieldWords:
    return FieldWords({"FIELD": field, "CODES": {}, "TAG": {}, "NOTE": {}})


def test_a_field_without_words_is_seen() -> None:
    words = of()
    assert words.field("NewOrder.buyer", "buyer") == {}
    [problem] = violations(words)
    assert problem == "NewOrder.buyer has no words: say FIELD in a room of shared/words/fields"


def test_codes_without_words_are_seen() -> None:
    words = of()
    for schema in (COURIERS, {"anyOf": [COURIERS, {"type": "null"}]}, {"items": COURIERS}):
        assert words.codes(schema, "NewOrder.courier", "courier") == schema
    assert violations(words) == [
        "NewOrder.courier has no words: say CODES in a room of shared/words/fields"
    ]


def test_what_plans_have_is_said_as_there() -> None:
    words = of()
    told = words.codes({"enum": ["sale", "pickup", "restock"]}, "NewOrder.kind")
    assert told["x-enumDescriptions"]["pickup"].startswith("A distributor's own-use picking · ")
    assert violations(words) == []


def test_a_field_keeps_those_of_a_registers_codes_that_it_may_have() -> None:
    words = FieldWords({"FIELD": {}, "CODES": {"RefundOrder.part": "refund_part"}, "TAG": {}})
    told = words.codes({"enum": ["goods", "freight"]}, "RefundOrder.part")
    assert list(told["x-enumDescriptions"]) == told["enum"] == ["goods", "freight"]


def test_words_that_nothing_bears_are_seen() -> None:
    assert violations(of(buyer=GOOD)) == ["FIELD buyer is worded, and nothing bears it"]


@pytest.mark.parametrize(
    "words",
    [Words("客户。", "客户。"), Words("The buyer.", "The buyer."), Words("One · two.", "一。")],
)
def test_words_in_one_language_are_seen(words: Words) -> None:
    found = of(buyer=words)
    assert found.field("buyer")
    assert violations(found) == ["FIELD buyer: English first, then Chinese"]
