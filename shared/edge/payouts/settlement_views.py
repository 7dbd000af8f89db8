"""What finance does with settlements."""

from typing import Final

from shared.domain.network.people import PayeeId
from shared.domain.payouts.settlements import SettlementState
from shared.edge.callers.access import AUDITOR, FINANCE
from shared.edge.http.query import AFTER, Query, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.payouts.settlement_messages import (
    SettlementInList,
    SettlementReceipt,
    Settlements,
    SettlementView,
    StartSettlement,
)
from shared.usecases.payouts import settle_period, settlement_statement
from shared.usecases.payouts.find_runs import WantedRuns, find_runs

SETTLEMENTS: Final[Query] = {"state": SettlementState, "payee": PayeeId, "period": str, **AFTER}


@view("POST", "/v1/settlements", roles=FINANCE, zh="发起结算", status=201)
def start_settlement(request: Request[StartSettlement]) -> SettlementReceipt:
    """Start the settlement of a period that has ended."""
    command, period, by = request.command, request.body.period, request.principal.id
    run = settle_period.start_settlement(request.ports, command, period, by=by)
    return SettlementReceipt(period=period, round=run.commands.get(command.id, run.round))


@view("GET", "/v1/settlements", roles=FINANCE | AUDITOR, zh="结算列表", query=SETTLEMENTS)
def list_settlements(request: Request[None]) -> Settlements:
    """List settlements, the latest period first."""
    query = request.query
    wanted = WantedRuns(query.get("state"), query.get("payee"), query.get("period", ""))
    return Settlements.shown(
        find_runs(request.ports, wanted, place_asked(query)), SettlementInList.of
    )


@view("GET", "/v1/settlements/{period}", roles=FINANCE | AUDITOR, zh="查询结算", query=AFTER)
def read_settlement(request: Request[None], period: str) -> SettlementView:
    """Read a settlement: who is proposed what, and what was paid."""
    after = place_asked(request.query)
    return SettlementView.of(settlement_statement.settlement_of(request.ports, period, after))
