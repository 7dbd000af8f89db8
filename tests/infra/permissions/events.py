"""What happened, and who did it."""

from collections.abc import Iterator
from typing import Any

from tests.end_to_end.world import World
from tests.laptop_bench import Bench, running


def told(bench: Bench) -> None:
    """Everybody reads what happened, as far as he may; an auditor reads all, and who did it."""
    team, world = bench.team(), World.around(bench.laptop)
    bench.paid_order(team=team)
    for found in (
        world.shop("GET", "/v1/events")["items"],
        world.person("distributor", team.promoter, "GET", "/v1/events")["items"],
        list(_everything(world)),
    ):
        assert bool(found) == bench.laptop.workflows
    assert world.person("auditor", "ada", "GET", "/v1/operations?who=clerk")["items"]


def _everything(world: World) -> Iterator[dict[str, Any]]:
    page = world.person("auditor", "ada", "GET", "/v1/events")
    while page["items"]:
        yield from page["items"]
        page = world.person("auditor", "ada", "GET", f"/v1/events?after={page['next']}")


def redelivered() -> None:
    """What the stream has swallowed is handed out again when an operator asks for it."""
    with running() as bench:
        with bench.signals_lost():
            order = bench.placed_order()
        subject = {"subject": f"order/{order}"}
        world = World.around(bench.laptop)
        assert (
            subject.items()
            <= bench.as_person("operator", "olga", "/v1/events/redelivery", subject).items()
        )
        assert f"order/{order}.1" in {each["id"] for each in _everything(world)}


ALONE = (redelivered,)

AFTERWARDS = (told,)
"""It reads what all the other cases have left."""
