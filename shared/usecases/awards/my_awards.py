"""What a distributor was given beside the commission of orders, page by page."""

from collections.abc import Sequence
from typing import NamedTuple

from shared.domain.awards.manual_awards import ManualAward
from shared.domain.periods.award_lines import AwardLine
from shared.ports import Ports
from shared.usecases.awards.manual_awards import awards_of
from shared.usecases.periods.period_statements import award_page

_BY_HAND = "by-hand/"
"""What a place among the awards by hand begins with; one among those of periods with a year."""


class MyAwardPage(NamedTuple):
    """Awards of periods, by period and rule, then those by hand; `next` is where to go on."""

    periods: Sequence[AwardLine]
    manual: Sequence[ManualAward]
    next: str | None


def my_awards(ports: Ports, payee: str, after: str = "") -> MyAwardPage:
    """Give what a payee was given behind a place: for periods first, then by hand."""
    if after.startswith(_BY_HAND):
        return _with_those_by_hand(ports, payee, (), after.removeprefix(_BY_HAND))
    periods, following = award_page(ports, payee, after)
    if following is not None:
        return MyAwardPage(periods, (), following)
    return _with_those_by_hand(ports, payee, periods, "")


def _with_those_by_hand(
    ports: Ports, payee: str, periods: Sequence[AwardLine], after: str
) -> MyAwardPage:
    found, following = awards_of(ports.store, payee, after)
    return MyAwardPage(periods, found, following and f"{_BY_HAND}{following}")
