"""The document is valid OpenAPI 3.1, complete and always the same."""

from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from shared.edge.http.json_body import canonical
from shared.edge.http.openapi import document
from shared.edge.http.serve import operations_of
from tests.unit.edge.sample_app import sample_app


@pytest.fixture
def made() -> dict[str, Any]:
    return document(operations_of(sample_app()), version="1.2.3")


def test_it_is_valid(made: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(made).validate()


def test_every_reference_leads_somewhere(made: dict[str, Any]) -> None:
    names = {part.split('"')[0] for part in canonical(made).split('"#/components/schemas/')[1:]}
    assert names == set(made["components"]["schemas"])
    assert names == {"Line", "NewLink", "NewOrder", "Problem", "Receipt"}


def test_it_is_the_same_in_whatever_order_the_operations_come() -> None:
    operations = operations_of(sample_app())
    one, other = (
        document(order, version="1") for order in (operations, list(reversed(operations)))
    )
    assert canonical(one) == canonical(other)


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
        "description": "What goes wrong.",
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
