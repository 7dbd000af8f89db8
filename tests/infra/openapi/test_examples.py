"""Examples are valid, real where a call was played, and made up where it was not yet."""

import json
from typing import Any

import pytest

from infra.openapi.conformity import Description
from infra.openapi.examples import add_examples, bodies
from infra.openapi.made_up import filled, made_up
from infra.openapi.written import described, read_samples
from shared.domain.orders.new_order import NewOrder
from tests.infra.record_samples import without_ports

ORDER: dict[str, Any] = {
    "type": "object",
    "properties": {
        "buyer": {"type": "string"},
        "at": {"type": "string", "format": "date-time"},
        "status": {"type": "string", "enum": ["paid", "closed"]},
        "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
        "link": {"anyOf": [{"type": "string"}, {"type": "null"}]},
        "note": {"type": "string"},
    },
    "required": ["buyer", "at", "status", "lines", "link"],
}
LINE = {"type": "object", "properties": {"line": {"type": "integer", "minimum": 1}}}
SCHEMAS: dict[str, Any] = {"Order": ORDER, "Line": {**LINE, "required": ["line"]}}
NAMED = {"$ref": "#/components/schemas/Order"}


def document() -> dict[str, Any]:
    content = {"application/json": {"schema": NAMED}}
    answers = {"200": {"content": content}}
    call = {"operationId": "read_order", "parameters": [], "responses": answers}
    return {"paths": {"/orders": {"get": call}}, "components": {"schemas": SCHEMAS}}


def shown(sample: Any) -> Any:
    made = document()
    assert add_examples(made, {"read_order": {"got": sample}}) == []
    [place] = bodies(made)
    return place.content["example"]


def test_what_was_played_is_shown() -> None:
    real = {
        "buyer": "b",
        "at": "2025-01-01T00:00:00Z",
        "status": "closed",
        "lines": [],
        "link": "X",
    }
    assert shown(real) == real


def test_a_field_that_came_later_is_filled_in_and_one_that_went_is_left_out() -> None:
    old = {"buyer": "b", "status": "closed", "lines": [{}], "gone": 1}
    assert shown(old) == {
        "buyer": "b",
        "at": "2025-03-01T02:00:00Z",
        "status": "closed",
        "lines": [{"line": 1}],
        "link": None,
    }


def test_what_no_longer_fits_is_made_up_anew() -> None:
    assert shown({"buyer": "b", "status": "lost", "lines": []})["status"] == "paid"


def test_what_cannot_be_made_up_is_told() -> None:
    made = document()
    made["components"]["schemas"] = {**SCHEMAS, "Order": {"type": "string", "pattern": "^[0-9]+$"}}
    assert add_examples(made, {}) == ["read_order got"]


def test_a_schema_that_holds_itself_ends() -> None:
    tree = {"type": "object", "properties": {"next": {"$ref": "#/x/Tree"}}, "required": ["next"]}
    assert made_up("tree", tree, {"Tree": tree})
    assert filled(None, {"anyOf": [NAMED, {"type": "null"}]}, SCHEMAS) is None


@pytest.fixture(scope="module")
def places() -> list[Any]:
    return list(bodies(described().document))


def test_every_body_has_an_example_that_is_as_described(places: list[Any]) -> None:
    description = Description(described().document)
    for place in places:
        wrong = description.of_schema(place.content["schema"], place.content["example"])
        assert not wrong, (place.call, place.which)
    assert described().without_example == []


def test_the_example_of_an_order_is_one_that_the_model_takes(places: list[Any]) -> None:
    [sent] = [
        it.content["example"] for it in places if (it.call, it.which) == ("create_order", "sent")
    ]
    assert NewOrder.model_validate(sent).lines


def test_a_sample_is_of_a_call_that_is_there(places: list[Any]) -> None:
    assert read_samples().keys() <= {place.call for place in places}


def test_no_example_names_the_machine_that_it_was_played_on() -> None:
    assert "127.0.0.1" not in json.dumps(described().document)
    assert "127.0.0.1" not in json.dumps(read_samples())
    played = '{"url": "http://127.0.0.1:36835/r/H76LNW2M", "to": "https://127.0.0.1:4/hooks"}'
    told = '{"url": "https://api.brand.example/r/H76LNW2M", "to": "https://shop.example/hooks"}'
    assert without_ports(played) == told
