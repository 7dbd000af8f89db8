"""`python -m tests.infra.record_samples`: play every call, and keep what it sent and got.

What is kept and still as the description says stays as it is: an example changes with its call.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from infra.openapi.conformity import Description
from infra.openapi.examples import bodies
from infra.openapi.written import SAMPLES, described, read_samples
from tests.infra.overheard import Exchange, overheard
from tests.infra.permission_cases import play_everything

Document: TypeAlias = dict[str, Any]
Sample: TypeAlias = dict[str, Any]

LONGEST = 2_500
"""Characters of a sample: an example is there to be read."""


def main() -> None:
    document = described().document
    with overheard() as heard:
        play_everything()
    known, new = read_samples(), sampled(heard, document)
    kept = {call: next(fitting(call, document, known, new), None) for call in known | new}
    text = json.dumps(
        {c: it for c, it in kept.items() if it}, indent=1, ensure_ascii=False, sort_keys=True
    )
    SAMPLES.write_text(without_ports(text) + "\n", encoding="utf-8")


def without_ports(text: str) -> str:
    """Let examples name hosts that nobody takes for his own, in place of a test's port."""
    shops = re.sub(r"https?://127\.0\.0\.1:\d+/hooks", "https://shop.example/hooks", text)
    return re.sub(r"https?://127\.0\.0\.1:\d+", "https://api.brand.example", shops)


def fitting(call: str, document: Document, *samples: dict[str, Sample]) -> Iterator[Sample]:
    """The samples of a call of which everything is as the description says, in their order."""
    description = Description(document)
    places = [each for each in bodies(document) if each.call == call]
    for sample in (each[call] for each in samples if call in each and places):
        said = [(each.content["schema"], sample.get(each.which)) for each in places]
        if not any(it is not None and description.of_schema(schema, it) for schema, it in said):
            yield sample


def sampled(heard: Iterable[Exchange], document: Document) -> dict[str, Sample]:
    """The exchange of each call that says most, of those that are not too long."""
    best: dict[str, Exchange] = {}
    for each in heard:
        operation = document["paths"].get(each.route, {}).get(each.method.lower())
        if operation and each.succeeded:
            name = operation["operationId"]
            best[name] = max(best.get(name, each), each, key=worth)
    return {name: sample_of(each) for name, each in best.items()}


def sample_of(exchange: Exchange) -> Sample:
    """What an exchange named in its path, sent and got, where there was any."""
    said = {"named": exchange.named, "sent": exchange.asked, "got": exchange.answered}
    return {part: it for part, it in said.items() if it or part == "got"}


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
