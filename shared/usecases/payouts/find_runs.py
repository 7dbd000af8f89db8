"""Find settlements by their state, their payees and their periods, latest period first."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.payouts.settlement_lines import SettlementLine, line_key
from shared.domain.payouts.settlements import EVERY_RUN, RunIn, SettlementRun
from shared.ports import Page, Ports, Store
from shared.usecases.day_lists import LOOKED_AT
from shared.usecases.lists import fitting


@dataclass(frozen=True)
class WantedRuns:
    """Which runs somebody looks for; what is None does not matter.

    `period` is how the names of their periods begin.
    """

    state: str | None = None
    payee: str | None = None
    period: str = ""


def find_runs(ports: Ports, wanted: WantedRuns, after: str = "") -> Page[SettlementRun]:
    """Find runs, on from a place; a page looks at 200 at the most."""
    pointers = ports.store.listed(
        RunIn,
        EVERY_RUN,
        after=after,
        since=wanted.period,
        until=f"{wanted.period}~",
        limit=LOOKED_AT,
        latest_first=True,
    )
    periods = _with_payee(ports.store, wanted.payee, (each.period for each in pointers.items))
    return fitting(
        ports.store,
        SettlementRun,
        pointers,
        lambda run: wanted.state in (None, run.state) and run.period in periods,
    )


def _with_payee(store: Store, payee: str | None, periods: Iterable[str]) -> frozenset[str]:
    """Give those of the periods whose runs have a line for a payee; None: all of them."""
    if payee is None:
        return frozenset(periods)
    keys = (line_key(period, payee) for period in periods)
    return frozenset(line.period for line in store.get_all(SettlementLine, keys, exact=True))
