"""One ordinary record of every kind."""

from datetime import UTC, datetime, timedelta
from typing import Any

from shared.domain.approvals.proposals import Proposal
from shared.domain.awards.manual_awards import AwardStep, ManualAward, NewAward
from shared.domain.channel.odd_notices import OddNotice
from shared.domain.commission.counted import Counted
from shared.domain.commission.earnings import Prices
from shared.domain.commission.in_band import InBand
from shared.domain.commission.not_paid import NotPaid
from shared.domain.commission.period_pay import Kept, Pay, PeriodFacts
from shared.domain.commission.prizes import Ranked
from shared.domain.decisions import Decision
from shared.domain.done_commands import DoneCommand
from shared.domain.events.feed import Entry, FeedPage, HandedOut
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import Chain, JournalEntry, LineLeft, Posting, append
from shared.domain.network.bindings import Binding, BindingChange
from shared.domain.network.conduct import Violation
from shared.domain.network.people import (
    Distributor,
    ProfileChange,
    ReferralCode,
    RelationChange,
    Tree,
)
from shared.domain.orders.budgets import BudgetSlice
from shared.domain.orders.disputes import Case, Dispute
from shared.domain.orders.milestones import FirstSale, Restocks
from shared.domain.orders.order import Commission, Line, Order, Refund, Share
from shared.domain.orders.order_pointers import pointers_of
from shared.domain.orders.references import Reference
from shared.domain.payouts.payouts import Part, Payout
from shared.domain.payouts.settlements import SettlementLine, SettlementRun
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount, Stale
from shared.domain.periods.sales import CountedSale
from shared.domain.records import Pointer, Record
from shared.domain.rulebook.versions import RuleKind, RuleVersion

T0 = datetime(2026, 3, 8, 9, tzinfo=UTC)
NO_ENTRIES = Chain()
NOT_PAID = NotPaid(
    payee="B", rule="gold", kind="percent", depth=2, level="silver", why="no_rate", lines=(1,)
)
KEPT = Kept(5_000, 10_000, 1, 2, 30)
DECISION = Decision(by="ops", reason="as the rules say")


def at(minutes: int) -> datetime:
    return T0 + timedelta(minutes=minutes)


def order(order_id: str = "ORDERA", *payees: str, **more: Any) -> Order:
    fields: dict[str, Any] = {
        "id": order_id,
        "storefront": "shop",
        "buyer": "buyer-1",
        "lines": (Line(line=1, sku="tea", qty=2, price_fen=5_000, base_fen=10_000),),
        "commissions": tuple(
            Commission(payee=payee, depth=depth, level="gold", relation=1, shares=(share(depth),))
            for depth, payee in enumerate(payees, start=1)
        ),
        "chain": payees,
        "not_paid": (NOT_PAID,) if payees else (),
        "plan": "standard@1",
        "created_at": T0,
        "expires_at": at(30),
        "awaiting": "payment",
        "due_at": at(30),
    }
    return Order(**{**fields, **more})


def share(depth: int) -> Share:
    rate_bp = 1_000 // depth
    weight = 10_000 * rate_bp
    bands = (InBand("margin_rate", -500, None, 10_000, rate_bp),)
    told = {"bands": bands, "prices": Prices(9_000, 8_000)}
    return Share(line=1, weight=weight, rate_bp=rate_bp, on_fen=10_000, pending=rate_bp, **told)


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
        left=(LineLeft(1, 9_500),),
    )


def refund(refund_id: str = "REFUNDA", order_id: str = "ORDERA", **more: Any) -> Refund:
    fields = {"amount_fen": 500, "paid_fen": 10_000, "decided_at": T0, **more}
    return Refund(id=refund_id, order=order_id, storefront="shop", **fields)


def dispute(number: str = "CASE-1", order_id: str = "ORDERA", **more: Any) -> Dispute:
    case = Case(number=number, amount_fen=500, line=1, decision=DECISION)
    return Dispute(**{"order": order_id, "kind": "chargeback", "case": case, "at": T0, **more})


def payout(payout_id: str = "PAYOUTA", payee: str = "A", **more: Any) -> Payout:
    part = Part(part=1, bill_no=f"{payout_id}01", amount_fen=700)
    fields = {"amount_fen": 700, "requested_at": T0, "parts": (part,), **more}
    return Payout(id=payout_id, payee=payee, **fields)


def run(period: str = "2026-02", **more: Any) -> SettlementRun:
    return SettlementRun(**{"period": period, "started_at": T0, "started_by": "finance", **more})


def proposal(payee: str, period: str = "2026-02") -> SettlementLine:
    return SettlementLine(period=period, payee=payee, round=1, outcome="proposed", amount_fen=700)


def rule(number: int = 1, kind: RuleKind = "policy") -> RuleVersion:
    document = {"payout": {"minimum": "1.00"}, "深": [1, None, True]}
    return RuleVersion(kind=kind, number=number, effective_from=T0, document=document)


def approval(proposal_id: str = "PROPOSALA", minutes: int = 0, **more: Any) -> Proposal:
    fields = {"kind": "plan", "subject": "plan", "content": {"name": "a"}, **more}
    return Proposal(id=proposal_id, proposed_by="ops", proposed_at=at(minutes), **fields)


