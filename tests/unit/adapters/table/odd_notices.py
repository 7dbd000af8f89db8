"""A notice that fits nothing as it stands in the table."""

from shared.domain.odd_notices.odd_notices import OddNotice
from tests.unit.adapters.samples import T0

EXAMPLES = (
    OddNotice(channel="wechat", notice="N/1", reason="lost", order="ORDERZ", amount_fen=1, at=T0),
)
