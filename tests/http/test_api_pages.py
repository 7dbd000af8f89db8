"""Lists that grow with the years come in pages, and the client reads them to their end."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest

from shared.domain.approvals.proposals import propose
from shared.domain.network.conduct import Violation
from shared.domain.payouts.payouts import Part, Payout
from shared.domain.payouts.settlement_lines import LINE_SHARDS, SettlementLine
from shared.domain.payouts.settlement_parts import SettlementPart
from shared.domain.payouts.settlements import SettlementRun
from shared.domain.records import Record
from shared.ports import PAGE
from shared.usecases.network.transfers import TRANSFER
from tests.http.api_bench import START, Api

MANY = range(PAGE + 1)
PERIOD = "2025-03"


class Listed(NamedTuple):
    """A list, who asks for it, a record of it by number, and where the number is in an item."""

    who: str
    path: str
    record: Callable[[int], Record]
    number: Callable[[dict[str, str]], int]


def violation(number: int) -> Violation:
    at = START - timedelta(minutes=number)
    return Violation(
        distributor="A",
        id=f"V{number}",
        at=at,
        recorded_at=at,
        by="ops",
        code="leak",
        sanction="warning",
        evidence=str(number),
    )


def transfer(number: int) -> Record:
    at = START - timedelta(minutes=number)
    return propose(f"T{number}", TRANSFER.name, "A", {"to": "B"}, "ops", at, reason=str(number))


def payout(number: int) -> Payout:
    at = START - timedelta(minutes=number)
    part = Part(part=1, bill_no=f"P{number}01", amount_fen=number + 1)
    return Payout(id=f"P{number}", payee="A", amount_fen=number + 1, requested_at=at, parts=(part,))


def line(number: int) -> SettlementLine:
    return SettlementLine(
        period=PERIOD, payee=f"p{number}", round=1, outcome="reserved", amount_fen=number
    )


LISTS = [
    Listed("fin", "/v1/distributors/A/violations", violation, lambda v: int(v["evidence"])),
    Listed("fin", "/v1/distributors/A/transfer-proposals", transfer, lambda t: int(t["reason"])),
    Listed("A", "/v1/me/withdrawals", payout, lambda p: int(p["amount_fen"]) - 1),
    Listed("fin", f"/v1/settlements/{PERIOD}", line, lambda each: int(each["amount_fen"])),
]


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        run = SettlementRun(
            period=PERIOD, started_at=START, started_by="fin", payees=len(MANY), total_fen=5_050
        )
        everywhere = (1 << LINE_SHARDS) - 1
        part = SettlementPart(
            period=PERIOD, phase="proposals", shard=0, round=1, done=True, lines=everywhere
        )
        store(api, [run, part])
        for each in LISTS:
            store(api, map(each.record, MANY))
        yield api


def store(api: Api, records: Iterable[Record]) -> None:
    left = list(records)
    while left:
        api.laptop.ports.store.commit(left[:20])
        del left[:20]


@pytest.mark.parametrize("listed", LISTS, ids=lambda each: each.path)
def test_a_list_comes_in_pages_and_is_read_whole(api: Api, listed: Listed) -> None:
    first = api.ask(listed.who, "GET", listed.path)
    rest = api.ask(listed.who, "GET", f"{listed.path}?after={first['next']}")
    assert (len(first["items"]), len(rest["items"]), rest["next"]) == (PAGE, 1, None)
    found = [listed.number(each) for each in [*first["items"], *rest["items"]]]
    assert sorted(found) == list(MANY)


@pytest.mark.parametrize("listed", LISTS[:3], ids=lambda each: each.path)
def test_what_is_oldest_comes_first(api: Api, listed: Listed) -> None:
    items = api.ask(listed.who, "GET", listed.path)["items"]
    assert [listed.number(each) for each in items] == list(reversed(MANY))[:PAGE]


def test_every_page_of_a_settlement_tells_its_whole_totals(api: Api) -> None:
    pages = list(api.stack.person("finance", "fin").pages(f"/v1/settlements/{PERIOD}"))
    assert [(page["payees"], page["total_fen"]) for page in pages] == [(101, 5_050)] * 2
