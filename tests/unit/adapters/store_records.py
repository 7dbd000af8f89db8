"""One ordinary record of every kind."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.domain.balances import Balance
from shared.domain.ledger import Chain, JournalEntry, Posting, append
from shared.domain.odd_notices import OddNotice
from shared.domain.orders import Line, Order, Payee, Refund, Share
from shared.domain.payouts import Part, Payout
from shared.domain.people import Binding, Distributor, ReferralCode, RelationChange, Tree
from shared.domain.records import Record
from shared.domain.requests import Request
from shared.domain.rulebook import RuleKind, RuleVersion
from shared.domain.settlements import Proposal, SettlementRun

T0 = datetime(2026, 3, 8, 9, tzinfo=UTC)
NO_ENTRIES = Chain()


def at(minutes: int) -> datetime:
    return T0 + timedelta(minutes=minutes)


def order(order_id: str = "ORDERA", *payees: str, **more: Any) -> Order:
    fields: dict[str, Any] = {
        "id": order_id,
        "storefront": "shop",
        "buyer": "buyer-1",
        "lines": (Line(line=1, sku="tea", qty=2, price_fen=5_000, base_fen=10_000),),
        "payees": tuple(
            Payee(id=payee, depth=depth, level="gold", relation=1, shares=(share(depth),))
            for depth, payee in enumerate(payees, start=1)
        ),
        "plan": "standard@1",
        "created_at": T0,
        "expires_at": at(30),
        "awaiting": "payment",
        "due_at": at(30),
    }
    return Order(**{**fields, **more})


def share(depth: int) -> Share:
    return Share(line=1, rate_bp=1_000 // depth, pending=1_000 // depth)


def entry(subject: str = "ORDER#ORDERA", chain: Chain = NO_ENTRIES) -> tuple[Chain, JournalEntry]:
    posting = Posting(from_account="brand:commission", to_account="A:pending", amount_fen=5, line=1)
    return append(
        chain,
        subject=subject,
        at=T0,
        recorded_at=at(1),
        cause="paid",
        command="COMMAND",
        postings=(posting,),
    )


def refund(refund_id: str = "REFUNDA", order_id: str = "ORDERA", **more: Any) -> Refund:
    fields = {"amount_fen": 500, "paid_fen": 10_000, "decided_at": T0, **more}
    return Refund(id=refund_id, order=order_id, **fields)


def payout(payout_id: str = "PAYOUTA", payee: str = "A", **more: Any) -> Payout:
    part = Part(part=1, bill_no=f"{payout_id}01", amount_fen=700)
    fields = {"amount_fen": 700, "requested_at": T0, "parts": (part,), **more}
    return Payout(id=payout_id, payee=payee, **fields)


def run(period: str = "2026-02", **more: Any) -> SettlementRun:
    return SettlementRun(**{"period": period, "started_at": T0, "started_by": "finance", **more})


def proposal(payee: str, period: str = "2026-02") -> Proposal:
    return Proposal(period=period, payee=payee, round=1, outcome="proposed", amount_fen=700)


def rule(number: int = 1, kind: RuleKind = "policy") -> RuleVersion:
    document = {"payout": {"minimum": "1.00"}, "深": [1, None, True]}
    return RuleVersion(kind=kind, number=number, effective_from=T0, document=document)


def relation(number: int = 1, distributor: str = "A") -> RelationChange:
    return RelationChange(distributor=distributor, number=number, upline="B", at=at(number))


def referral_code(distributor: str) -> ReferralCode:
    return ReferralCode(code="ABCD2345", distributor=distributor, command="COMMAND")


def one_of_every_kind() -> list[Record]:
    return [
        order("ORDERA", "A", "B"),
        entry()[1],
        refund(awaiting="refund", due_at=at(5)),
        payout(awaiting="result", due_at=at(60), task_token="token"),
        Balance(payee="A", available=7, debt=3, hold=2, closed_holds={1: "released"}),
        Distributor(id="A", upline="B", openid="openid", joined_at=T0),
        relation(),
        Tree(),
        Binding(buyer="buyer-1", promoter="A", bound_at=T0),
        referral_code("A"),
        run(awaiting="proposals", due_at=T0),
        proposal("A"),
        rule(),
        Request(id="COMMAND", body_hash="hash"),
        OddNotice(
            channel="wechat", notice="N/1", reason="lost", order="ORDERZ", amount_fen=1, at=T0
        ),
    ]
