"""What has not the shape of its field is told in words, at the field itself."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import SchemaValidator, core_schema

from shared.domain.channel.payment_terms import PaymentTerms
from shared.domain.orders.new_order import NewOrder
from shared.edge.http.json_body import parse, unacceptable
from shared.edge.http.problems import Unacceptable
from shared.edge.http.shapes import SHAPES
from shared.words.field_types import FIELD_SHAPE, FIELD_TYPE
from tests.unit.edge.rooms import all_views

LINE = {"line": 1, "sku": "tea", "qty": 1, "price_fen": 100}
VIEWS = [view.operation for view in all_views()]
REGEX = ("^", "$", "{", "}", "\\", "[", "]")


def patterns(schema: object) -> Iterator[str]:
    """Every pattern that pydantic holds a text of a model against."""
    if isinstance(schema, Mapping):
        if schema.get("type") == "str" and isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        schema = list(schema.values())
    if isinstance(schema, list | tuple):
        for part in schema:
            yield from patterns(part)


def asked() -> Iterator[TypeAdapter[Any]]:
    yield from (TypeAdapter(it.body) for it in VIEWS if it.body)
    yield from (TypeAdapter(shape) for it in VIEWS for shape in it.query.values())


def test_every_pattern_of_a_request_is_said_in_words() -> None:
    held = {each for adapter in asked() for each in patterns(adapter.core_schema)}
    assert len(held) > 5
    assert held <= SHAPES.keys()
    assert {*SHAPES.values(), "other"} == FIELD_SHAPE.keys()


def test_no_pattern_stands_in_what_is_said() -> None:
    assert not any("pattern" in text for words in FIELD_TYPE.values() for text in words)
    for words in FIELD_SHAPE.values():
        assert not any(sign in text for text in words for sign in REGEX)


@pytest.mark.parametrize("pattern", SHAPES)
def test_what_has_another_shape_is_told_by_no_pattern(pattern: str) -> None:
    schema = core_schema.str_schema(pattern=pattern)
    with pytest.raises(ValidationError) as found:
        SchemaValidator(schema).validate_python(" \x01 ")
    (error,) = unacceptable(found.value).errors
    assert not any(sign in error["detail"] + error["detail_zh"] for sign in REGEX)


def said(model: type[BaseModel], document: object) -> dict[str, str]:
    with pytest.raises(Unacceptable) as refused:
        parse(json.dumps(document).encode(), model)
    return {each["pointer"]: each["detail"] for each in refused.value.errors}


@pytest.mark.parametrize(
    ("terms", "pointer"),
    [
        ({"kind": "jsapi"}, "#/openid"),
        ({"kind": "native", "openid": "o"}, "#/openid"),
        ({"kind": "h5"}, "#/payer_client_ip"),
        ({"kind": "native", "h5_type": "wap"}, "#/h5_type"),
    ],
)
def test_what_a_kind_of_payment_lacks_is_pointed_at(terms: object, pointer: str) -> None:
    assert list(said(PaymentTerms, terms)) == [pointer]


def test_a_line_number_that_comes_twice_is_pointed_at() -> None:
    lines = [LINE, {**LINE, "line": 2}, LINE]
    assert list(said(NewOrder, {"buyer": "b", "lines": lines})) == ["#/lines/2/line"]


def test_one_is_said_as_one() -> None:
    assert said(NewOrder, {"buyer": "b", "lines": []}) == {"#/lines": "it needs 1 or more items"}
