"""What rules are made of: rates by level and depth, limits, validity; bad ones named by field."""

from datetime import UTC, datetime
from typing import Any

import pytest

from shared.domain.documents.part import Part
from shared.domain.rules.rule import Rule
from shared.domain.terms.parts import Limits, Terms, Validity
from tests.refusals import faulty


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"rates_bp": {"gold": [1000]}}, "default"),
        ({"per_piece": {"gold": ["1.00"]}}, "default"),
        ({"rates_bp": {"default": []}}, "rates_bp.default"),
        ({"rates_bp": {"default": [1, 1, 1, 1]}}, "rates_bp.default"),
        ({"rates_bp": {"default": [-1]}}, "rates_bp.default"),
        ({"rates_bp": {"default": [10.5]}}, "rates_bp.default"),
        ({"rates_bp": {"default": ["10"]}}, "rates_bp.default"),
        ({"rates_bp": {"default": [10_001]}}, "rates_bp.default"),
        ({"rates_bp": {"default": [True]}}, "rates_bp.default"),
        ({"rates_bp": {"default": [6000, 4001]}}, "100 percent"),
        ({"rates_bp": {"default": [1], "gold": [6000, 4001]}}, "100 percent"),
        ({"rates_bp": {"a level": [1]}}, "rates_bp.a level"),
        ({"per_piece": {"default": [1]}}, "per_piece.default"),
        ({"per_piece": {"default": ["1.5"]}}, "per_piece.default"),
        ({"per_piece": {"default": ["-1.00"]}}, "per_piece.default"),
        ({"per_piece": {"default": ["1.00"] * 4}}, "per_piece.default"),
        ({"rate_bp": {"default": [1]}}, "rate_bp"),
    ],
)
def test_bad_terms_are_refused_by_their_field(fields: Any, named: str) -> None:
    _refuses(Terms, fields, named)


def test_terms_may_say_a_percentage_a_sum_both_or_nothing() -> None:
    both = {"rates_bp": {"default": [10_000]}, "per_piece": {"default": ["1.50", "0.00"]}}

    assert Terms.model_validate(both).per_piece == {"default": (150, 0)}
    assert Terms.model_validate({}) == Terms()


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "max_bp"),
        ({"min_bp": 501, "max_bp": 500}, "exchange"),
        ({"min_bp": -1, "max_bp": 500}, "min_bp"),
        ({"max_bp": 10_001}, "max_bp"),
    ],
)
def test_bad_limits_are_refused_by_their_field(fields: Any, named: str) -> None:
    _refuses(Limits, fields, named)


def test_limits_may_leave_one_rate() -> None:
    assert Limits.model_validate({"min_bp": 500, "max_bp": 500}).min_bp == 500


def test_validity_is_said_with_a_time_zone() -> None:
    _refuses(Validity, {"from": "2025-03-01T00:00:00"}, "from")
    _refuses(Validity, {"until": "2025-03-01T00:00:00"}, "until")

    said = Validity.model_validate({"from": "2025-03-01T08:00:00+08:00"})

    assert (said.from_, said.until) == (datetime(2025, 3, 1, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "id"),
        ({"id": "Relation"}, "id"),
        ({"id": ""}, "id"),
        ({"id": "a" * 41}, "id"),
        ({"id": "r", "form": "shares"}, "form"),
        ({"id": "r", "tax_nature": "free"}, "tax_nature"),
        ({"id": "r", "levels": "gold"}, "levels"),
        ({"id": "r", "no_violation_days": 0}, "no_violation_days"),
        ({"id": "r", "no_violation_days": 3651}, "no_violation_days"),
        ({"id": "r", "valid": {"to": None}}, "valid.to"),
    ],
)
def test_a_bad_rule_is_refused_by_its_field(fields: Any, named: str) -> None:
    _refuses(Rule, fields, named)


def test_a_rule_pays_cash_for_labour_to_everybody_unless_it_says_otherwise() -> None:
    rule = Rule.model_validate({"id": "r"})

    assert (rule.form, rule.tax_nature, rule.levels, rule.no_violation_days) == (
        "cash",
        "labour",
        None,
        None,
    )


def test_a_part_never_changes() -> None:
    limits = Limits.model_validate({"max_bp": 500})

    with pytest.raises(ValueError, match="frozen"):
        limits.max_bp = 600  # type: ignore[misc]


def _refuses(part: type[Part], fields: Any, named: str) -> None:
    with faulty(named.replace(".", r"\.")):
        part.model_validate(fields)
