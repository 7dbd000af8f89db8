"""What was read of a file, line by line, in Chinese and English, or as JSON."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from fenrun.histories.read import Read
from shared.domain.histories.orders import NO_PIECES
from shared.domain.histories.summary import Summary
from shared.words.catalogue import in_both


def summary_lines(path: Path, read: Read) -> Iterator[str]:
    """Say what was read, each line in both languages."""
    summary = Summary.of(read.history)
    facts = {**summary._asdict(), "net_fen": summary.net_fen}
    yield in_both("history", "read", {**facts, **_file(path, read)})
    yield in_both("history", "orders", facts)
    if summary.sales:
        yield in_both("history", "days", facts)
    yield in_both("history", "goods", facts)
    yield in_both("history", "refunds", facts)
    if summary.open_refund_fen:
        yield in_both("history", "open_refunds", facts)
    yield from _no_sales(summary)
    if summary.masked_buyers:
        yield in_both("history", "masked", facts)
    if summary.totals_checked:
        yield in_both("history", "totals", facts)


def as_json(path: Path, read: Read) -> dict[str, Any]:
    """Give the same figures by their names."""
    summary = Summary.of(read.history)
    figures = {**summary._asdict(), "net_fen": summary.net_fen}
    days = {"first": _iso(summary.first), "last": _iso(summary.last)}
    no_sales = {status: each._asdict() for status, each in summary.no_sales.items()}
    return {"file": path.name, "encoding": read.encoding, **figures, **days, "no_sales": no_sales}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _file(path: Path, read: Read) -> dict[str, Any]:
    separator = {"separator": repr(read.separator)} if read.separator else {}
    return {"file": path.name, "encoding": read.encoding, **separator}


def _no_sales(summary: Summary) -> Iterator[str]:
    for status, each in sorted(summary.no_sales.items()):
        facts = {**each._asdict(), "status": status}
        if status == NO_PIECES:
            yield in_both("history", "no_pieces", facts)
        else:
            yield in_both("history", "no_sale", facts)
