"""One product a test file: a process holds one at a time, and business time only goes on."""

from collections.abc import Iterator

import pytest

from tests.laptop_bench import Bench, running


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with running() as bench:
        yield bench
