"""Whatever is sent to what is described: no error of ours, and an answer as it is described.

Requests go through the gateway in this process, past its sockets; the seed is always the same.
"""

import json
import os
import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from tests.http.api_bench import Api
from tests.http.in_process import DOCUMENT, Bench
from tests.http.nasty import TEXTS, spoilt
from tests.infra.overheard import JSON

TIMES = int(os.environ.get("FUZZ_TIMES", "12"))
"""Requests of each call; more of them find more, and take as much longer."""

CUT_OFF = 0.05
"""How many bodies are half of one."""

CALLS = [
    (method.upper(), path, call)
    for path, calls in DOCUMENT["paths"].items()
    for method, call in calls.items()
]


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with Api.running() as api:
        yield Bench(api)


def addressed(path: str, call: dict[str, Any], known: dict[str, str], random: Random) -> str:
    """A path and a query whose parts are known ones, or nothing that was ever meant."""
    spoil = random.random() < 0.3

    def part(found: re.Match[str]) -> str:
        return random.choice(TEXTS) or "-" if spoil else known.get(found[1], "A" * 26)

    asked = [each["name"] for each in call["parameters"] if each["in"] == "query"]
    chosen = random.sample(asked, random.randint(0, len(asked)))
    query = "&".join(f"{name}={random.choice(TEXTS)}" for name in chosen)
    return re.sub(r"{(\w+)}", part, path) + ("?" + query if query else "")


@pytest.mark.parametrize(("method", "path", "call"), CALLS, ids=lambda it: str(it)[:60])
def test_nothing_that_is_sent_is_an_error_of_ours(
    bench: Bench, method: str, path: str, call: dict[str, Any]
) -> None:
    random = Random(f"{method} {path}")
    content = call.get("requestBody", {}).get("content", {}).get("application/json", {})
    for time in range(TIMES):
        raw = spoilt(content["example"], random) if content else random.choice([b"", b"{}", b"[1]"])
        raw = raw[: len(raw) // 2] if random.random() < CUT_OFF else raw
        target = addressed(path, call, bench.known, random)
        answer = bench.ask(method, target, call["x-roles"], raw, f"fuzz-{time}-{len(raw)}")
        assert answer.status < 500, (method, target, raw[:300], answer.body)
        media_type = dict(answer.headers).get("Content-Type", "").partition(";")[0]
        if media_type in JSON and answer.body:
            told = (answer.status, media_type, json.loads(answer.body))
            assert bench.description.of_answer(method, path, *told) == [], (target, raw[:300])
