"""The client's records of answers say what the API's description says."""

import json
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from fenrun.client.deciding import Decision, Proposal, ProposalLine

API = Path(__file__).parents[2] / "docs" / "openapi.json"
JSON_TYPES: dict[Any, set[str]] = {
    str: {"string"},
    int: {"integer"},
    int | None: {"integer", "null"},
    str | None: {"string", "null"},
    dict[str, Any]: {"object"},
}


def types_of(schema: dict[str, Any]) -> set[str]:
    return {each["type"] for each in schema.get("anyOf", [schema])}


@pytest.mark.parametrize(
    ("record", "schema"),
    [(ProposalLine, "ProposalLine"), (Proposal, "ProposalView"), (Decision, "DecisionReceipt")],
)
def test_a_record_has_the_members_of_its_answer(record: type, schema: str) -> None:
    described = json.loads(API.read_text("utf-8"))["components"]["schemas"][schema]["properties"]
    told = {name: JSON_TYPES[hint] for name, hint in get_type_hints(record).items()}
    assert told == {name: types_of(each) for name, each in described.items()}
