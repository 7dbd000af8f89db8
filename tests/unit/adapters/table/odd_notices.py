"""Notices that fit nothing as they stand in the table."""

from shared.domain.moments import Occasion
from shared.domain.odd_notices.odd_notices import OddNotice, kept, resolved
from tests.unit.adapters.samples import DECISION, T0, at

PAYMENT = OddNotice(
    channel="wechat",
    notice="T1",
    reason="amount_mismatch",
    order="ORDERA",
    amount_fen=9_999,
    expected_fen=10_000,
    at=T0,
    transaction="T1",
    paid_under="ORDERA-1",
    paid_at=T0,
)

EXAMPLES = (
    OddNotice(channel="wechat", notice="N/1", reason="lost", order="ORDERZ", amount_fen=1, at=T0),
    resolved(
        kept(PAYMENT, Occasion(T0, "channel")), "noted", Occasion(at(5), "C1", "fin"), DECISION
    ),
)
