"""What anybody may read of the service itself."""

from tests.end_to_end.world import World
from tests.laptop_bench import Bench


def asked(bench: Bench) -> None:
    client = World.around(bench.laptop).client
    for path in ("/health", "/openapi.json", "/problems/over_refund"):
        assert client.send_as_anybody("GET", path).ok


CASES = (asked,)
