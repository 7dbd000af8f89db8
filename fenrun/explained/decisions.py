"""Money that people decided about, for people: manual awards, and what was held for somebody."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rich.console import Console

from fenrun.terminal.cards import print_card
from fenrun.terminal.times import written
from shared.words.exact_words import rounded
from shared.words.explained import label

Posting = Mapping[str, Any]
"""A posting of a story's result."""


def print_decisions(console: Console, postings: Sequence[Posting]) -> None:
    """Print who decided what about money beside orders and periods, and why."""
    decided = [each for each in postings if "decided_by" in each["why"]]
    if decided:
        console.print(label("decisions"), style="bold")
    for each in decided:
        at = written(datetime.fromisoformat(each["at"]))
        print_card(console, f"{at} {each['cause']}: {each['from']} → {each['to']}", _rows(each))


def _rows(posting: Posting) -> list[tuple[str, str]]:
    why = posting["why"]
    people = [why.get("proposed_by"), why["decided_by"]]
    return [
        (label("amount_of_decision"), rounded(why["raw"], why["rounding_rest"], posting["amount"])),
        (label("by"), " → ".join(person for person in people if person)),
        (label("why"), why["reason"]),
    ]
