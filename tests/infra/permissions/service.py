"""What anybody may read of the service itself."""

from infra.running.brand import brand_of
from tests.laptop_bench import Bench


def asked(bench: Bench) -> None:
    stack = brand_of(bench.laptop).stack
    files = ("/openapi.json", "/docs", "/docs/start.js", "/docs/signing.md")
    for path in ("/", "/health", *files, "/problems/over_refund"):
        assert stack.anybody().send("GET", path).ok


CASES = (asked,)
