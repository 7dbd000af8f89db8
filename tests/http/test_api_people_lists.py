"""Distributors, their links, payouts and settlements in lists: for staff all, for each his own."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from fenrun.client import Client, Problem
from shared.domain.decisions import Decision
from shared.domain.network.people import Distributor, RelationChange
from shared.domain.payouts.payouts import Part, Payout
from shared.domain.payouts.settlement_lines import SettlementLine
from shared.domain.payouts.settlements import SettlementRun
from tests.http.api_bench import START, Api
from tests.long_ago import begun, failed_payout


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        enrol(api, "chen-1", upline="A", level="gold", name="陈晓 Chen Xiao")
        enrol(api, "chen-2", upline="B", level="silver", name="Chen Yu")
        yield api


def enrol(api: Api, distributor: str, **more: object) -> None:
    api.ask("ops", "POST", "/v1/distributors", {"distributor": distributor, **more})


def staff(api: Api) -> Client:
    return api.stack.person("finance", "fin")


def people(api: Api, **query: object) -> list[str]:
    return [each["distributor"] for each in staff(api).items("/v1/distributors", **query)]


def test_distributors_come_in_the_order_of_their_ids(api: Api) -> None:
    assert people(api) == ["A", "B", "chen-1", "chen-2"]
    (item,) = staff(api).items("/v1/distributors", name="xiao")
    assert item == staff(api).get("/v1/distributors/chen-1")
    assert item["name"] == "陈晓 Chen Xiao"


def test_distributors_by_what_they_are(api: Api) -> None:
    assert people(api, level="gold") == ["chen-1"]
    assert people(api, name="CHEN") == ["chen-1", "chen-2"]
    assert people(api, name="chen", upline="B") == ["chen-2"]
    assert people(api, upline="B") == ["A", "chen-2"]
    assert people(api, upline="brand") == ["B"]
    assert people(api, upline="nobody") == []
    api.ask("ops", "POST", "/v1/distributors/chen-2/suspension", {"reason": "asked to"})
    assert people(api, standing="suspended") == ["chen-2"]
    with pytest.raises(Problem) as refused:
        people(api, level="tin")
    assert "silver, gold, diamond" in refused.value.document["errors"][0]["detail"]


def test_one_who_was_moved_is_found_below_his_new_upline_alone(api: Api) -> None:
    enrol(api, "mover", upline="A")
    for upline in ("B", "A", "B"):
        path = "/v1/distributors/mover/transfer-proposals"
        asked = api.ask("ops", "POST", path, {"to": upline, "reason": "moved to the city"})
        api.decide(asked["proposal_id"])
        assert ("mover" in people(api, upline="A")) == (upline == "A")
        assert people(api, upline="B").count("mover") == (upline == "B")


def test_everybody_is_found_once_over_many_pages_while_others_join(api: Api) -> None:
    for number in range(230):
        name = f"many-{number:03d}"
        joined = {"at": START, "decision": Decision(by="ops", reason="joined")}
        relation = RelationChange(distributor=name, number=1, upline="B", **joined)
        person = Distributor(id=name, upline="B", relation=1, joined_at=START)
        api.laptop.ports.store.commit([person, relation])
    for query in ({}, {"upline": "B"}):
        found: list[str] = []
        for page in staff(api).pages("/v1/distributors", **query):
            found += [each["distributor"] for each in page["items"]]
            enrol(api, f"zz-{len(found)}-{len(query)}", upline="B")
        assert len(found) == len(set(found))
        assert found == sorted(found)
        assert {f"many-{number:03d}" for number in range(230)} <= set(found)


def test_links_are_each_ones_own_and_all_for_staff(api: Api) -> None:
    enrol(api, "linker", upline="B")
    own = api.stack.person("distributor", "linker")
    assert list(own.items("/v1/me/links")) == []
    made = [own.post("/v1/me/links")["code"] for _ in range(3)]
    links = list(own.items("/v1/me/links"))
    assert {each["code"] for each in links} == set(made)
    assert all(each["url"].endswith(f"/r/{each['code']}") for each in links)
    assert links == list(staff(api).items("/v1/links", distributor="linker"))
    everybody = [each["code"] for each in staff(api).items("/v1/links")]
    assert {*made, api.code} <= set(everybody)
    assert list(staff(api).items("/v1/links", to="2025-03-31")) == []
    with pytest.raises(Problem, match="forbidden"):
        own.get("/v1/links")


def payout(number: int, payee: str, period: str | None = None, **more: object) -> Payout:
    at = START - timedelta(minutes=number)
    part = Part(part=1, bill_no=f"L{number}01", amount_fen=number + 1, **more)  # type: ignore[arg-type]
    return Payout(
        id=f"L{number}",
        payee=payee,
        amount_fen=number + 1,
        period=period,
        requested_at=at,
        approved_at=None if not more else at,
        parts=(part,),
        awaiting="nothing" if more else "approval",
    )


def payouts(api: Api, **query: object) -> list[str]:
    return [each["payout_id"] for each in staff(api).items("/v1/payouts", **query)]


def test_payouts_by_state_payee_and_period(api: Api) -> None:
    known = [
        payout(1, "A", "2025-03", state="success"),
        payout(2, "B", "2025-03", state="failed"),
        payout(3, "A"),
        payout(4, "B", state="confirming"),
        payout(5, "C", state="cancelled").changed(approved_at=None),
        payout(60 * 24 * 40, "C", state="withheld").changed(awaiting="withheld"),
    ]
    for each in known:
        api.laptop.ports.store.commit([each])
    assert payouts(api) == ["L1", "L2", "L3", "L4", "L5"]
    assert payouts(api, payee="A") == ["L1", "L3"]
    assert payouts(api, period="2025-03") == ["L1", "L2"]
    assert payouts(api, period="2025-03", payee="B") == ["L2"]
    states = ("paid", "failed", "approval", "confirmation", "result", "refused", "withheld")
    found = {state: payouts(api, state=state) for state in states}
    assert found == {
        "paid": ["L1"],
        "failed": ["L2"],
        "approval": ["L3"],
        "confirmation": ["L4"],
        "result": [],
        "refused": ["L5"],
        "withheld": ["L57600"],
    }
    (item,) = staff(api).items("/v1/payouts", state="approval")
    assert (item["payee"], item["amount_fen"], item["state"]) == ("A", 4, "approval")
    assert payouts(api, to="2025-03-31") == []


def test_what_waits_is_found_however_long_ago_it_began(api: Api) -> None:
    begun(api.laptop.ports.store, START - timedelta(days=100))
    for days in (31, 100):
        old = failed_payout(f"OLD{days}", "B", START - timedelta(days=days))
        api.laptop.ports.store.commit([old])
    again = failed_payout("RETRIED", "B", START - timedelta(days=99))
    api.laptop.ports.store.commit([again.changed(retried_as="ANOTHER")])
    assert payouts(api, state="failed")[-3:] == ["OLD31", "RETRIED", "OLD100"]
    assert payouts(api, state="failed", waiting="true")[-2:] == ["OLD31", "OLD100"]


def settlements(api: Api, **query: object) -> list[str]:
    return [each["period"] for each in staff(api).items("/v1/settlements", **query)]


def test_settlements_by_state_payee_and_period(api: Api) -> None:
    def run(period: str, awaiting: str, **more: object) -> SettlementRun:
        fields = {"period": period, "started_at": START, "started_by": "fin", **more}
        return SettlementRun.model_validate({**fields, "awaiting": awaiting})

    line = SettlementLine(period="2025-02", payee="A", round=1, outcome="reserved", amount_fen=1)
    runs = [
        run("2024", "nothing", closed_at=START, approved_at=START, approved_by="chief"),
        run("2025-01", "nothing", closed_at=START),
        run("2025-02", "payment", approved_at=START),
        run("2025-03", "approval"),
    ]
    api.laptop.ports.store.commit([*runs, line])
    assert settlements(api) == ["2025-03", "2025-02", "2025-01", "2024"]
    assert settlements(api, period="2025") == ["2025-03", "2025-02", "2025-01"]
    assert settlements(api, period="2025-01") == ["2025-01"]
    assert settlements(api, payee="A") == ["2025-02"]
    found = {each["period"]: each["state"] for each in staff(api).items("/v1/settlements")}
    assert found == {
        "2024": "closed",
        "2025-01": "refused",
        "2025-02": "payment",
        "2025-03": "approval",
    }
    assert settlements(api, state="refused") == ["2025-01"]
    with pytest.raises(Problem, match="forbidden"):
        api.ask("ops", "GET", "/v1/settlements")
