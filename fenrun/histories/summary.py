"""What was read of a file, line by line, in Chinese and English, or as JSON."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from fenrun.histories.read import Read
from shared.domain.histories.orders import NO_PIECES
from shared.domain.histories.summary import Summary
from shared.words.catalogue import term
from shared.words.wording import Words


def summary_lines(path: Path, read: Read) -> Iterator[Words]:
    """Say what was read, line by line."""
    summary = Summary.of(read.history)
    facts = {**summary._asdict(), "net_fen": summary.net_fen}
    yield term("history", "read", {**facts, **_file(path, read)})
    yield term("history", "orders", facts)
    if summary.sales:
        yield term("history", "days", facts)
    yield term("history", "goods", facts)
    yield term("history", "refunds", facts)
    if summary.open_refund_fen:
        yield term("history", "open_refunds", facts)
    yield from _no_sales(summary)
    if summary.masked_buyers:
        yield term("history", "masked", facts)
    if summary.totals_checked:
        yield term("history", "totals", facts)


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


def _no_sales(summary: Summary) -> Iterator[Words]:
    for status, each in sorted(summary.no_sales.items()):
        facts = {**each._asdict(), "status": status}
        if status == NO_PIECES:
            yield term("history", "no_pieces", facts)
        else:
            yield term("history", "no_sale", facts)
