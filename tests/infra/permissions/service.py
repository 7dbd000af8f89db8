"""What anybody may read of the service itself."""

from tests.end_to_end.world import World
from tests.laptop_bench import Bench


def asked(bench: Bench) -> None:
    stack = World.around(bench.laptop).stack
    for path in ("/health", "/openapi.json", "/docs", "/docs/start.js", "/problems/over_refund"):
        assert stack.anybody().send("GET", path).ok


CASES = (asked,)
