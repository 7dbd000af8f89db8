"""What anybody may read of the service itself."""

from infra.running.brand import brand_of
from tests.laptop_bench import Bench


def asked(bench: Bench) -> None:
    stack = brand_of(bench.laptop).stack
    for path in ("/health", "/openapi.json", "/docs", "/docs/start.js", "/problems/over_refund"):
        assert stack.anybody().send("GET", path).ok


CASES = (asked,)
