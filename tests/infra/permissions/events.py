"""What happened, and who did it."""

from collections.abc import Iterator
from typing import Any
from unittest import mock

from fenrun.testing.brand import Brand
from infra.running.brand import brand_of
from shared.usecases.clockwork import follow_changes
from tests.laptop_bench import LONGER_THAN_A_RETRY, Bench


def told(bench: Bench) -> None:
    """Everybody reads what happened, as far as he may; an auditor reads all, and who did it."""
    team, brand = bench.team(), brand_of(bench.laptop)
    bench.paid_order(team=team)
    for found in (
        brand.storefront.get("/v1/events")["items"],
        brand.person("distributor", team.promoter).get("/v1/events")["items"],
        list(_everything(brand)),
    ):
        assert bool(found) == bench.laptop.workflows
    assert brand.person("auditor", "ada").get("/v1/operations?who=clerk")["items"]


def _everything(brand: Brand) -> Iterator[dict[str, Any]]:
    page = brand.person("auditor", "ada").get("/v1/events")
    while page["items"]:
        yield from page["items"]
        page = brand.person("auditor", "ada").get(f"/v1/events?after={page['next']}")


def redelivered(bench: Bench) -> None:
    """What the stream has swallowed is handed out again when an operator asks for it."""
    with bench.signals_lost():
        order = bench.placed_order()
    subject = {"subject": f"order/{order}"}
    brand = brand_of(bench.laptop)
    assert (
        subject.items()
        <= bench.as_person("operator", "olga", "/v1/events/redelivery", subject).items()
    )
    assert f"order/{order}.1" in {each["id"] for each in _everything(brand)}


def told_behind_a_failure(bench: Bench) -> None:
    """A record fails once: what its batch has told is marked, and does not come again."""
    failing = mock.patch.object(follow_changes, "pointers_of_new", side_effect=ArithmeticError)
    with failing as laying:
        order = bench.placed_order()
        assert laying.called
    bench.laptop.cloud.advance(LONGER_THAN_A_RETRY)
    ids = [each["id"] for each in _everything(brand_of(bench.laptop))]
    assert ids.count(f"order/{order}.1") == 1


BY_MACHINES = (redelivered, told_behind_a_failure)

AFTERWARDS = (told,)
"""It reads what all the other cases have left."""
