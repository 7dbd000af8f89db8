"""What every Store promises is tried on each, with nobody behind it who lays pointers."""

from collections.abc import Iterator

import pytest

from infra.memory.store import MemoryStore, nothing_laid
from shared.ports import Store
from tests.unit.adapters.dynamodb_table import dynamodb_calls, store_over


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore(nothing_laid)
        return
    with dynamodb_calls() as calls:
        yield store_over(calls)
