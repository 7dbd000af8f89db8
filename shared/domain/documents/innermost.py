"""Faults that only follow from others: a list is told to be too short as its elements are wrong."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

FaultDetails = TypeVar("FaultDetails", bound=Mapping[str, Any])


def innermost(faults: Sequence[FaultDetails]) -> list[FaultDetails]:
    """Leave out what follows from a fault further inside; every fault is looked at once."""
    short = {fault["loc"] for fault in faults if fault["type"] == "too_short"}
    depths = {len(place) for place in short}
    outer = {
        fault["loc"][:depth] for fault in faults for depth in depths if depth < len(fault["loc"])
    }
    following = short & outer
    return [fault for fault in faults if fault["loc"] not in following]
