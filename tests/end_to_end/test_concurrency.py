"""Twenty at once: the same request has one effect and one answer, others never take too much."""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path

import pytest
import requests

from fenrun.client import Stack
from infra.local.laptop import SWEEP, Laptop
from infra.local.wechat.keys import StandInKeys
from infra.local.wechat.signing import signed_headers
from infra.running.brand import brand_of
from shared.adapters.wechat.config import PAYMENT_NOTICES
from shared.domain.ledger.balances import Balance
from shared.edge.callers.access import PersonRole
from shared.usecases.payouts.settle_period import advance_settlement
from tests.at_once import together
from tests.end_to_end.cast import Cast
from tests.end_to_end.crowd import CROWD, Writes

pytestmark = pytest.mark.end_to_end

APRIL = datetime.fromisoformat("2025-04-02T10:00:00+08:00")
KEY = "the-same-key-0001"
WHY = {"reason": "as the contract says"}
SEEN = {"version": 1}
numbers = count(1)

LOGGED = {"REQUEST/REQUEST": 1, "DONEIN/AT": 1, "DONEBY/AT": 1, "DONETO/AT": 1}
"""What a person's command leaves in the operation log: itself, and by what it is found."""

Send = Callable[[Stack], requests.Response]


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def laptop(data_dir: Path) -> Iterator[Laptop]:
    """No engine runs: whatever is written, the requests have written."""
    with Laptop(
        data_dir, frozen=True, start_time=APRIL, without=frozenset({SWEEP}), workflows=False
    ) as laptop:
        yield laptop


@pytest.fixture
def cast(laptop: Laptop) -> Cast:
    return Cast(laptop, next(numbers))


def crowd(laptop: Laptop, send: Send) -> list[requests.Response]:
    """The same request from so many stacks at the same moment."""
    url, credentials = laptop.cloud.base_url, laptop.credentials
    return together([partial(send, Stack(url, credentials)) for _ in range(CROWD)])


def assert_one_answer(answers: list[requests.Response], status: int) -> None:
    assert {answer.status_code for answer in answers} == {status}
    assert len({answer.content for answer in answers}) == 1


def by_shop(path: str, body: object = None) -> Send:
    return lambda stack: stack.storefront().send("POST", path, body, KEY)


def test_one_order_is_created(cast: Cast) -> None:
    cast.bind()
    writes = Writes(cast.laptop.cloud.log)
    answers = crowd(cast.laptop, by_shop("/v1/orders", cast.basket()))
    assert_one_answer(answers, 201)
    assert writes.by_kind() == {"ORDER/ORDER": 1}


def test_one_shipment_is_noted(cast: Cast) -> None:
    cast.bind()
    order_id = cast.place_paid()
    writes = Writes(cast.laptop.cloud.log)
    assert_one_answer(crowd(cast.laptop, by_shop(f"/v1/orders/{order_id}/shipment")), 200)
    assert writes.by_kind() == {"ORDER/ORDER": 1}


def test_one_refund_is_decided(cast: Cast) -> None:
    cast.bind()
    order_id = cast.place_paid()
    writes = Writes(cast.laptop.cloud.log)
    send = by_shop(f"/v1/orders/{order_id}/refunds", {"amount_fen": 6_000})
    assert_one_answer(crowd(cast.laptop, send), 201)
    assert writes.by_kind() == {"ORDER/ORDER": 1, "ORDER/REFUND": 1, "ORDER/JOURNAL": 1}


def test_one_return_is_asked_for(cast: Cast) -> None:
    cast.bind()
    order_id = cast.place_paid()
    cast.brand.storefront.post(f"/v1/orders/{order_id}/delivery", {})
    writes = Writes(cast.laptop.cloud.log)
    send = by_shop(f"/v1/orders/{order_id}/returns", {"lines": [1]})
    assert_one_answer(crowd(cast.laptop, send), 201)
    assert writes.by_kind() == {"ORDER/ORDER": 1, "LIST/RETURN": 1}


