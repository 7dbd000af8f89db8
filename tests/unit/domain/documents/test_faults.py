"""Every fault of a plan document is told where it stands in the document."""

from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.documents.places import of_document, path_of, pointer_of
from shared.domain.plans.document import read_plan
from tests.unit.domain.plans.documents import document, percent

BAD_STEP = {"if": {"all": [{"measure": "orders"}]}, "rate_bp": 1}


def places(plan: dict[str, Any]) -> list[tuple[str | int, ...]]:
    with pytest.raises(ValidationError) as caught:
        read_plan(plan)
    return [fault["loc"] for fault in caught.value.errors()]


@pytest.mark.parametrize(
    ("plan", "place"),
    [
        (document(percent(rates_bp={"default": [-1]})), ("rules", 0, "rates_bp", "default", 0)),
        (document(percent(rates_bp={"gold": [1]})), ("rules", 0)),
        (document(percent(), percent()), ("rules", 1, "id")),
        (document({"id": "x"}), ("rules", 0)),
        (document({"id": "x", "kind": "ranking", "period": "month"}), ("rules", 0, "places")),
        (document(colour="red"), ("colour",)),
        (document(products={"a\ttee": {}}), ("products", "a\ttee")),
        (
            document(
                {
                    "id": "x",
                    "kind": "tier",
                    "period": "month",
                    "tiers": {"steps": {"default": [BAD_STEP]}},
                }
            ),
            ("rules", 0, "tiers", "steps", "default", 0, "if", "all", 0, "at_least"),
        ),
        ({"preset": "depth-10-5", "rules": [percent("x", form="gold")]}, ("rules", 0, "form")),
        ({"preset": "depth-10-5", "pay_depth": 99}, ("pay_depth",)),
        ({"preset": "depth-10-5", "rules": 5}, ("rules",)),
        ({"preset": "depth-10-5", "self_purchase": "yes"}, ("self_purchase",)),
        ({"preset": "depth-10-5", "effective_from": 20_250_301}, ("effective_from",)),
        ({"preset": "depth-10-5", "effective_from": "2025-03-01"}, ("effective_from",)),
        ({"preset": "depth-10-5", "effective_from": "soon"}, ("effective_from",)),
    ],
)
def test_a_fault_stands_where_the_document_has_it(
    plan: dict[str, Any], place: tuple[str | int, ...]
) -> None:
    assert places(plan) == [place]


def test_all_faults_are_told() -> None:
    rules = [percent("a", form="gold"), percent("b"), percent("c", orders=["gift"])]
    plan = {"preset": "depth-10-5", "rules": rules, "joining_fee": 5}
    assert set(places(plan)) == {("joining_fee",), ("rules", 0, "form"), ("rules", 2, "orders", 0)}


def test_a_place_is_written_for_people_and_for_machines() -> None:
    place = ("products", "a/b~c", "rates", 0)
    assert path_of(place) == "products.a/b~c.rates.1"
    assert pointer_of(place) == "#/products/a~1b~0c/rates/0"
    assert (path_of(()), pointer_of(())) == ("", "#")


@pytest.mark.parametrize(
    ("place", "in_document"),
    [
        (("rules", 0, "form"), ("preset",)),
        (("rules", 1, "form"), ("rules", 0, "form")),
        (("rules",), ("rules",)),
        (("cap_bp",), ("cap_bp",)),
    ],
)
def test_a_preset_stands_for_the_first_rule(
    place: tuple[str | int, ...], in_document: tuple[str | int, ...]
) -> None:
    assert of_document({"preset": "depth-10-5"}, place) == in_document
    assert of_document({"name": "own"}, place) == place


def test_a_fault_inside_a_rule_stands_at_its_field_not_at_the_kind_of_the_same_name() -> None:
    rule = {"id": "pieces", "kind": "per_piece", "per_piece": "20.00", "sku": ["tee"]}

    with pytest.raises(ValidationError) as refused:
        read_plan({"name": "plan", "pay_depth": 1, "rules": [rule]})

    assert [fault["loc"] for fault in refused.value.errors()] == [("rules", 0, "sku")]
