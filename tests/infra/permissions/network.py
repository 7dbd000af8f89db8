"""People, their links and their places in the network."""

from http import HTTPStatus

from infra.running.brand import brand_of
from tests.laptop_bench import Bench


def linked(bench: Bench) -> None:
    """A promoter makes a link of his own rate, and a buyer comes by it."""
    team = bench.team()
    link = bench.as_person("distributor", team.promoter, "/v1/me/links", {"rate_bp": 500})
    order = bench.placed_order(10_000, team=team, link=link["code"])
    assert bench.order(order).link_bp == 500
    assert brand_of(bench.laptop).stack.anybody().send("GET", f"/r/{link['code']}").ok


def held(bench: Bench) -> None:
    """What is held for a suspended distributor is freed once and forfeited once."""
    because = {"reason": "complaints about his prices"}
    for by, decision in (("operator", "reinstatement"), ("finance", "forfeiture")):
        team = bench.team()
        person, order = f"/v1/distributors/{team.promoter}", bench.paid_order(10_000, team=team)
        bench.deliver(order)
        bench.as_person("operator", "olga", f"{person}/suspension", because)
        bench.advance_to(bench.order(order).due_at)
        assert bench.balance(team.promoter).held == 1_000
        bench.as_person(by, "fiona", f"{person}/{decision}", because)
        assert bench.balance(team.promoter).held == 0


def moved_and_decided_about(bench: Bench) -> None:
    """A distributor moves under another upline, changes level and grade, and is removed."""
    team, brand = bench.team(), brand_of(bench.laptop)
    person = f"/v1/distributors/{team.promoter}"
    because = {"reason": "moved to another town"}
    asked = {"to": bench.team().upline, **because}
    for decision in ("rejection", "approval"):
        path, key = f"{person}/transfer-proposals", f"{decision}-{team.promoter}"
        for _ in range(2):
            proposal = brand.person("operator", "olga").post(path, asked, key=key)
        assert brand.person("auditor", "ada").get("/v1/approvals")["items"]
        name = proposal["proposal_id"]
        changed = {"version": 1, "content": {"to": asked["to"]}}
        bench.as_person("operator", "olga", f"/v1/approvals/{name}/revision", changed)
        bench.decide(name, decision, **because)
    bench.as_person("operator", "olga", f"{person}/level", {"level": "gold", **because})
    bench.as_person("operator", "olga", f"{person}/grade", {"grade": "city", **because})
    late = {"distributor": f"{team.promoter}late", "upline": team.upline}
    bench.as_person("operator", "olga", "/v1/distributors", late)
    account = {"openid": "openid-of-his-own", **because}
    entered = f"/v1/distributors/{late['distributor']}/payout-account"
    bench.as_person("operator", "olga", entered, account)
    bench.as_person("operator", "olga", f"{person}/removal", because)
    for path in (person, f"{person}/chain", f"{person}/history", f"{person}/transfer-proposals"):
        assert brand.person("auditor", "ada").get(path)
    bench.as_person("operator", "olga", f"{person}/violations", {"code": "dumping"})
    assert brand.person("auditor", "ada").get(f"{person}/violations")["items"]
    found = brand.person("auditor", "ada").get(f"/v1/bindings/{team.buyer}")
    assert found["promoter"] == team.promoter
    assert brand.person("distributor", team.promoter).get("/v1/me/upline")["upline"]


def read_by_a_shop(bench: Bench) -> None:
    """A shop asks whose a buyer is whom it never bound, and who has never bought there."""
    shop = brand_of(bench.laptop).storefront
    assert shop.send("GET", "/v1/bindings/stranger").status_code == HTTPStatus.NOT_FOUND


CASES = (linked, held, moved_and_decided_about, read_by_a_shop)
