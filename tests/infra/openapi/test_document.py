"""The document is valid OpenAPI 3.1, complete and always the same."""

import json
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from infra.openapi.document import document
from infra.openapi.field_words import FieldWords
from infra.openapi.schemas import message_schemas
from shared.domain.records import Value
from shared.edge.callers.access import STAFF
from shared.edge.http.json_body import canonical
from shared.edge.http.request import Request
from shared.edge.http.serve import operations_of
from shared.edge.http.view import view
from shared.words.wording import Words
from tests.unit.edge.sample_app import sample_app

FIELD = {
    "buyer": Words("The buyer's id.", "客户编号。"),
    "NewOrder.buyer": Words("Who buys.", "购买者。"),
    "{order_id}": Words("The order's id.", "订单编号。"),
    "?raise": Words("What goes wrong.", "出错内容。"),
    "nowhere": Words("A field of no message.", "无此字段。"),
}


@pytest.fixture
def words() -> FieldWords:
    return FieldWords({"FIELD": FIELD, "CODES": {}, "TAG": {}, "NOTE": {}})


@pytest.fixture
def made(words: FieldWords) -> dict[str, Any]:
    return document(operations_of(sample_app()), words, version="1.2.3")


def test_it_is_valid(made: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(made).validate()


def test_every_reference_leads_somewhere(made: dict[str, Any]) -> None:
    names = {part.split('"')[0] for part in canonical(made).split('"#/components/schemas/')[1:]}
    assert names == set(made["components"]["schemas"])
    assert names == {"FieldError", "Line", "NewLink", "NewOrder", "Problem", "Receipt"}


def test_it_is_the_same_in_whatever_order_the_operations_come(words: FieldWords) -> None:
    operations = operations_of(sample_app())
    one, other = (
        document(order, words, version="1") for order in (operations, list(reversed(operations)))
    )
    assert json.dumps(one) == json.dumps(other)


def test_a_field_has_its_own_words_or_those_of_its_name(made: dict[str, Any]) -> None:
    sent, got = (made["components"]["schemas"][name] for name in ("NewOrder", "Receipt"))
    assert sent["properties"]["buyer"]["description"] == "Who buys. · 购买者。"
    assert got["properties"]["buyer"]["description"] == "The buyer's id. · 客户编号。"


def test_what_has_no_words_and_words_of_nothing_are_known(
    made: dict[str, Any], words: FieldWords
) -> None:
    assert words.unused() == [("FIELD", "nowhere")]
    missing = words.missing
    assert {
        ("FIELD", "Line.sku"),
        ("FIELD", "follow_link{code}"),
        ("TAG", made["tags"][0]["name"]),
    } <= missing
    assert ("FIELD", "Receipt.buyer") not in missing


def test_what_is_sent_is_closed_and_what_is_got_is_open() -> None:
    class Sent(Value):
        name: str

    class Got(Value):
        name: str

    @view("POST", "/v1/names", roles=STAFF, zh="命名")
    def name_it(request: Request[Sent]) -> Got:
        """Name it."""

    schemas = message_schemas([name_it.operation])
    assert schemas["Sent"]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["Got"]


def test_a_message_that_is_sent_and_got_is_refused() -> None:
    class Both(Value):
        name: str

    @view("POST", "/v1/names", roles=STAFF, zh="命名")
    def name_it(request: Request[Both]) -> Both:
        """Name it."""

    with pytest.raises(ValueError, match="Both"):
        message_schemas([name_it.operation])


def test_the_words_of_a_query_stand_with_the_others(words: FieldWords) -> None:
    @view("GET", "/v1/names", roles=STAFF, zh="查询", query={"at": "When."})
    def read_it(request: Request[None]) -> None:
        """Read it."""

    with pytest.raises(TypeError, match="shared/words/fields"):
        document([read_it.operation], words, version="1")


def test_an_operation_says_who_may_call_it_and_with_what(made: dict[str, Any]) -> None:
    place = made["paths"]["/v1/orders"]["post"]
    assert place["summary"] == "Place an order · 下单"
    assert place["x-roles"] == ["storefront"]
    assert place["security"] == [{"signature": []}]
    assert [(each["name"], each.get("required", False)) for each in place["parameters"]] == [
        ("Signature-Input", False),
        ("Signature", False),
        ("Content-Digest", False),
        ("Idempotency-Key", True),
    ]
    assert set(place["responses"]) == {"201", "4XX", "5XX"}
    body = place["requestBody"]["content"]["application/json"]["schema"]
    assert body == {"$ref": "#/components/schemas/NewOrder"}


def test_a_body_says_whether_it_is_required(made: dict[str, Any]) -> None:
    bodies = [made["paths"][path]["post"]["requestBody"] for path in ("/v1/orders", "/v1/me/links")]
    assert [body["required"] for body in bodies] == [True, False]


def test_a_read_takes_what_its_path_and_query_say_and_no_key(made: dict[str, Any]) -> None:
    read = made["paths"]["/v1/orders/{order_id}"]["get"]
    in_path, in_query, *signed = read["parameters"]
    assert [each["name"] for each in signed] == ["Signature-Input", "Signature"]
    assert (in_path["name"], in_path["in"], in_path["required"]) == ("order_id", "path", True)
    assert in_query == {
        "name": "raise",
        "in": "query",
        "description": "What goes wrong. · 出错内容。",
        "schema": {"type": "string"},
    }
    assert read["security"] == [{"signature": []}, {"token": []}]
    assert "requestBody" not in read


def test_a_view_that_answers_nothing_says_204(made: dict[str, Any]) -> None:
    cancel = made["paths"]["/v1/orders/{order_id}/cancellation"]["post"]
    assert set(cancel["responses"]) == {"204", "4XX", "5XX"}


def test_every_header_is_told_in_both_languages_with_an_example(made: dict[str, Any]) -> None:
    headers = [
        parameter
        for path in made["paths"].values()
        for operation in path.values()
        for parameter in operation["parameters"]
        if parameter["in"] == "header"
    ]
    assert {each["name"] for each in headers} == {
        "Content-Digest",
        "Idempotency-Key",
        "Signature",
        "Signature-Input",
    }
    for each in headers:
        english, chinese = each["description"].split(" · ")
        assert english.isascii()
        assert not chinese.isascii()
        assert each["example"]


def test_a_person_s_command_takes_a_key_and_no_signature(made: dict[str, Any]) -> None:
    mine = made["paths"]["/v1/me/links"]["post"]
    assert [parameter["name"] for parameter in mine["parameters"]] == ["Idempotency-Key"]
