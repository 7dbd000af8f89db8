"""What each call sends and gets for example: as it was played, or made up from its schema.

`make samples` plays every call and keeps what was sent and got. A message that has come to have
more fields since is filled up, so that a new field needs no sample; one that does not fit is
made up anew, and one that cannot be is not shown.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from infra.openapi.conformity import Description
from infra.openapi.made_up import filled, made_up

Json = dict[str, Any]
Samples = Mapping[str, Mapping[str, Any]]

JSON: Final = "application/json"


class Place(NamedTuple):
    """Where a body is described: whose, which of both, and what stands there."""

    call: str
    which: str
    content: Json


def add_examples(document: Json, samples: Samples) -> list[str]:
    """Show an example wherever a body is described; tells for which there is none."""
    schemas = document["components"]["schemas"]
    description = Description(document)
    _add_to_paths(document, samples, description)
    without = []
    for place in bodies(document):
        schema = place.content["schema"]
        for example in _candidates(samples.get(place.call, {}), place.which, schema, schemas):
            if not description.of_schema(schema, example):
                place.content["example"] = example
                break
        else:
            without.append(f"{place.call} {place.which}")
    return without


def _add_to_paths(document: Json, samples: Samples, description: Description) -> None:
    for call, parameter in _in_paths(document):
        example = samples.get(call, {}).get("named", {}).get(parameter["name"])
        if example is not None and not description.of_schema(parameter["schema"], example):
            parameter["example"] = example


def _in_paths(document: Json) -> Iterator[tuple[str, Json]]:
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path":
                    yield operation["operationId"], parameter


def bodies(document: Json) -> Iterator[Place]:
    """Every body of a message, as it is sent or got."""
    for methods in document["paths"].values():
        for operation in methods.values():
            name = operation["operationId"]
            sent = operation.get("requestBody", {}).get("content", {})
            got = (it.get("content", {}) for it in operation["responses"].values())
            yield from _messages(name, "sent", sent)
            for content in got:
                yield from _messages(name, "got", content)


def _messages(call: str, which: str, content: Json) -> Iterator[Place]:
    if "$ref" in content.get(JSON, {}).get("schema", {}):
        yield Place(call, which, content[JSON])


def _candidates(
    sample: Mapping[str, Any], which: str, schema: Json, schemas: Mapping[str, Json]
) -> Iterator[Any]:
    if which in sample:
        yield filled(sample[which], schema, schemas)
    yield made_up("example", schema, schemas)
