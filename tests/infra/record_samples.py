"""`python -m tests.infra.record_samples`: play every call, and keep what it sent and got.

What is kept and still as the description says stays as it is: an example changes with its call.
"""

import json
from collections.abc import Iterable
from typing import Any

from infra.openapi.conformity import Description
from infra.openapi.examples import bodies
from infra.openapi.written import SAMPLES, described, read_samples
from tests.infra.overheard import Exchange, overheard
from tests.infra.permission_cases import play_everything

LONGEST = 2_500
"""Characters of a sample: an example is there to be read."""


def main() -> None:
    document = described().document
    with overheard() as heard:
        play_everything()
    known, new = read_samples(), sampled(heard, document)
    description = Description(document)
    kept: dict[str, dict[str, Any]] = {}
    for call, which, content in bodies(document):
        for samples in (known, new):
            sample = samples.get(call, {}).get(which)
            if sample is not None and not description.of_schema(content["schema"], sample):
                kept.setdefault(call, {})[which] = sample
                break
    text = json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True)
    SAMPLES.write_text(text + "\n", encoding="utf-8")


def sampled(heard: Iterable[Exchange], document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The exchange of each call that says most, of those that are not too long."""
    best: dict[str, Exchange] = {}
    for each in heard:
        operation = document["paths"].get(each.route, {}).get(each.method.lower())
        if operation and each.succeeded:
            name = operation["operationId"]
            best[name] = max(best.get(name, each), each, key=worth)
    return {name: {"sent": each.asked, "got": each.answered} for name, each in best.items()}


def worth(exchange: Exchange) -> tuple[bool, int]:
    """How much an exchange says: what is too long says the more the shorter it is."""
    size = len(json.dumps([exchange.asked, exchange.answered]))
    fits = size <= LONGEST
    return fits, told(exchange.asked) + told(exchange.answered) if fits else -size


def told(value: Any) -> int:
    """How many fields say something."""
    match value:
        case dict():
            return sum(map(told, value.values()))
        case list():
            return sum(map(told, value))
    return value is not None


if __name__ == "__main__":
    main()