def relation(number: int = 1, distributor: str = "A") -> RelationChange:
    return RelationChange(
        distributor=distributor, number=number, upline="B", at=at(number), decision=DECISION
    )


def profile_change(number: int = 1, distributor: str = "A") -> ProfileChange:
    return ProfileChange(
        distributor=distributor,
        number=number,
        cause="level_changed",
        level="gold",
        standing="active",
        at=at(number),
        decision=DECISION,
        command="COMMAND",
    )


def binding_change(number: int = 1, buyer: str = "buyer-1") -> BindingChange:
    return BindingChange(buyer=buyer, number=number, promoter="A", at=at(number), because="first")


def violation(violation_id: str = "VIOLATIONA", distributor: str = "A", **more: Any) -> Violation:
    fields = {"at": T0, "recorded_at": at(1), "code": "dumping", "sanction": "warning", **more}
    return Violation(distributor=distributor, id=violation_id, by="ops", **fields)


def manual_award(award_id: str = "AWARDA", distributor: str = "A", minutes: int = 0) -> ManualAward:
    step = AwardStep(what="approved", at=at(minutes), decision=DECISION)
    award = NewAward(amount_fen=500)
    return ManualAward(distributor=distributor, id=award_id, award=award, steps=(step,))


def counted_sale(person: str = "A", order_id: str = "ORDERA", **more: Any) -> CountedSale:
    fields = {"person": person, "role": "own", "month": "2026-03", "order": order_id, **more}
    return CountedSale(**fields)


def period_award(payee: str = "A", **more: Any) -> PeriodAward:
    fields = {
        "payee": payee,
        "rule": "volume",
        "period": "2026-03",
        "facts": PeriodFacts(Counted(sales=10_000, pieces=2, orders=1)),
        "pay": Pay((10_000, 2), bands=(InBand("sales", 0, None, 10_000, 500),), kept=KEPT),
        "booked": Pay((10_000, 2), base=10_000, rate_bp=500, rate_weight=5_000_000),
        "share": Share(line=0, weight=5_000_000, rate_bp=500, on_fen=10_000, released=500),
        **more,
    }
    return PeriodAward(**fields)


def evaluation(rule_id: str = "volume", period: str = "2026-03", **more: Any) -> Evaluation:
    return Evaluation(period=period, rule=rule_id, **more)


def recount(order_id: str = "ORDERA", **more: Any) -> Recount:
    stale = Stale(rule="volume", period="2026-03", lifetime=False, people=("A", "B"))
    return Recount(**{"order": order_id, "stale": (stale,), **more})


def reckoning(sequence: int = 1) -> Reckoning:
    award = period_award()
    return Reckoning(award=award.subject, sequence=sequence, facts=award.facts, share=award.share)


def done_command(**more: Any) -> DoneCommand:
    who = {"by": "li/2#a", "role": "finance", "what": "approve_payout", "request": "request-1"}
    return DoneCommand(
        **{"id": "COMMAND", "body_hash": "hash", "at": T0, "subject": "payout/P1", **who, **more}
    )


def feed_page(number: int = 1, feed: str = "payee:A", shard: int = 0) -> FeedPage:
    entry = Entry(subject="order/ORDERA", numbers=(1, 2))
    return FeedPage(feed=feed, shard=shard, number=number, at=at(number), entries=(entry,))


def referral_code(distributor: str) -> ReferralCode:
    return ReferralCode(code="ABCD2345", distributor=distributor, command="COMMAND")


def one_of_every_pointer() -> list[Pointer]:
    paid = order("ORDERA", "A", "B", paid_at=at(1))
    pointers = [
        *pointers_of(paid),
        *payout().pointers,
        *period_award().pointers,
        *approval().pointers,
        *done_command().pointers,
    ]
    return list({type(pointer): pointer for pointer in pointers}.values())


def one_of_every_kind() -> list[Record]:
    return [
        order("ORDERA", "A", "B"),
        entry()[1],
        refund(awaiting="refund", due_at=at(5)),
        dispute(),
        Reference(kind="payment", number="bank-1", order="ORDERA", amount_fen=500),
        payout(awaiting="result", due_at=at(60), task_token="token"),
        Balance(payee="A", available=7, debt=3, hold=2, closed_holds={1: "released"}),
        Balance(payee="A", form="points", held=5, standing="suspended"),
        Distributor(id="A", upline="B", openid="openid", joined_at=T0),
        relation(),
        profile_change(),
        binding_change(),
        FirstSale(seller="A", order="ORDERA"),
        Restocks(agent="A", standing=2),
        Tree(),
        Binding(buyer="buyer-1", promoter="A", bound_at=T0),
        referral_code("A"),
        run(awaiting="proposals", due_at=T0),
        proposal("A"),
        rule(),
        approval(),
        done_command(),
        feed_page(),
        HandedOut(subject="order/ORDERA", count=3),
        violation(),
        manual_award(),
        counted_sale(),
        period_award(awaiting="reevaluation", due_at=at(1)),
        reckoning(),
        evaluation(ranked=(Ranked(payee="A", reached=7),), awaiting="evaluation", due_at=at(2)),
        recount(awaiting="recount", due_at=at(3)),
        BudgetSlice(plan="standard", period="2026-02", number=3, reserved=700),
        OddNotice(
            channel="wechat", notice="N/1", reason="lost", order="ORDERZ", amount_fen=1, at=T0
        ),
    ]