def test_one_binding_is_made(cast: Cast) -> None:
    code = cast.join()
    writes = Writes(cast.laptop.cloud.log)
    send = by_shop("/v1/bindings", {"buyer": cast.buyer, "code": code})
    assert_one_answer(crowd(cast.laptop, send), 201)
    assert writes.by_kind() == {"BUYER/BINDING": 1, "BUYER/BOUND": 1, "REQUEST/REQUEST": 1}


def test_one_withdrawal_is_reserved(cast: Cast) -> None:
    cast.earn(100)
    writes = Writes(cast.laptop.cloud.log)
    answers = crowd(cast.laptop, withdrawal(cast, KEY))
    assert_one_answer(answers, 201)
    assert writes.by_kind() == {
        "PAYOUT/PAYOUT": 1,
        "PAYOUT/JOURNAL": 1,
        "PAYEE/BALANCE": 1,
        "PAYEE/PAYOUT": 1,
        "LIST/PAYOUT": 1,
        **LOGGED,
    }


def test_one_settlement_is_started(laptop: Laptop) -> None:
    writes = Writes(laptop.cloud.log)

    def start(stack: Stack) -> requests.Response:
        body = {"period": "2025-03"}
        return stack.person("finance", "fin").send("POST", "/v1/settlements", body, KEY)

    assert_one_answer(crowd(laptop, start), 201)
    assert writes.by_kind() == {"RUN/RUN": 1, "RUN/SETTLED": 1, **LOGGED}


def test_one_settlement_is_approved(laptop: Laptop) -> None:
    body = {"period": "2025-02"}
    brand = brand_of(laptop)
    brand.person("finance", "fin").post("/v1/settlements", body)
    advance_settlement(laptop.ports, "2025-02")
    proposal = brand.person("finance", "fin").get("/v1/settlements/2025-02")["proposal_id"]
    writes = Writes(laptop.cloud.log)
    path = f"/v1/approvals/{proposal}/approval"
    assert_one_answer(crowd(laptop, by_person("finance", path, SEEN)), 200)
    assert writes.by_kind() == {"RUN/RUN": 1, "PROPOSAL/PROPOSAL": 1, **LOGGED}


def test_one_distributor_is_enrolled(cast: Cast) -> None:
    writes = Writes(cast.laptop.cloud.log)
    new = {"distributor": cast.promoter}

    def enrol(stack: Stack) -> requests.Response:
        return stack.person("operator", "ops").send("POST", "/v1/distributors", new, KEY)

    assert_one_answer(crowd(cast.laptop, enrol), 201)
    assert writes.by_kind() == {
        "PAYEE/PROFILE": 1,
        "PAYEE/UPLINE": 1,
        "PAYEE/CHANGE": 1,
        "PAYEE/BALANCE": 1,
        "MEMBERS/DISTRIBUTOR": 1,
        **LOGGED,
    }


def test_one_payment_is_taken_in(cast: Cast, data_dir: Path) -> None:
    cast.bind()
    order_id = cast.place()
    cast.brand.storefront.post(f"/v1/orders/{order_id}/payment")
    cast.laptop.channel.behave("no_notice", number=order_id)
    cast.brand.pay(order_id)
    body = withheld_notice(cast, order_id)
    keys = StandInKeys.load(data_dir)
    writes = Writes(cast.laptop.cloud.log)

    def deliver(stack: Stack) -> requests.Response:
        headers = {"Content-Type": "application/json", **signed_headers(keys, body)}
        return stack.anybody().send_raw("POST", stack.url + PAYMENT_NOTICES, body, headers)

    assert_one_answer(crowd(cast.laptop, deliver), 204)
    assert writes.by_kind() == {"ORDER/ORDER": 1, "ORDER/JOURNAL": 1, "PAYEE/FIRSTSALE": 1}


def withheld_notice(cast: Cast, number: str) -> bytes:
    [notice] = [n for n in cast.brand.channel.state()["notice"].values() if n["number"] == number]
    return bytes(notice["body"], "utf-8")


def withdrawal(cast: Cast, key: str) -> Send:
    body = {"amount_fen": 80}
    return lambda stack: stack.person("distributor", cast.promoter).send(
        "POST", "/v1/me/withdrawals", body, key
    )


