"""A trade bill as WeChat Pay hands it out: CSV in UTF-8 or GBK, gzipped or not."""

from pathlib import Path

from fenrun.histories.content import content_of
from fenrun.histories.encodings import decoded
from fenrun.histories.separated import rows_of
from fenrun.histories.told import mistakes_told
from shared.domain.reconciling.trade_bill import TradeBill, read_bill


def read_trade_bill(path: Path) -> TradeBill:
    """Read a bill whole. Errors: HistoryError, all that is wrong with it."""
    with mistakes_told(path):
        return read_bill([*rows_of(decoded(content_of(path)).text, ",")])
