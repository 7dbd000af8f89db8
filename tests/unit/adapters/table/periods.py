"""An evaluation, an award and what counts in it, as they stand in the table."""

from typing import Any

from shared.domain.commission.counted import Counted
from shared.domain.commission.in_band import InBand
from shared.domain.commission.period_pay import Kept, Pay, PeriodFacts
from shared.domain.commission.prizes import Ranked
from shared.domain.orders.commissions import Share
from shared.domain.periods.awards import PeriodAward, Reckoning
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount, Stale
from shared.domain.periods.sales import CountedSale
from tests.unit.adapters.samples import at

KEPT = Kept(5_000, 10_000, 1, 2, 30)


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


EXAMPLES = (
    counted_sale(),
    period_award(awaiting="reevaluation", due_at=at(1)),
    reckoning(),
    evaluation(ranked=(Ranked(payee="A", reached=7),), awaiting="evaluation", due_at=at(2)),
    recount(awaiting="recount", due_at=at(3)),
)
