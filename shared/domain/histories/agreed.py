"""What all rows of an order have to agree on: one buyer, one day."""

from collections.abc import Sequence
from datetime import datetime

from shared.domain.documents.fault_hints import listed
from shared.domain.errors import Fault
from shared.domain.histories.columns import Column
from shared.domain.histories.entry import Entry
from shared.domain.histories.header import Header


def buyer_of(header: Header, entries: Sequence[Entry]) -> str:
    """Give who bought. Errors: Fault for two, or nobody."""
    said = {each.buyer: each.line for each in reversed(entries) if each.buyer}
    if not said:
        raise _lacks(header, entries, "buyer")
    if len(said) > 1:
        raise _differs(entries, *reversed([*said.items()][-2:]))
    return next(iter(said))


def paid_on(header: Header, entries: Sequence[Entry]) -> datetime:
    """Give when it was paid, or else placed. Errors: Fault for two days, or none."""
    dated = [each for each in entries if each.at]
    sold = [each for each in dated if not each.is_refund] or dated[:1]
    # Some repeat in each row when an order was placed, and say in one when it was paid.
    paid = [each for each in sold if each.is_paid]
    said = {each.at.date(): each.line for each in reversed(paid or sold) if each.at}
    if not said:
        raise _lacks(header, entries, "date", "paid_at")
    if len(said) > 1:
        one, other = reversed([(day.isoformat(), line) for day, line in said.items()][-2:])
        raise _differs(entries, one, other)
    return next(each.at for each in paid or sold if each.at)


def _lacks(header: Header, entries: Sequence[Entry], *columns: Column) -> Fault:
    places = [place for each in columns for place in header.places.get(each, ())]
    names = listed(header.names[place] for place in places)
    return Fault("history_order_lacks", order=entries[0].number, what=names)


def _differs(entries: Sequence[Entry], one: tuple[str, int], other: tuple[str, int]) -> Fault:
    (first, _), (second, line), number = one, other, entries[0].number
    return Fault("history_order_differs", order=number, one=first, other=second, line=line)
