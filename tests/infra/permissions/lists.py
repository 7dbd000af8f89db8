"""Every list, by each way in which it looks for something, and a place of each function."""

from contextlib import suppress

from fenrun.client import Client, Problem, Stack
from tests.laptop_bench import Bench

FORGED = (
    "/v1/orders",
    "/v1/distributors",
    "/v1/payouts",
    "/v1/approvals",
    "/v1/operations",
    "/v1/receiving-accounts",
    "/v1/webhooks",
)
"""A list of each function that staff call: whoever reads a place reads its key."""


def staff_look_for_everything(bench: Bench) -> None:
    team, stack = bench.team(), _stack(bench)
    order = bench.paid_order(team=team)
    bench.ship(order)
    bench.deliver(order)
    bench.ask_return(order, 1)
    auditor, shop = stack.person("auditor", "ada"), bench.order(order).storefront
    # Whether a storefront has dealt, its feed says, which the stream fills.
    of_shop = [f"?storefront={shop}"] if bench.laptop.workflows else []
    for query in ("", "?late=true", f"?buyer={team.buyer}", *of_shop):
        _read(auditor, f"/v1/orders{query}")
    for path in ("/v1/returns", "/v1/refunds", "/v1/links", "/v1/settlements"):
        _read(auditor, path)
    for query in ("", f"?payee={team.promoter}", "?period=2025-02", "?state=approval"):
        _read(auditor, f"/v1/payouts{query}")
    for query in ("", f"?upline={team.upline}"):
        _read(auditor, f"/v1/distributors{query}")
    _read(auditor, f"/v1/links?distributor={team.promoter}")
    _read(auditor, f"/v1/settlements?payee={team.promoter}")
    for path in FORGED:
        with suppress(Problem):
            auditor.get(path, after="forged.place")


def others_look_for_their_own(bench: Bench) -> None:
    team, stack = bench.team(), _stack(bench)
    bench.placed_order(team=team)
    shop, person = stack.storefront(), stack.person("distributor", team.promoter)
    for path in ("/v1/orders", "/v1/returns", "/v1/refunds"):
        _read(shop, path)
    assert person.get("/v1/me/links")["items"]
    with suppress(Problem):
        person.get("/v1/me/links", after="forged.place")


def _stack(bench: Bench) -> Stack:
    return Stack(bench.laptop.cloud.base_url, bench.laptop.credentials, pauses=())


def _read(client: Client, path: str) -> None:
    assert client.get(path)["items"] is not None


AFTERWARDS = (staff_look_for_everything, others_look_for_their_own)
"""They find what all the other cases have left."""