def test_of_twenty_withdrawals_of_80_from_100_one_passes(cast: Cast) -> None:
    cast.earn(100)
    url, credentials = cast.laptop.cloud.base_url, cast.laptop.credentials
    sends = [withdrawal(cast, f"another-key-{n:02d}") for n in range(CROWD)]
    answers = together([partial(send, Stack(url, credentials)) for send in sends])
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (CROWD - 1)
    refusals = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert refusals == {"insufficient_available"}
    balance = cast.laptop.ports.store.get(Balance, cast.promoter)
    assert balance is not None
    assert (balance.available, balance.reserved) == (20, 80)


def test_one_transfer_is_proposed_and_approved(cast: Cast) -> None:
    cast.join()
    [to] = enrolled(cast.laptop, f"V{cast.number}")
    path = f"/v1/distributors/{cast.promoter}/transfer-proposals"
    writes = Writes(cast.laptop.cloud.log)
    proposed = crowd(cast.laptop, by_person("operator", path, {"to": to, **WHY}))
    assert_one_answer(proposed, 201)
    assert writes.by_kind() == {
        "PROPOSAL/PROPOSAL": 1,
        "PROPOSED/ON": 1,
        **LOGGED,
    }
    writes = Writes(cast.laptop.cloud.log)
    approval = f"/v1/approvals/{proposed[0].json()['proposal_id']}/approval"
    assert_one_answer(crowd(cast.laptop, by_person("finance", approval, {**SEEN, **WHY})), 200)
    assert writes.by_kind() == {
        "PROPOSAL/PROPOSAL": 1,
        "PAYEE/PROFILE": 1,
        "PAYEE/UPLINE": 1,
        "PAYEE/DOWNLINE": 1,
        "TREE/TREE": 1,
        **LOGGED,
    }


def test_one_suspension_is_decided(cast: Cast) -> None:
    cast.join()
    writes = Writes(cast.laptop.cloud.log)
    send = by_person("operator", f"/v1/distributors/{cast.promoter}/suspension", WHY)
    assert_one_answer(crowd(cast.laptop, send), 200)
    assert writes.by_kind() == {
        "PAYEE/PROFILE": 1,
        "PAYEE/CHANGE": 1,
        "PAYEE/BALANCE": 1,
        **LOGGED,
    }


@pytest.mark.parametrize("people", [2, 3])
@pytest.mark.parametrize("attempt", range(10))
def test_of_transfers_that_close_a_loop_together_one_is_refused(
    laptop: Laptop, attempt: int, people: int
) -> None:
    """A under B and B under A at once, or A under B, B under C and C under A."""
    ring = enrolled(laptop, *(f"L{people}{attempt}{name}" for name in "ABC"[:people]))
    moves = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    approvals = [proposed(laptop, who, to) for who, to in moves]
    stacks = [Stack(laptop.cloud.base_url, laptop.credentials) for _ in moves]
    answers = together(
        [
            partial(by_person("finance", path, {**SEEN, **WHY}), stack)
            for path, stack in zip(approvals, stacks, strict=True)
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [200] * (people - 1) + [409]
    assert [a.json()["code"] for a in answers if a.status_code == 409] == ["loop"]
    chains = [chain_of(laptop, person) for person in ring]
    assert sorted(map(len, chains)) == list(range(1, people + 1))


def by_person(role: PersonRole, path: str, body: object = None) -> Send:
    return lambda stack: stack.person(role, role).send("POST", path, body, KEY)


def enrolled(laptop: Laptop, *people: str) -> tuple[str, ...]:
    for person in people:
        new = {"distributor": person}
        brand_of(laptop).person("operator", "ops").post("/v1/distributors", new)
    return people


def proposed(laptop: Laptop, who: str, to: str) -> str:
    """Propose a transfer; answers the path of its approval."""
    path, body = f"/v1/distributors/{who}/transfer-proposals", {"to": to, **WHY}
    receipt = brand_of(laptop).person("operator", "ops").post(path, body)
    return f"/v1/approvals/{receipt['proposal_id']}/approval"


def chain_of(laptop: Laptop, person: str) -> list[str]:
    path = f"/v1/distributors/{person}/chain"
    found = brand_of(laptop).person("auditor", "ada").get(path)
    return [link["distributor"] for link in found["chain"]]
